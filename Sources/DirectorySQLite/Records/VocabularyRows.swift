internal import Directory
internal import SQLite

extension Connection {
  /// Returns the values of a vocabulary, or none if there are more than `Vocabulary.longest`. They are needed
  /// if a value isn't found, for the API's schema, and for filters by the texts of short vocabularies.
  func slugs(_ vocabulary: Vocabulary) throws(DirectoryError) -> [String] {
    let sql: SQL
    switch vocabulary {
    case .topicKinds: sql = "SELECT slug FROM topic_kinds ORDER BY slug LIMIT ?"
    case .fields: sql = "SELECT name FROM fields WHERE is_public ORDER BY name LIMIT ?"
    case .owners: return Vocabulary.ownerNames
    case .memberKinds: sql = "SELECT slug FROM member_kinds ORDER BY slug LIMIT ?"
    case .areas: sql = "SELECT slug FROM areas ORDER BY slug LIMIT ?"
    case .counties: sql = "SELECT slug FROM areas WHERE kind = 'county' ORDER BY slug LIMIT ?"
    case .areaKinds: sql = "SELECT DISTINCT kind FROM areas ORDER BY kind LIMIT ?"
    case .topics: sql = "SELECT slug FROM topics ORDER BY slug LIMIT ?"
    case .programmes: sql = "SELECT slug FROM topics WHERE kind = 'programme' ORDER BY slug LIMIT ?"
    case .members: sql = "SELECT slug FROM members ORDER BY slug LIMIT ?"
    case .contacts: sql = "SELECT slug FROM contacts ORDER BY slug LIMIT ?"
    case .offices: sql = "SELECT slug FROM offices ORDER BY slug LIMIT ?"
    case .countries: sql = "SELECT DISTINCT country FROM offices ORDER BY country LIMIT ?"
    case .cities: sql = "SELECT DISTINCT city FROM offices ORDER BY city LIMIT ?"
    case .memberCities: return try memberCities()
    }
    let values = try map(sql, [.integer(Vocabulary.longest + 1)]) { $0.text(0) }
    return values.count > Vocabulary.longest ? [] : values
  }

  /// Returns the values and their names as the reader's method of this name does.
  func knownValues(_ vocabulary: Vocabulary, like text: String) throws(DirectoryError) -> KnownValues {
    let slugs = try slugs(vocabulary)
    guard let table = NamedTable(vocabulary) else {
      return KnownValues(slugs.map { KnownValue($0) }, isWhole: true)
    }
    guard slugs.isEmpty else {
      let rows = try map(table.all, [.integer(Vocabulary.longest)]) {
        ($0.text(0), [$0.text(1), $0.text(2)])
      }
      let translated = try vocabulary.recordType.map { type throws(DirectoryError) in
        try translations(of: type, rows.map(\.0))
      }
      let values = rows.map { slug, names in
        let others = translated?[slug].map { texts in
          ["name", "shortName", "pluralName"].flatMap { texts.strings($0) }
        }
        return KnownValue(slug, names: names + (others ?? []))
      }
      return KnownValues(values, isWhole: true)
    }
    guard let names = NearestValues.names(like: text) else { return KnownValues([], isWhole: false) }
    var values = try map(table.one, [.text(names.slug)]) { Self.knownValue($0) }
    if let type = table.type {
      values += try map(
        table.named, [.text(type.rawValue), .text(names.words), .integer(Self.mostOfOneName)]
      ) { Self.knownValue($0) }
    }
    return KnownValues(values, isWhole: false)
  }

  /// There are more than suggestions, since some may have the words of the name in other spellings.
  private static let mostOfOneName = 20

  private static func knownValue(_ row: borrowing Row) -> KnownValue {
    KnownValue(row.text(0), names: [row.text(1), row.text(2)])
  }
}

/// The statements that select slugs with their names: the slug, the name and the short name.
private struct NamedTable {
  /// The type under which search knows the names.
  let type: SearchType?
  /// Selects a number of rows, along the index of the slugs.
  let all: SQL
  /// Selects the row with a slug.
  let one: SQL
  /// Selects a number of rows with a whole name, as search folds it.
  let named: SQL

  /// Returns nil for a vocabulary whose values have no names.
  init?(_ vocabulary: Vocabulary) {
    switch vocabulary {
    case .memberKinds: self.init("member_kinds", shortName: "ifnull(r.plural_name, r.name)", nil)
    case .topicKinds: self.init("topic_kinds", shortName: "ifnull(r.plural_name, r.name)", nil)
    case .areas: self.init("areas", shortName: "r.short_name", nil)
    case .counties: self.init("areas", shortName: "r.short_name", nil, where: "+r.kind = 'county'")
    case .topics: self.init("topics", shortName: "r.name", .topic)
    case .programmes: self.init("topics", shortName: "r.name", .topic, where: "+r.kind = 'programme'")
    case .members: self.init("members", shortName: "r.short_name", .member)
    case .contacts: self.init("contacts", shortName: "r.name", .contact)
    case .offices: self.init("offices", shortName: "r.name", .office)
    case .fields, .areaKinds, .owners, .countries, .cities, .memberCities: return nil
    }
  }

  private init(_ rows: SQL, shortName: SQL, _ type: SearchType?, where condition: SQL = "true") {
    let columns: SQL = .phrase("SELECT r.slug, r.name,", shortName, "FROM")
    self.type = type
    all = .phrase(columns, rows, "AS r WHERE", condition, "ORDER BY r.slug LIMIT ?")
    one = .phrase(columns, rows, "AS r WHERE", condition, "AND r.slug = ?")
    named = .phrase(
      columns, "search_names AS n CROSS JOIN", rows, "AS r ON r.id = n.id WHERE", condition,
      "AND n.type = ? AND n.name = ? LIMIT ?")
  }
}
