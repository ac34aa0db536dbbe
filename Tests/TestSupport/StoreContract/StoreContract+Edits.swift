internal import Directory
internal import Dispatch
internal import Locking
internal import Testing

extension StoreContract {
  private static func county(_ slug: String) -> StoredRecord {
    StoredRecord(.county(ContractDirectory.county(slug)), .published)
  }

  static let edits = [
    StoreContract("an edit that isn't kept, such as a dry run, changes nothing") { trial throws in
      try trial.load()
      try nothingStays(trial) {
        try trial.edit(keeps: false) { editor throws(DirectoryError) in
          try editor.save(county("agder"), by: Trial.author)
          try editor.delete(RecordKey(.member, "asker"), by: Trial.author)
          try editor.save(
            FormerSlug(type: .county, slug: "oppland", name: nil, until: nil, successors: []),
            by: Trial.author)
        }
      }
    },
    StoreContract("an edit that throws changes nothing, and its completion gets the error") {
      trial throws in
      try trial.load()
      try nothingStays(trial) {
        #expect(throws: DirectoryError.noSuchImport(99)) {
          try trial.edit { editor throws(DirectoryError) in
            try editor.save(county("agder"), by: Trial.author)
            _ = try editor.undoImport(99, by: Trial.author)
          }
        }
      }
    },
    StoreContract("an edit reads its own writes, and no other reader sees them before the commit") {
      trial throws in
      try trial.load()
      let reader = try trial.reader()
      let member = StoredRecord(.member(ContractDirectory.member("moss")), .published)
      let (total, name) = try trial.edit { editor throws(DirectoryError) in
        try editor.save(member, by: Trial.author)
        return (try editor.reader.members(ListQuery()).total, try editor.reader.member(slug: "moss")?.name)
      }
      #expect(total == 5 && name == "Municipality of moss")
      #expect(try reader.members(ListQuery()).total == 5)
      let isThere = try trial.edit(keeps: false) { editor throws(DirectoryError) in
        try editor.delete(RecordKey(.member, "moss"), by: Trial.author)
        return try editor.reader.member(slug: "moss") != nil
      }
      #expect(!isThere)
      #expect(try reader.member(slug: "moss") != nil)
    },
    StoreContract("an edit reads a member with its own writes to what the member refers to") {
      trial throws in
      try trial.load()
      let names = try trial.edit { editor throws(DirectoryError) in
        var seen = [try shown(editor)]
        var topic = ContractDirectory.topic("climate")
        topic.name = "A better climate"
        try editor.save(StoredRecord(.topic(topic), .published), by: Trial.author)
        seen.append(try shown(editor))
        var county = ContractDirectory.county("akershus")
        county.name = "A better county"
        try editor.save(StoredRecord(.county(county), .published), by: Trial.author)
        seen.append(try shown(editor))
        try editor.save(
          StoredRecord(.member(ContractDirectory.member("akershus")), .published), by: Trial.author)
        seen.append(try shown(editor))
        return seen
      }
      #expect(names[0] == ["climate, culture", "akershus County", "false"])
      #expect(names[1] == ["A better climate, culture", "akershus County", "false"])
      #expect(names[2] == ["A better climate, culture", "A better county", "false"])
      #expect(names[3] == ["A better climate, culture", "A better county", "true"])
    },
    StoreContract("the writes are durable and visible to every reader when the completion is called") {
      trial throws in
      try trial.load()
      let (old, before) = (try trial.reader(), trial.store.revisionNumber)
      _ = try old.revision()
      let seen = Guarded<[Bool]>([])
      let isSettled = DispatchSemaphore(value: 0)
      trial.store.edit(isLong: false) { editor throws(DirectoryError) in
        try editor.save(county("agder"), by: Trial.author)
        return EditResult(true, keeps: true)
      } completion: { _ in
        let moved = trial.store.revisionNumber > before
        let again = try? trial.subject.open(patience: .zero).makeReader().counties()
        let own = try? trial.store.makeReader().counties()
        seen.withLock { $0 = [moved, again?.count == 4, own?.count == 4] }
      } settled: {
        isSettled.signal()
      }
      isSettled.wait()
      #expect(seen.withLock { $0 } == [true, true, true])
      #expect(try old.counties().count == 4)
    },
    StoreContract("a commit increases the revision number of the directory, and sets its time") {
      trial throws in
      try trial.load()
      let (before, number) = (try trial.reader().revision(), trial.store.revisionNumber)
      try trial.save(.county(ContractDirectory.county("agder")))
      let after = try trial.reader().revision()
      #expect(after.number > before.number && after.changedAt >= before.changedAt)
      #expect(trial.store.revisionNumber > number)
      let last = trial.store.revisionNumber
      trial.store.refreshRevision()
      #expect(trial.store.revisionNumber == last)
    },
  ]

  /// Returns the names of the topics and the county of a member, and whether the county is a member.
  private static func shown(_ editor: RecordEditor) throws(DirectoryError) -> [String] {
    guard let member = try editor.reader.member(slug: "asker") else { return [] }
    return [
      member.topics.map(\.topic.name).joined(separator: ", "), member.county?.name ?? "",
      "\(member.county?.isMember == true)",
    ]
  }

  /// Expects that the body doesn't change the directory.
  private static func nothingStays(_ trial: Trial, _ body: () throws -> Void) throws {
    func state() throws -> ([UInt8], Revision, [PublicChange]) {
      let reader = try trial.reader()
      return (try trial.store.text(), try reader.revision(), try reader.changes(since: 0, limit: 100))
    }
    let before = try state()
    try body()
    let after = try state()
    #expect(before.0 == after.0 && before.1 == after.1 && before.2 == after.2)
  }
}
