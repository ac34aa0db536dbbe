internal import Directory
internal import Testing

extension StoreContract {
  private static func kari(_ change: (inout DirectoryDocument.Contact) -> Void) -> DirectoryRecord {
    var kari = ContractDirectory.document.contacts[0]
    change(&kari)
    return .contact(kari)
  }

  static let erasing = [
    StoreContract("of a contact that is erased only its deletion remains, and others are as they were") {
      trial throws in
      try trial.load()
      try trial.save(kari { $0.role = "Adviser" })
      #expect(
        try trial.store.eraseContact("kari") == ContactErasure(slugs: ["kari"], followers: [], sharing: []))
      #expect(try trial.store.eraseContact("kari") == ContactErasure(slugs: [], followers: [], sharing: []))
      #expect(try trial.store.eraseContact("nobody") == nil)
      #expect(try trial.store.forgetDeleted())
      let staff = try trial.reader().staff
      let key = RecordKey(.contact, "kari")
      #expect(try staff.contacts(ListQuery()).total == 0)
      let left = try staff.revisions(of: key, limit: 9, before: nil)
      #expect(left.map(\.action) == [.deleted] && left.map(\.author) == [""] && left[0].changes == [])
      #expect(try staff.changes(since: 0, limit: 9).map(\.action) == [.deleted])
      #expect(try staff.wasDeleted(key))
      #expect(try staff.members(ListQuery()).total == 4 && staff.office(id: "oslo") != nil)
    },
    StoreContract("a contact without any edit is deleted for followers, too, when it is erased") {
      trial throws in
      try trial.load()
      #expect(try trial.store.eraseContact("kari") != nil)
      let changes = try trial.reader().changes(since: 0, limit: 9)
      #expect(changes.map(\.key.slug) == ["kari"] && changes.map(\.action) == [.deleted])
    },
    StoreContract("of a draft that is erased nothing remains, since nobody knew of it") { trial throws in
      try trial.load()
      try trial.save(kari { $0.id = "ola" }, .draft)
      #expect(try trial.store.eraseContact("ola") != nil)
      let staff = try trial.reader().staff
      #expect(try staff.drafts() == [] && staff.changes(since: 0, limit: 9) == [])
      #expect(try staff.revisions(of: RecordKey(.contact, "ola"), limit: 9, before: nil) == [])
      #expect(try !staff.wasDeleted(RecordKey(.contact, "ola")))
    },
    StoreContract("a contact that is erased can be created again, and erased again") { trial throws in
      try trial.load()
      for _ in 0..<2 {
        #expect(try trial.store.eraseContact("kari") != nil)
        try trial.save(kari { $0.role = "Adviser" })
        #expect(try trial.reader().contact(id: "kari") != nil)
      }
      let actions = try trial.reader().changes(since: 0, limit: 9).map(\.action)
      #expect(actions == [.deleted, .created])
    },
    StoreContract("the former slugs of a contact are erased with it, along all links") { trial throws in
      try trial.load()
      let formers = [("maiden", ["middle"]), ("middle", ["kari"]), ("other", ["kari"]), ("apart", [])]
      try trial.edit { editor throws(DirectoryError) in
        for (slug, successors) in formers {
          try editor.save(
            FormerSlug(
              type: .contact, slug: slug, name: "Kari \(slug)", until: nil, successors: successors),
            by: Trial.author)
        }
      }
      let erasure = try trial.store.eraseContact("kari")
      #expect(erasure?.slugs.sorted() == ["kari", "maiden", "middle", "other"])
      let reader = try trial.reader()
      #expect(try reader.formerSlugs().filter { $0.type == .contact }.map(\.slug) == ["apart"])
      for slug in ["kari", "maiden", "middle", "other"] {
        #expect(try reader.wasDeleted(RecordKey(.contact, slug)))
      }
    },
    StoreContract("a contact that followed a former slug stays when that slug is erased") { trial throws in
      try trial.load()
      try trial.edit { editor throws(DirectoryError) in
        for (slug, successors) in [("before", ["former"]), ("former", ["kari"])] {
          try editor.save(
            FormerSlug(type: .contact, slug: slug, name: "N", until: nil, successors: successors),
            by: Trial.author)
        }
      }
      let erasure = try trial.store.eraseContact("former")
      #expect(erasure?.slugs.sorted() == ["before", "former"] && erasure?.followers == ["kari"])
      #expect(try trial.reader().contact(id: "kari") != nil)
      #expect(try trial.reader().formerSlugs().filter { $0.type == .contact } == [])
    },
  ]
}
