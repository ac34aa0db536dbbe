internal import Directory
internal import Testing

extension StoreContract {
  static let history = [
    StoreContract(
      "a record's history has each change with its author and the fields that differ, newest first"
    ) {
      trial throws in
      try trial.load()
      var frogn = ContractDirectory.member("frogn", county: "akershus")
      frogn.summary = "First."
      try trial.save(.member(frogn))
      frogn.summary = "Second."
      frogn.population = Population(value: 5, approximate: true)
      try trial.save(.member(frogn))
      try trial.delete(.member, "frogn")
      let staff = try trial.reader().staff
      let key = RecordKey(.member, "frogn")
      let revisions = try staff.revisions(of: key, limit: 9, before: nil)
      #expect(revisions.map(\.action) == [.deleted, .updated, .updated, .original])
      #expect(revisions.map(\.author) == ["Kari", "Kari", "Kari", ""])
      #expect(revisions.map { $0.at == nil } == [false, false, false, true])
      #expect(revisions[1].changes.map(\.pointer) == ["/summary", "/population"])
      #expect(
        revisions[1].changes.first?.old == .string("First.")
          && revisions[1].changes.first?.new == .string("Second."))
      #expect(revisions[3].changes == [])
      let older = try staff.revisions(of: key, limit: 2, before: revisions[0].id)
      #expect(older == Array(revisions[1...2]))
      #expect(try staff.revisions(of: RecordKey(.member, "nobody"), limit: 9, before: nil) == [])
    },
    StoreContract("a record can be read as of a revision, and as of its deletion as it was before that") {
      trial throws in
      try trial.load()
      let key = RecordKey(.member, "frogn")
      let first = ContractDirectory.member("frogn", county: "akershus")
      let second = ContractDirectory.member("frogn", summary: "Another.")
      try trial.save(.member(second))
      try trial.delete(.member, "frogn")
      let ids = try trial.reader().staff.revisions(of: key, limit: 9, before: nil).map(\.id)
      let states = try trial.edit(keeps: false) { editor throws(DirectoryError) in
        var states: [StoredRecord?] = []
        for id in ids + [ids[0] + 1, 0, .max, .min] { states.append(try editor.record(key, asOf: id)) }
        states.append(try editor.record(RecordKey(.member, "asker"), asOf: ids[0]))
        return states
      }
      let expected = [second, second, first].map { StoredRecord(.member($0), .published) }
      #expect(states.prefix(3).map { $0 } == expected)
      #expect(states.dropFirst(3).allSatisfy { $0 == nil })
    },
    StoreContract("a record's last change is the last that was public, and none if it wasn't changed") {
      trial throws in
      try trial.load()
      let key = RecordKey(.county, "akershus")
      #expect(try trial.reader().lastChange(of: key) == nil)
      #expect(try trial.reader().createdAt() > 0)
      try trial.save(.county(ContractDirectory.county("agder")))
      #expect(try trial.reader().lastChange(of: key) == nil)
      let agder = RecordKey(.county, "agder")
      let changed = try #require(try trial.reader().changes(since: 0, limit: 9).last)
      #expect(changed.key == agder)
      #expect(try trial.reader().lastChange(of: agder) == changed.at)
      try trial.save(.county(ContractDirectory.county("buskerud")), .draft)
      #expect(try trial.reader().lastChange(of: RecordKey(.county, "buskerud")) == nil)
      try trial.delete(.county, "agder")
      let deleted = try #require(try trial.reader().latestChanges(before: nil, limit: 1).first)
      #expect(deleted.action == .deleted)
      #expect(try trial.reader().lastChange(of: agder) == deleted.at)
    },
    StoreContract("a revision has the entity tag that the write which replaced it was given") {
      trial throws in
      try trial.load()
      var frogn = ContractDirectory.member("frogn", county: "akershus")
      for (summary, tag) in [("First.", "\"a\""), ("Second.", nil), ("Third.", "\"c\"")] {
        frogn.summary = summary
        let record = StoredRecord(.member(frogn), .published)
        try trial.edit { editor throws(DirectoryError) in
          try editor.save(record, by: Author(name: "Kari"), replacing: tag)
        }
      }
      let revisions = try trial.edit(keeps: false) { editor throws(DirectoryError) in
        try editor.revisions(of: RecordKey(.member, "frogn"), limit: 9)
      }
      #expect(revisions.map(\.tag) == [nil, "\"c\"", nil, "\"a\""])
      #expect(revisions.map(\.revision.action) == [.updated, .updated, .updated, .original])
    },
    StoreContract("the list of changes has only public changes, after any id") { trial throws in
      try trial.load()
      try trial.save(.county(ContractDirectory.county("agder")))
      try trial.save(.county(ContractDirectory.county("buskerud")), .draft)
      try trial.delete(.county, "ostfold")
      let changes = try trial.reader().changes(since: 0, limit: 9)
      #expect(changes.map(\.key.slug) == ["agder", "ostfold"])
      #expect(changes.map(\.action) == [.created, .deleted])
      #expect(try trial.reader().changes(since: changes[0].id, limit: 9) == [changes[1]])
      #expect(try trial.reader().changes(since: 0, limit: 1) == [changes[0]])
      #expect(try trial.reader().latestChanges(before: nil, limit: 9) == changes.reversed())
      #expect(try trial.reader().latestChanges(before: nil, limit: 1) == [changes.last])
      #expect(try trial.reader().latestChanges(before: changes[1].id, limit: 9) == [changes[0]])
      #expect(try trial.reader().directoryID().isEmpty == false)
      #expect(try trial.reader().changes(since: changes[1].id, limit: 9) == [])
    },
    StoreContract("a change that only staff can see has a revision, and isn't a public change") {
      trial throws in
      try trial.load()
      let key = RecordKey(.contact, "kari")
      var kari = ContractDirectory.document.contacts[0]
      kari.email = "other@example.org"
      try trial.save(.contact(kari))
      #expect(try trial.reader().changes(since: 0, limit: 9) == [])
      #expect(try trial.reader().lastChange(of: key) == nil)
      let revisions = try trial.reader().staff.revisions(of: key, limit: 9, before: nil)
      #expect(revisions.map { $0.changes.map(\.pointer) } == [["/email"], []])
      let position = try trial.reader().changePosition()
      kari.email = "third@example.org"
      kari.role = "Adviser"
      try trial.save(.contact(kari))
      kari.emailProtected = false
      try trial.save(.contact(kari))
      kari.email = "fourth@example.org"
      try trial.save(.contact(kari))
      let reader = try trial.reader()
      let changes = try reader.changes(since: position.last, limit: 9)
      let pointers = try reader.differences(of: changes).map { $0.fields.map(\.pointer).sorted() }
      #expect(pointers == [["/role"], ["/email", "/emailProtected"], ["/email"]])
    },
    StoreContract("a change has the public name of its record, and the fields in which public states differ")
    {
      trial throws in
      try trial.load()
      var topic = ContractDirectory.topic("climate")
      topic.name = "Weather"
      try trial.save(.topic(topic))
      try trial.save(.member(ContractDirectory.member("as", shortName: "Ås")), .draft)
      try trial.save(.member(ContractDirectory.member("as", shortName: "Ås", summary: "A town.")))
      try trial.save(.member(ContractDirectory.member("as", shortName: "Hidden")), .draft)
      try trial.delete(.contact, "kari")
      let reader = try trial.reader()
      let changes = try reader.changes(since: 0, limit: 9)
      let differences = try reader.differences(of: changes)
      let name = FieldChange(pointer: "/name", old: .string("climate"), new: .string("Weather"))
      #expect(
        differences == [
          PublicDifference(name: "Weather", fields: [name]), PublicDifference(name: "Ås", fields: []),
          PublicDifference(name: "Ås", fields: []), PublicDifference(name: nil, fields: []),
        ])
      #expect(try reader.staff.differences(of: changes) == differences)
      #expect(try reader.differences(of: changes.reversed()) == differences.reversed())
    },
    StoreContract("an answer is kept by token and key, and is erased together with the contact it is about") {
      trial throws in
      try trial.load()
      let token = try trial.store.createToken(ContractDirectory.token(1))
      let other = try trial.store.createToken(ContractDirectory.token(2))
      let key = IdempotencyKey(token: token.id, key: "one")
      let answer = ContractDirectory.answer
      try trial.edit(keeps: false) { editor throws(DirectoryError) in
        try editor.keep(answer, for: key, about: RecordKey(.contact, "kari"))
      }
      func kept(_ key: IdempotencyKey) throws -> KeptAnswer? {
        try trial.edit(keeps: false) { editor throws(DirectoryError) in try editor.keptAnswer(for: key) }
      }
      #expect(try kept(key) == nil)
      try trial.edit { editor throws(DirectoryError) in
        try editor.keep(answer, for: key, about: RecordKey(.contact, "kari"))
      }
      #expect(try kept(key) == answer)
      #expect(try kept(IdempotencyKey(token: other.id, key: "one")) == nil)
      #expect(try kept(IdempotencyKey(token: token.id, key: "two")) == nil)
      #expect(try trial.store.eraseContact("kari") != nil)
      #expect(try kept(key) == nil)
    },
    StoreContract("an answer that is still valid stays when the old answers are removed") { trial throws in
      let token = try trial.store.createToken(ContractDirectory.token(1))
      let key = IdempotencyKey(token: token.id, key: "one")
      try trial.edit { editor throws(DirectoryError) in
        try editor.keep(ContractDirectory.answer, for: key, about: nil)
      }
      let number = try trial.reader().revision().number
      try trial.store.removeOldAnswers()
      let found = try trial.edit(keeps: false) { editor throws(DirectoryError) in
        try editor.keptAnswer(for: key)
      }
      #expect(found == ContractDirectory.answer)
      #expect(try trial.reader().revision().number == number)
    },
  ]
}

extension ContractDirectory {
  static func token(_ number: UInt8) -> Token {
    Token(
      id: 0, name: "Token \(number)", role: .editor, createdAt: 100, expiresAt: nil, revokedAt: nil,
      digest: Array(repeating: number, count: 32))
  }

  static let answer = KeptAnswer(fingerprint: [1, 2], payload: [3])
}
