internal import Directory
internal import Testing

/// Undoing imports in another order, and with other writes between them.
extension StoreContract {
  /// Imports one record by a person, and returns the number of the import.
  private static func add(
    _ trial: Trial, by name: String, _ records: DirectoryRecord...
  ) throws -> Int64 {
    try trial.edit(isLong: true) { editor throws(DirectoryError) in
      let id = try editor.beginImport(by: Author(name: name))
      for record in records {
        try editor.save(StoredRecord(record, .published), by: Author(name: name, batch: id))
      }
      return id
    }
  }

  private static func undo(_ trial: Trial, _ id: Int64) throws {
    _ = try trial.edit(isLong: true) { editor throws(DirectoryError) in
      try editor.undoImport(id, by: Author(name: "Undoer"))
    }
  }

  /// Returns the message with which the undo is refused.
  private static func refusal(_ trial: Trial, _ id: Int64) throws -> String {
    let error = #expect(throws: DirectoryError.self) { try undo(trial, id) }
    return error.map { "\($0)" } ?? ""
  }

  private static func frogn(_ summary: String, population: Int? = nil) -> DirectoryRecord {
    .member(ContractDirectory.member("frogn", county: "akershus", population: population, summary: summary))
  }

  static let undoing = [
    StoreContract("two imports of the same field can be undone one after the other, the later one first") {
      trial throws in
      try trial.load()
      let before = try trial.store.text()
      let first = try add(trial, by: "Ola", frogn("One."))
      let second = try add(trial, by: "Per", frogn("Two."))
      let text = try refusal(trial, first)
      #expect(text.contains("member frogn (summary, by Per in import \(second))"), "\(text)")
      #expect(text.hasSuffix("undo import \(second) first"), "\(text)")
      try undo(trial, second)
      try undo(trial, first)
      #expect(try trial.store.text() == before)
    },
    StoreContract("imports of different fields of one record can be undone in any order") { trial throws in
      try trial.load()
      let before = try trial.store.text()
      let first = try add(trial, by: "Ola", frogn("One."))
      let second = try add(trial, by: "Per", frogn("One.", population: 5))
      try undo(trial, first)
      let member = try trial.reader().member(slug: "frogn")
      #expect(member?.summary == "A place." && member?.population?.value == 5)
      try undo(trial, second)
      #expect(try trial.store.text() == before)
    },
    StoreContract("undoing an import keeps what was written to other fields since") { trial throws in
      try trial.load()
      let id = try add(trial, by: "Ola", frogn("One."))
      try trial.save(frogn("One.", population: 5))
      try undo(trial, id)
      let member = try trial.reader().member(slug: "frogn")
      #expect(member?.summary == "A place." && member?.population?.value == 5)
    },
    StoreContract("an import can be undone if what it wrote was taken back by hand") { trial throws in
      try trial.load()
      let before = try trial.store.text()
      let id = try add(
        trial, by: "Ola", frogn("One."), .county(ContractDirectory.county("agder")))
      try trial.save(frogn("A place."))
      try trial.delete(.county, "agder")
      try undo(trial, id)
      #expect(try trial.store.text() == before)
    },
    StoreContract("a refused undo names who deleted a record of the import") { trial throws in
      try trial.load()
      let id = try add(trial, by: "Ola", frogn("One."))
      try trial.delete(.member, "frogn")
      #expect(try refusal(trial, id).hasSuffix("changed since: member frogn (deleted, by Kari)"))
    },
    StoreContract("a refused undo names every field that was written since in a record that would go") {
      trial throws in
      try trial.load()
      let id = try add(trial, by: "Ola", .topic(ContractDirectory.topic("tides")))
      try trial.save(.topic(ContractDirectory.topic("tides", broader: "climate")))
      #expect(try refusal(trial, id).hasSuffix("topic tides (broader, by Kari)"))
    },
    StoreContract("a refused undo names who has written the field, and not who has written last") {
      trial throws in
      try trial.load()
      let id = try add(trial, by: "Ola", frogn("One."))
      let other = try add(trial, by: "Per", frogn("Two."))
      try trial.save(frogn("Two.", population: 5))
      #expect(try refusal(trial, id).contains("member frogn (summary, by Per in import \(other))"))
    },
    StoreContract("a refused undo names the records that refer to one of the import, and their imports") {
      trial throws in
      try trial.load()
      let id = try add(trial, by: "Ola", .topic(ContractDirectory.topic("tides")))
      let other = try add(
        trial, by: "Per", .member(ContractDirectory.member("grimstad", topics: ["tides"])))
      let text = try refusal(trial, id)
      #expect(text.contains("refers to the topic tides, which it created: member grimstad"), "\(text)")
      #expect(text.hasSuffix("(by Per in import \(other)); undo import \(other) first"), "\(text)")
      try undo(trial, other)
      try undo(trial, id)
      #expect(try !trial.reader().vocabulary(.topics).contains("tides"))
    },
    StoreContract("a refused undo names who deleted a record that is referred to again") { trial throws in
      try trial.load()
      let id = try add(trial, by: "Ola", .member(ContractDirectory.member("baerum", population: 130)))
      try trial.delete(.member, "asker")
      try trial.delete(.member, "frogn")
      try trial.delete(.county, "akershus")
      #expect(try refusal(trial, id).hasSuffix("changed since: county akershus (deleted, by Kari)"))
      #expect(try trial.reader().member(slug: "baerum")?.county == nil)
    },
    StoreContract("imports of a former slug can be undone one after the other") { trial throws in
      try trial.load()
      let before = try trial.store.text()
      let imports = try ["One", "Two"].map { name in
        try trial.edit(isLong: true) { editor throws(DirectoryError) in
          let id = try editor.beginImport(by: Author(name: name))
          try editor.save(
            FormerSlug(type: .member, slug: "old-town", name: name, until: nil, successors: ["frogn"]),
            by: Author(name: name, batch: id))
          return id
        }
      }
      let text = try refusal(trial, imports[0])
      #expect(text.contains("former slug old-town of a member (by Two in import \(imports[1]))"), "\(text)")
      try undo(trial, imports[1])
      try undo(trial, imports[0])
      #expect(try trial.store.text() == before)
    },
  ]
}
