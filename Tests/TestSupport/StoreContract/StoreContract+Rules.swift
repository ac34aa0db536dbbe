internal import Directory
internal import Testing

extension StoreContract {
  static let rules = [
    StoreContract("a record that breaks a rule is refused with its faults") { trial throws in
      try trial.load()
      var member = ContractDirectory.member("moss", county: "akershs", topics: ["climat", "seaweed"])
      member.kind = "town"
      let faults = try faults { try trial.save(.member(member)) }
      #expect(faults.map(\.pointer) == ["/kind", "/county", "/topics/0"])
      #expect(faults.map(\.code) == [.unknownValue, .unknownReference, .unknownReference])
      #expect(
        faults.map(\.hint) == [
          "use one of county, municipality, university", "did you mean akershus?", "did you mean climate?",
        ])
      #expect(try trial.reader().member(slug: "moss") == nil)
    },
    StoreContract("the broader topics of a topic can't form a cycle") { trial throws in
      try trial.load()
      let faults = try faults {
        try trial.save(.topic(ContractDirectory.topic("climate", broader: "seaweed")))
      }
      #expect(faults.map(\.code) == [.cycle])
    },
    StoreContract("a published record can't have a former slug, but a draft can") {
      trial throws in
      try trial.load()
      let county = DirectoryRecord.county(ContractDirectory.county("hedmark"))
      let faults = try faults { try trial.save(county) }
      #expect(faults.map(\.code) == [.duplicate] && faults.map(\.pointer) == ["/slug"])
      try trial.save(county, .draft)
      let again = try StoreContract.faults { try trial.save(county) }
      #expect(again == faults)
    },
    StoreContract("a record that others refer to can't be deleted or made a draft, and the error names them")
    {
      trial throws in
      try trial.load()
      let referrers = [
        RecordKey(.member, "asker"), RecordKey(.member, "baerum"), RecordKey(.member, "frogn"),
      ]
      let county = RecordKey(.county, "akershus")
      #expect(throws: DirectoryError.stillReferenced(county, by: referrers, total: 3)) {
        try trial.delete(.county, "akershus")
      }
      #expect(throws: DirectoryError.stillReferenced(county, by: referrers, total: 3)) {
        try trial.save(.county(ContractDirectory.county("akershus")), .draft)
      }
      // References from former members and from topics count too.
      #expect(throws: DirectoryError.self) { try trial.delete(.topic, "climate") }
      for slug in ["asker", "baerum", "frogn"] { try trial.delete(.member, slug) }
      try trial.delete(.county, "akershus")
      #expect(try trial.reader().counties().map(\.slug) == ["innlandet", "ostfold"])
    },
    StoreContract("the error names at most twenty of the records that refer to one, and counts all") {
      trial throws in
      try trial.load()
      try trial.edit { editor throws(DirectoryError) in
        for number in 0..<25 {
          let member = ContractDirectory.member("m-\(number)", county: "ostfold")
          try editor.save(StoredRecord(.member(member), .published), by: Trial.author)
        }
      }
      let error = #expect(throws: DirectoryError.self) { try trial.delete(.county, "ostfold") }
      guard case .stillReferenced(_, let keys, 25)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(keys.count == 20 && Set(keys).count == 20)
    },
    StoreContract("a slug that is deleted is no longer a successor of former slugs") { trial throws in
      try trial.load()
      for slug in ["elverum", "hamar"] { try trial.delete(.member, slug) }
      try trial.delete(.county, "innlandet")
      #expect(try trial.reader().former(.county, slug: "hedmark")?.successors == [])
    },
    StoreContract("a former slug can be saved and replaced, which doesn't change a record") { trial throws in
      try trial.load()
      let former = FormerSlug(
        type: .member, slug: "old", name: "Old", until: "2020-01-01", successors: ["frogn", "asker"])
      try trial.edit { editor throws(DirectoryError) in try editor.save(former, by: Trial.author) }
      #expect(try trial.reader().former(.member, slug: "old") == former)
      let number = trial.store.revisionNumber
      let other = FormerSlug(type: .member, slug: "old", name: nil, until: nil, successors: ["asker"])
      try trial.edit { editor throws(DirectoryError) in try editor.save(other, by: Trial.author) }
      #expect(try trial.reader().former(.member, slug: "old") == other)
      #expect(try trial.reader().formerSlugs().map(\.slug) == ["hedmark", "old"])
      #expect(try trial.reader().former(.topic, slug: "old") == nil)
      #expect(try trial.reader().changes(since: 0, limit: 9) == [])
      #expect(trial.store.revisionNumber > number)
    },
    StoreContract("deleting a record that doesn't exist does nothing") { trial throws in
      try trial.load()
      try trial.delete(.member, "nobody")
      #expect(try trial.reader().changes(since: 0, limit: 9) == [])
    },
  ]

  static func faults(_ body: () throws -> Void) throws -> [DocumentFault] {
    let error = #expect(throws: DirectoryError.self) { try body() }
    guard case .invalidRecord(let faults)? = error else {
      Issue.record("\(String(describing: error)) is not about a record")
      return []
    }
    return faults
  }
}

