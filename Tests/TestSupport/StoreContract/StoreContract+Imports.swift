internal import Directory
internal import Testing

extension StoreContract {
  /// Adds a county and a member in it, and changes another member, in one import. Returns the import's
  /// number.
  private static func runImport(_ trial: Trial) throws -> Int64 {
    try trial.edit(isLong: true) { editor throws(DirectoryError) in
      let id = try editor.beginImport(by: Trial.author)
      let author = Author(name: "Kari", batch: id)
      for record in [
        .county(ContractDirectory.county("agder")),
        .member(ContractDirectory.member("arendal", county: "agder")),
        .member(ContractDirectory.member("frogn", county: "agder")),
        .member(ContractDirectory.member("frogn", county: "agder", summary: "Imported.")),
      ] as [DirectoryRecord] {
        try editor.save(StoredRecord(record, .published), by: author)
      }
      return id
    }
  }

  private static func undo(_ id: Int64, _ trial: Trial) throws -> Int {
    try trial.edit(isLong: true) { editor throws(DirectoryError) in
      try editor.undoImport(id, by: Trial.author)
    }
  }

  static let imports = [
    StoreContract("undoing an import restores the records that it changed, and deletes those that it added") {
      trial throws in
      try trial.load()
      let before = try trial.store.text()
      let id = try runImport(trial)
      #expect(try trial.reader().member(slug: "frogn")?.summary == "Imported.")
      #expect(
        try trial.reader().staff.revisions(of: RecordKey(.member, "frogn"), limit: 1, before: nil).first?
          .batch == id)
      #expect(try undo(id, trial) == 4)
      #expect(try trial.store.text() == before)
      #expect(try trial.reader().wasDeleted(RecordKey(.county, "agder")))
    },
    StoreContract("an import can be undone only once, and only if it exists") { trial throws in
      try trial.load()
      #expect(throws: DirectoryError.noSuchImport(1)) { try undo(1, trial) }
      let id = try runImport(trial)
      _ = try undo(id, trial)
      #expect(throws: DirectoryError.noSuchImport(id)) { try undo(id, trial) }
      #expect(try runImport(trial) > id)
    },
    StoreContract("an import can't be undone if one of its records was changed after it") { trial throws in
      try trial.load()
      let id = try runImport(trial)
      try trial.save(.member(ContractDirectory.member("frogn", county: "agder", summary: "By hand.")))
      let error = #expect(throws: DirectoryError.self) { try undo(id, trial) }
      guard case .changedSince(id, let changes)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(changes.map(\.key) == [RecordKey(.member, "frogn")])
      #expect(changes.map(\.fields) == [["summary"]])
      #expect(try trial.reader().member(slug: "arendal") != nil)
    },
    StoreContract("an import can't be undone if other records refer to one that it added") { trial throws in
      try trial.load()
      let id = try runImport(trial)
      try trial.save(.member(ContractDirectory.member("grimstad", county: "agder")))
      let key = RecordKey(.county, "agder")
      let error = #expect(throws: DirectoryError.self) { try undo(id, trial) }
      guard case .neededSince(id, key, let others, 1)? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(others.map(\.key) == [RecordKey(.member, "grimstad")] && others.map(\.author) == ["Kari"])
      #expect(try trial.reader().member(slug: "frogn")?.summary == "Imported.")
    },
    StoreContract("undoing an import takes back the former slugs that it wrote") { trial throws in
      try trial.load()
      let before = try trial.store.text()
      let id = try importFormers(trial)
      #expect(try trial.reader().former(.member, slug: "old-town")?.successors == ["asker"])
      #expect(try trial.reader().former(.county, slug: "hedmark")?.name == "Imported")
      #expect(try undo(id, trial) == 3)
      #expect(try trial.store.text() == before)
      // The slug can be given to a record again.
      try trial.save(.member(ContractDirectory.member("old-town")))
    },
    StoreContract("an import can't be undone if one of its former slugs was changed after it") {
      trial throws in
      try trial.load()
      let id = try importFormers(trial)
      try trial.edit { editor throws(DirectoryError) in
        try editor.save(
          FormerSlug(type: .member, slug: "old-town", name: "By hand", until: nil, successors: []),
          by: Trial.author)
      }
      let error = #expect(throws: DirectoryError.self) { try undo(id, trial) }
      #expect(error.map { "\($0)".contains("former slug old-town of a member (by Kari)") } == true)
      #expect(try trial.reader().former(.county, slug: "hedmark")?.name == "Imported")
    },
  ]

  /// Adds a former slug and changes another one, and changes the first of them again, in one import.
  private static func importFormers(_ trial: Trial) throws -> Int64 {
    try trial.edit(isLong: true) { editor throws(DirectoryError) in
      let id = try editor.beginImport(by: Trial.author)
      for (type, slug, name, successor) in [
        (.member, "old-town", "Old Town", "frogn"), (.county, "hedmark", "Imported", "innlandet"),
        (.member, "old-town", "Old Town", "asker"),
      ] as [(FormerSlug.Kind, String, String, String)] {
        try editor.save(
          FormerSlug(type: type, slug: slug, name: name, until: nil, successors: [successor]),
          by: Author(name: "Kari", batch: id))
      }
      return id
    }
  }
}
