internal import Directory
internal import Testing

/// The history of all records together, merges, and what waits to be done.
extension StoreContract {
  private static func merge(_ trial: Trial, _ slug: String, into other: String) throws -> MergeSummary {
    try trial.edit(isLong: true) { editor throws(DirectoryError) in
      try editor.merge(topic: slug, into: other, by: Author(name: "Merger")) { _ in }
    }
  }

  private static func undo(_ trial: Trial, _ id: Int64) throws -> Int {
    try trial.edit(isLong: true) { editor throws(DirectoryError) in
      try editor.undoImport(id, by: Author(name: "Undoer"))
    }
  }

  private static func count(
    _ reader: any StaffReader, _ change: (inout ActivityQuery) -> Void
  ) throws -> Int {
    var query = ActivityQuery(limit: 10)
    change(&query)
    return try reader.activity(query).items.count
  }

  private static func member(_ slug: String, _ summary: String) -> DirectoryRecord {
    .member(ContractDirectory.member(slug, county: "akershus", summary: summary))
  }

  static let office = [
    StoreContract("the history of all records has every write, newest first, in pages") { trial throws in
      try trial.load()
      for (number, slug) in ["frogn", "asker", "frogn", "baerum", "frogn"].enumerated() {
        try trial.save(member(slug, "State \(number)."))
      }
      let reader = try trial.reader().staff
      var query = ActivityQuery(limit: 2)
      var found: [String] = []
      repeat {
        let page = try reader.activity(query)
        found += page.items.map { "\($0.key.slug) \($0.name) \($0.revision.changes.count)" }
        query.before = page.next
      } while query.before != nil && found.count < 20
      #expect(
        found.map { String($0.prefix { $0 != " " }) } == ["frogn", "baerum", "frogn", "asker", "frogn"])
      #expect(found.allSatisfy { $0.contains("Municipality of") && !$0.hasSuffix(" 0") })
    },
    StoreContract("the history is filtered by each of its fields") { trial throws in
      try trial.load()
      try trial.save(member("frogn", "One."))
      try trial.save(.topic(ContractDirectory.topic("frogn")))
      try trial.delete(.topic, "frogn")
      let reader = try trial.reader().staff
      #expect(try count(reader) { _ in } == 3)
      #expect(try count(reader) { $0.slug = "frogn" } == 3)
      #expect(try count(reader) { $0.type = .topic } == 2)
      #expect(try count(reader) { ($0.slug, $0.type) = ("frogn", .member) } == 1)
      #expect(try count(reader) { $0.action = .deleted } == 1)
      #expect(try count(reader) { ($0.action, $0.type) = (.created, .topic) } == 1)
      #expect(try count(reader) { $0.author = Trial.author.name } == 3)
      #expect(try count(reader) { $0.author = "Someone else" } == 0)
      #expect(try count(reader) { $0.from = .max } == 0)
      #expect(try count(reader) { $0.to = 0 } == 0)
      #expect(try count(reader) { $0.before = 0 } == 0)
      #expect(try count(reader) { $0.batch = 7 } == 0)
    },
    StoreContract("deletions are listed until the record is written again") { trial throws in
      try trial.load()
      try trial.delete(.member, "frogn")
      try trial.delete(.member, "elverum")
      let reader = try trial.reader().staff
      let first = try reader.deletions(of: nil, limit: 1, before: nil)
      #expect(first.items.map(\.key.slug) == ["elverum"])
      #expect(first.items.first?.name == "Municipality of elverum")
      let second = try reader.deletions(of: .member, limit: 1, before: first.next)
      #expect(second.items.map(\.key.slug) == ["frogn"])
      #expect(try reader.deletions(of: .topic, limit: 5, before: nil).items.isEmpty)
      try trial.save(member("frogn", "Back."))
      #expect(try reader.deletions(of: nil, limit: 5, before: nil).items.map(\.key.slug) == ["elverum"])
    },
    StoreContract("one revision has the record after it and what has changed since") { trial throws in
      try trial.load()
      try trial.save(member("frogn", "One."))
      try trial.save(member("frogn", "Two."))
      let reader = try trial.reader().staff
      let key = RecordKey(.member, "frogn")
      let ids = try reader.revisions(of: key, limit: 5, before: nil).map(\.id)
      let one = try #require(try reader.revision(ids[1], of: key))
      #expect(one.record?.record == member("frogn", "One."))
      #expect(one.revision.changes.map(\.pointer) == ["/summary"])
      #expect(one.changesSince.map(\.new) == [.string("Two.")])
      #expect(try reader.revision(ids[1], of: RecordKey(.member, "asker")) == nil)
      #expect(try reader.revision(.max, of: key) == nil)
    },
    StoreContract("a merge moves everything that names the topic, and undoing it restores all of it") {
      trial throws in
      try trial.load()
      let draft = DirectoryRecord.member(ContractDirectory.member("drammen", topics: ["climate"]))
      try trial.save(draft, .draft)
      let before = try trial.store.text()
      let summary = try merge(trial, "climate", into: "culture")
      #expect(summary.members == 3 && summary.topics == 1 && summary.drafts == 1)
      let reader = try trial.reader()
      #expect(try reader.topic(slug: "climate") == nil)
      #expect(try reader.topic(slug: "seaweed")?.broader?.slug == "culture")
      #expect(try reader.topic(slug: "culture")?.memberCount == 3)
      #expect(try reader.member(slug: "asker")?.topics.map(\.slug) == ["culture"])
      #expect(try reader.former(.topic, slug: "climate")?.successors == ["culture"])
      let entry = try #require(try reader.staff.imports(limit: 5, before: nil).first)
      #expect(entry.merge == TopicMerge(from: "climate", into: "culture"))
      #expect(entry.updated == 5 && entry.deleted == 1 && entry.formerSlugs == 1)
      #expect(try undo(trial, summary.id) == 7)
      #expect(try trial.store.text() == before)
      #expect(try reader.staff.draft(draft.key) == draft)
      #expect(try reader.staff.imports(limit: 5, before: nil).first?.undoneAt != nil)
    },
    StoreContract("the topic of a merge that was created again as a draft prevents its undo") {
      trial throws in
      try trial.load()
      let summary = try merge(trial, "climate", into: "culture")
      try trial.save(.topic(ContractDirectory.topic("climate")), .draft)
      #expect(throws: DirectoryError.self) { try undo(trial, summary.id) }
      try trial.delete(.topic, "climate")
      #expect(try undo(trial, summary.id) == 6)
    },
    StoreContract("what waits to be done is counted") { trial throws in
      try trial.load()
      try trial.save(.member(ContractDirectory.member("drammen")), .draft)
      let figures = try trial.reader().staff.overview(oldBefore: 0)
      #expect(figures.drafts == BoundedCount(1))
      #expect(figures.oldCount == BoundedCount(0) && figures.old.isEmpty && figures.untranslated.isEmpty)
      // The member that has left isn't among them.
      #expect(figures.withoutWebsite.count == BoundedCount(4))
      #expect(figures.withoutContact.items.map(\.key.slug) == ["asker", "baerum", "elverum", "frogn"])
      let old = try trial.reader().staff.overview(oldBefore: .max)
      #expect(old.oldCount == BoundedCount(9) && old.old.count == 9)
    },
    StoreContract("records that may be the same are found by the host of their website") { trial throws in
      try trial.load()
      var profile = MemberProfile.empty
      profile.website = "HTTPS://WWW.Frogn.example:8080/om?x#y"
      try trial.save(.member(ContractDirectory.member("frogn", profile: profile)))
      let reader = try trial.reader().staff
      #expect(try reader.members(withWebsiteAt: "frogn.example", limit: 5) == ["frogn"])
      var query = DuplicateQuery(type: .member)
      query.website = "http://frogn.example"
      #expect(try reader.duplicates(query).map(\.record.key.slug) == ["frogn"])
      try trial.save(.member(ContractDirectory.member("frogn")))
      #expect(try reader.members(withWebsiteAt: "frogn.example", limit: 5) == [])
    },
  ]
}