/// The clauses on drafts.
extension StoreContract {
  static let drafts = [
    StoreContract("only staff can read a draft") { trial throws in
      try trial.load()
      let moss = ContractDirectory.member("moss", county: "akershus", topics: ["culture"])
      try trial.save(.member(moss), .draft)
      let reader = try trial.reader()
      #expect(try reader.members(ListQuery()).total == 4)
      #expect(try reader.member(slug: "moss") == nil)
      #expect(try reader.topic(slug: "culture")?.memberCount == 2)
      #expect(try reader.vocabulary(.members).contains("moss") == false)
      #expect(try reader.search(SearchQuery("moss")).hits == [])
      #expect(try reader.changes(since: 0, limit: 9) == [])
      #expect(try reader.wasDeleted(RecordKey(.member, "moss")) == false)
      #expect(try trial.store.document().members.contains { $0.slug == "moss" } == false)
      let staff = reader.staff
      #expect(try staff.members(ListQuery()).total == 4 && staff.member(slug: "moss") == nil)
      #expect(try staff.draft(RecordKey(.member, "moss")) == .member(moss))
      #expect(try staff.drafts() == [.member(moss)] && staff.draftCount() == 1)
      #expect(
        try staff.revisions(of: RecordKey(.member, "moss"), limit: 9, before: nil).map(\.status) == [.draft])
    },
    StoreContract("a draft may refer to a record that doesn't exist, but can be published only if it exists")
    {
      trial throws in
      try trial.load()
      let moss = DirectoryRecord.member(ContractDirectory.member("moss", county: "vestfold"))
      try trial.save(moss, .draft)
      #expect(throws: DirectoryError.self) { try trial.save(moss) }
      try trial.save(.county(ContractDirectory.county("vestfold")))
      try trial.save(moss)
      #expect(try trial.reader().member(slug: "moss")?.county?.name == "vestfold County")
      #expect(try trial.reader().staff.drafts() == [] && trial.reader().staff.draftCount() == 0)
    },
    StoreContract("the public changes show publishing as a creation, and unpublishing as a deletion") {
      trial throws in
      try trial.load()
      let (key, frogn) = (RecordKey(.member, "frogn"), ContractDirectory.member("frogn", county: "akershus"))
      try trial.save(.member(frogn), .draft)
      #expect(try trial.reader().wasDeleted(key))
      #expect(try trial.reader().member(slug: "frogn") == nil)
      var corrected = frogn
      corrected.summary = "Corrected."
      try trial.save(.member(corrected), .draft)
      try trial.save(.member(corrected))
      #expect(try trial.reader().wasDeleted(key) == false)
      let actions = try trial.reader().changes(since: 0, limit: 9).map(\.action)
      #expect(actions == [.deleted, .created])
      let revisions = try trial.reader().staff.revisions(of: key, limit: 9, before: nil)
      #expect(revisions.map(\.action) == [.updated, .updated, .updated, .original])
      #expect(revisions.first?.changes.map(\.pointer) == ["/status"])
    },
  ]
}
