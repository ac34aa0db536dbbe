internal import Directory
internal import Testing

extension StoreContract {
  private static func change(
    _ slug: String, by author: String = "Kari", at time: Int64? = nil, type: RecordType = .member
  ) -> DraftChange {
    DraftChange(
      id: 0, key: RecordKey(type, slug), patch: #"{"summary":"New."}"#, note: "Why", state: .draft,
      author: author, createdAt: 10, updatedAt: 20, publishAt: time,
      base: NewRevision.State(status: .published, document: "{}"), baseTag: "\"tag\"", reason: nil,
      decidedBy: nil, decidedAt: nil, problem: nil)
  }

  private static func add(_ change: DraftChange, _ trial: Trial) throws -> DraftChange {
    try trial.edit { editor throws(DirectoryError) in try editor.add(change) }
  }

  private static func link(_ number: UInt8, to change: Int64, until time: Int64 = .max) -> PreviewLink {
    PreviewLink(
      digest: Array(repeating: number, count: 32), draftChange: change, author: "Kari",
      createdAt: Int64(number), expiresAt: time)
  }

  /// Returns the numbers of the links that are stored.
  private static func links(_ trial: Trial) throws -> [UInt8] {
    let staff = try trial.reader().staff
    var numbers: [UInt8] = []
    for number in UInt8(0)..<30 {
      let digest = [UInt8](repeating: number, count: 32)
      if try staff.previewLink(digest) != nil { numbers.append(number) }
    }
    return numbers
  }

  static let draftChanges = [
    StoreContract("a draft change is stored with all that it has, and found by each of it") { trial throws in
      try trial.load()
      let revision = try trial.reader().revision()
      var first = try add(change("frogn"), trial)
      let second = try add(change("asker", by: "Ola"), trial)
      #expect(second.id > first.id)
      #expect(try trial.reader().staff.draftChange(first.id) == first)
      (first.state, first.publishAt, first.decidedBy, first.decidedAt) = (.scheduled, 40, "Ola", 30)
      (first.reason, first.problem, first.note) = ("Because", "Nothing", "Other")
      first.base = NewRevision.State(status: .draft, document: #"{"name":"F"}"#)
      let changed = first
      try trial.edit { editor throws(DirectoryError) in try editor.replace(changed) }
      let staff = try trial.reader().staff
      #expect(try staff.draftChange(first.id) == first)
      func ids(
        _ state: DraftChange.State? = nil, _ type: RecordType? = nil, _ slugs: [String]? = nil,
        _ author: String? = nil, before: Int64? = nil, limit: Int = 10
      ) throws -> [Int64] {
        try staff.draftChanges(
          DraftChangeQuery(
            state: state, type: type, slugs: slugs, author: author, before: before, limit: limit))
      }
      #expect(try ids() == [second.id, first.id] && ids(limit: 1) == [second.id])
      #expect(try ids(before: second.id) == [first.id])
      #expect(try ids(.scheduled) == [first.id] && ids(.declined) == [])
      #expect(try ids(nil, .member) == [second.id, first.id] && ids(nil, .topic) == [])
      #expect(try ids(nil, nil, ["asker", "x"]) == [second.id] && ids(nil, nil, nil, "Kari") == [first.id])
      #expect(try staff.openDraftChanges(by: "Kari") == 1)
      #expect(try staff.draftChangesDue(at: 39, limit: 9) == [])
      #expect(try staff.draftChangesDue(at: 40, limit: 9) == [first.id])
      // It is not a part of what is public.
      #expect(try trial.reader().revision() == revision)
    },
    StoreContract("the numbers of draft changes are never given again") { trial throws in
      try trial.load()
      let first = try add(change("frogn"), trial)
      try trial.edit { editor throws(DirectoryError) in try editor.removeDraftChange(first.id) }
      #expect(try trial.reader().staff.draftChange(first.id) == nil)
      #expect(try add(change("frogn"), trial).id > first.id)
    },
    StoreContract("a link ends alone, with others, at its time, and when there are too many") {
      trial throws in
      try trial.load()
      let id = try add(change("frogn"), trial).id
      let other = try add(change("asker"), trial).id
      for number in UInt8(0)..<21 {
        try trial.edit { editor throws(DirectoryError) in try editor.add(link(number, to: id)) }
      }
      #expect(try links(trial) == Array(1..<21))
      try trial.edit { editor throws(DirectoryError) in
        try editor.add(link(21, to: other, until: 1))
        try editor.add(link(22, to: other))
        _ = try editor.removePreviewLink(Array(repeating: 2, count: 32))
      }
      #expect(try links(trial) == [1] + Array(3..<21) + [22])
      try trial.edit { editor throws(DirectoryError) in try editor.removePreviewLinks(of: id) }
      #expect(try links(trial) == [22])
      try trial.edit { editor throws(DirectoryError) in try editor.removeDraftChange(other) }
      #expect(try links(trial) == [])
    },
    StoreContract("a reader for visitors sees the writes of an edit, and nothing that only staff see") {
      trial throws in
      try trial.load()
      let (seen, email) = try trial.edit(keeps: false) { editor throws(DirectoryError) in
        let member = ContractDirectory.member("frogn", county: "akershus", summary: "Now.")
        try editor.save(StoredRecord(.member(member), .published), by: Trial.author)
        let visitors = editor.reader.visitors
        return (try visitors.member(slug: "frogn")?.summary, try visitors.contact(id: "kari")?.email)
      }
      #expect(seen == "Now." && email == nil)
      #expect(try trial.reader().staff.contact(id: "kari")?.email != nil)
      #expect(try trial.reader().member(slug: "frogn")?.summary == "A place.")
    },
    StoreContract("erasing a contact erases the draft changes about it") { trial throws in
      try trial.load()
      let about = try add(change("nina", type: .contact), trial)
      let other = try add(change("nina"), trial)
      _ = try trial.store.eraseContact("nina", keepingSharedPictures: false)
      #expect(try trial.reader().staff.draftChange(about.id) == nil)
      #expect(try trial.reader().staff.draftChange(other.id) == other)
    },
  ]
}
