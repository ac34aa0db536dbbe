internal import Directory
internal import Testing

extension StoreContract {
  static let administration = [
    StoreContract("a document is loaded as a whole or not at all, and only into an empty directory") {
      trial throws in
      #expect(try trial.store.isEmpty())
      var wrong = ContractDirectory.document
      wrong.members[1].county = "nowhere"
      let error = #expect(throws: DirectoryError.self) { try trial.load(wrong) }
      guard case .invalidDocument(let faults)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(faults.map(\.pointer) == ["/members/1/county"])
      #expect(try trial.store.isEmpty() && trial.reader().revision().number == 0)
      try trial.load()
      #expect(try !trial.store.isEmpty())
      #expect(throws: DirectoryError.notEmpty) { try trial.load() }
      #expect(try trial.store.document().members == ContractDirectory.document.members)
      #expect(try trial.reader().changes(since: 0, limit: 9) == [])
    },
    StoreContract("a document can be loaded into a directory that has only drafts") { trial throws in
      try trial.save(.county(ContractDirectory.county("agder")), .draft)
      #expect(try trial.store.isEmpty())
      try trial.load()
    },
    StoreContract("a directory is unused until a draft or a record is written, also if it is deleted") {
      trial throws in
      #expect(try trial.store.isUnused())
      try trial.save(.county(ContractDirectory.county("agder")), .draft)
      #expect(try !trial.store.isUnused())
      try trial.delete(.county, "agder")
      #expect(try trial.store.isEmpty() && !trial.store.isUnused())
    },
    StoreContract("a directory with a token is not unused") { trial throws in
      _ = try trial.store.createToken(ContractDirectory.token(1))
      #expect(try trial.store.isEmpty() && !trial.store.isUnused())
    },
    StoreContract("an export is in the order of a document, for any order of the writes") {
      trial throws in
      #expect(throws: DirectoryError.self) { try trial.store.text() }
      try trial.load()
      try trial.delete(.member, "asker")
      try trial.save(
        .member(
          ContractDirectory.member(
            "asker", county: "akershus", topics: ["climate", "culture"], population: 90, joined: "2020-01-01")
        ))
      #expect(try trial.store.document() == ContractDirectory.exported)
      var slugs: [String] = []
      try trial.store.export(.county) { item in
        if case .record(let record) = item { slugs.append(record.key.slug) }
        return slugs.count < 2
      }
      #expect(slugs == ["akershus", "innlandet"])
    },
    StoreContract("tokens are found by their digests, and a token keeps the time when it was first revoked") {
      trial throws in
      let first = try trial.store.createToken(ContractDirectory.token(1))
      let second = try trial.store.createToken(ContractDirectory.token(2))
      #expect(second.id > first.id)
      #expect(try trial.reader().token(digest: second.digest) == second)
      #expect(try trial.reader().token(digest: []) == nil)
      #expect(try trial.store.revokeToken(first.id, at: 200))
      #expect(try trial.store.revokeToken(first.id, at: 300))
      #expect(try !trial.store.revokeToken(second.id + 1, at: 300))
      #expect(try trial.store.tokens().map(\.revokedAt) == [200, nil])
      #expect(try trial.reader().token(digest: first.digest)?.revokedAt == 200)
      #expect(try trial.reader().revision().number == 0)
    },
    StoreContract("search has nothing to repair after the store's own writes") { trial throws in
      try trial.load()
      try trial.delete(.member, "asker")
      #expect(try !trial.store.repairSearch())
    },
    StoreContract("a closed store refuses writes, and can still be read") { trial throws in
      try trial.load()
      let reader = try trial.reader()
      try trial.store.close()
      try trial.store.close()
      #expect(throws: DirectoryError.unavailable("the directory is closed")) {
        try trial.save(.county(ContractDirectory.county("agder")))
      }
      #expect(throws: DirectoryError.self) { try trial.load() }
      #expect(try reader.members(ListQuery()).total == 4)
      #expect(try trial.reader().counties().count == 3)
    },
  ]
}
