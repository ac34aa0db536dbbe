internal import Directory
internal import Testing

extension Trial {
  /// Restores the backup with that name and returns what the restore has counted.
  @discardableResult
  fileprivate func restore(_ name: String, recorded: Withdrawals = Withdrawals()) throws -> RestoreCounts {
    let outcome = try subject.backups().restore(from: subject.file(name)) { _ in recorded }
    store.refreshRevision()
    return outcome.counts
  }

  fileprivate func backUp(_ name: String) throws { try subject.backups().write(to: subject.file(name)) }

  fileprivate func token(_ number: UInt8) throws -> Token {
    try store.createToken(ContractDirectory.token(number))
  }
}

extension StoreContract {
  static let restoring = [
    StoreContract("a restore brings back the records, and no token that was revoked") { trial throws in
      try trial.load()
      let (leaked, kept) = (try trial.token(1), try trial.token(2))
      try trial.backUp("backup")
      #expect(try trial.store.revokeToken(leaked.id, at: 500))
      let new = try trial.token(3)
      try trial.delete(.member, "asker")
      let counts = try trial.restore("backup")
      #expect(counts.revokedTokens == 1 && counts.newTokens == 1 && counts.unknownTokens == 0)
      let reader = try trial.reader()
      #expect(try reader.member(slug: "asker") != nil)
      #expect(try reader.token(digest: leaked.digest)?.revokedAt == 500)
      #expect(try reader.token(digest: kept.digest) == kept)
      #expect(try reader.token(digest: new.digest) == new)
      #expect(try trial.token(4).id > new.id)
    },
    StoreContract("a restore ends all sessions, and leaves people and their roles as they are") {
      trial throws in
      let tokens = [try trial.token(1), try trial.token(2)]
      let person = try #require(tokens[0].person)
      _ = try trial.edit(keeps: true) { editor throws(DirectoryError) in
        let session = Session(
          id: 0, digest: Array(repeating: 9, count: 32), token: tokens[0].id, createdAt: 1, lastUsedAt: 1,
          userAgent: nil)
        return try editor.begin(session, of: person, idle: 60, replacing: nil).id
      }
      try trial.backUp("backup")
      _ = try trial.edit(keeps: true) { editor throws(DirectoryError) in
        guard var first = try editor.person(person), let second = try editor.person(person + 1) else {
          return false
        }
        (first.role, first.name) = (.reader, "Renamed")
        _ = try editor.save(first)
        try editor.removePerson(second)
        return true
      }
      let before = try trial.store.people()
      #expect(before.map(\.name) == ["Renamed"] && before.map(\.role) == [.reader])
      let counts = try trial.restore("backup")
      #expect(counts.revokedTokens == 1)
      #expect(try trial.store.people() == before)
      #expect(try trial.store.tokens().map(\.person) == [person, nil])
      #expect(try trial.reader().session(digest: Array(repeating: 9, count: 32)) == nil)
    },
    StoreContract("a token that was revoked when the backup was made is still revoked") { trial throws in
      let token = try trial.token(1)
      #expect(try trial.store.revokeToken(token.id, at: 500))
      try trial.backUp("backup")
      let counts = try trial.restore("backup")
      #expect(counts == RestoreCounts())
      #expect(try trial.reader().token(digest: token.digest)?.revokedAt == 500)
    },
    StoreContract("a token that only the backup has is valid if the backup is of another directory") {
      trial throws in
      let (token, leaked) = (try trial.token(1), try trial.token(2))
      let recorded = Withdrawals(revokedTokens: [leaked.digest: 700])
      // An id that isn't known may be that of this directory.
      for (backupID, stays) in [("1a2b3c4d", true), ("0a1b2c3d", false), (nil, false)] as [(String?, Bool)] {
        let (counts, revoked) = try trial.edit(keeps: false) { editor throws(DirectoryError) in
          var replaced = try editor.replacedDirectory()
          replaced.tokens = []
          let counts = try editor.restore(
            Restoration(
              replacing: replaced, directoryID: "0a1b2c3d", backupID: backupID, recorded: recorded))
          return (counts, try editor.withdrawals().revokedTokens)
        }
        #expect(counts.otherTokens == (stays ? 1 : 0))
        #expect(counts.unknownTokens == (stays ? 0 : 2))
        #expect(revoked[leaked.digest] == 700)
        #expect((revoked[token.digest] == nil) == stays)
      }
    },
    StoreContract("what is recorded beside the backups is revoked and erased after a restore") {
      trial throws in
      try trial.load()
      let (one, other) = (try trial.token(1), try trial.token(2))
      try trial.backUp("backup")
      #expect(try trial.subject.backups().withdrawals() == Withdrawals())
      #expect(try trial.store.revokeToken(one.id, at: 500))
      #expect(try trial.store.eraseContact("kari") != nil)
      let recorded = try trial.subject.backups().withdrawals()
      #expect(recorded.revokedTokens == [one.digest: 500] && recorded.erasedContacts.count == 1)
      #expect(try Withdrawals(json: recorded.json) == recorded)
      let counts = try trial.restore("backup", recorded: Withdrawals(revokedTokens: [other.digest: 700]))
      #expect(counts.revokedTokens == 2 && counts.erasedContacts == 1)
      #expect(try trial.store.tokens().map(\.revokedAt) == [500, 700])
    },
    StoreContract("a contact that was erased after the backup is erased again") { trial throws in
      try trial.load()
      var former = ContractDirectory.document.contacts[0]
      former.id = "kari-hansen"
      try trial.save(.contact(former))
      try trial.backUp("backup")
      try trial.delete(.contact, "kari-hansen")
      try trial.edit { editor throws(DirectoryError) in
        try editor.save(
          FormerSlug(
            type: .contact, slug: "kari-hansen", name: "Kari Hansen", until: nil, successors: ["kari"]),
          by: Trial.author)
      }
      #expect(try trial.store.eraseContact("kari") != nil)
      #expect(try trial.restore("backup").erasedContacts == 2)
      let reader = try trial.reader()
      #expect(try reader.contacts(ListQuery()).total == 0 && reader.formerSlugs().count == 1)
      #expect(try reader.wasDeleted(RecordKey(.contact, "kari")))
      #expect(try reader.wasDeleted(RecordKey(.contact, "kari-hansen")))
      // Once more: the erasure is known to the directory that was restored.
      #expect(try trial.restore("backup").erasedContacts == 2)
    },
    StoreContract("a contact that was created again after it was erased is in later backups") {
      trial throws in
      try trial.load()
      #expect(try trial.store.eraseContact("kari") != nil)
      try trial.save(.contact(ContractDirectory.document.contacts[0]))
      try trial.backUp("backup")
      try trial.delete(.contact, "kari")
      #expect(try trial.restore("backup").erasedContacts == 0)
      #expect(try trial.reader().contact(id: "kari") != nil)
    },
    StoreContract("ids of changes continue after those of both directories, and the feed starts again") {
      trial throws in
      try trial.load()
      try trial.save(.county(ContractDirectory.county("agder")))
      try trial.backUp("backup")
      try trial.save(.county(ContractDirectory.county("troms")))
      try trial.save(.county(ContractDirectory.county("finnmark")))
      let before = try trial.reader().changePosition()
      #expect(before.start == 0)
      let number = try trial.reader().revision().number
      for round in 1...2 {
        try trial.restore("backup")
        let position = try trial.reader().changePosition()
        #expect(position.start > before.last && position.start == position.last)
        #expect(try trial.reader().changes(since: position.start, limit: 9) == [])
        #expect(try trial.reader().revision().number > number)
        try trial.save(.county(ContractDirectory.county("vestland-\(round)")))
        let changes = try trial.reader().changes(since: position.start, limit: 9)
        #expect(changes.map(\.key.slug) == ["vestland-\(round)"])
        #expect(try #require(changes.first).id > position.start)
        #expect(try trial.reader().changePosition().last == changes.first?.id)
      }
    },
    StoreContract("numbers of imports are not given twice, whatever is restored") { trial throws in
      try trial.backUp("backup")
      var numbers: [Int64] = []
      for _ in 0..<3 {
        numbers.append(
          try trial.edit { editor throws(DirectoryError) in try editor.beginImport(by: Trial.author) })
        try trial.restore("backup")
      }
      #expect(Set(numbers).count == 3)
    },
  ]
}
