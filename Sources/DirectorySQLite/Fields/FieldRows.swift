internal import Directory
internal import SQLite

/// The fields that the directory defines, and the values that members have of them.
extension Connection {
  /// Returns all fields in the order of their names.
  func allFields() throws(DirectoryError) -> [Field] {
    let texts = try map(
      "SELECT definition FROM fields ORDER BY name LIMIT ?", [.integer(Int64(Field.most))]
    ) { $0.text(0) }
    var fields: [Field] = []
    for text in texts { if let field = try Self.field(text) { fields.append(field) } }
    return fields
  }

  func field(name: String) throws(DirectoryError) -> Field? { try fieldRow(name: name)?.field }

  /// Returns the field and the id of its row; nil if the field doesn't exist.
  func fieldRow(name: String) throws(DirectoryError) -> (field: Field, id: Int64)? {
    let row = try first("SELECT definition, id FROM fields WHERE name = ?", [.text(name)]) {
      (text: $0.text(0), id: $0.integer(1))
    }
    guard let row, let field = try Self.field(row.text) else { return nil }
    return (field, row.id)
  }

  private static func field(_ text: String) throws(DirectoryError) -> Field? {
    guard case .field(let field) = try DocumentJSON.record(.field, fromStored: text) else { return nil }
    return field
  }

  func put(_ field: Field) throws(DirectoryError) {
    try run(
      """
      INSERT INTO fields (name, is_public, definition) VALUES (?, ?, ?)
      ON CONFLICT (name) DO UPDATE SET is_public = excluded.is_public, definition = excluded.definition
      """,
      [.text(field.name), .boolean(field.isPublic), .text(DocumentJSON.text(of: .field(field)))])
  }

  /// Writes the values of a member in place of those that it has.
  func put(
    _ custom: [JSONMember], ofMember id: Int64, over before: [JSONMember], alphabet: Alphabet
  ) throws(DirectoryError) {
    if !before.isEmpty { try run("DELETE FROM field_values WHERE member_id = ?", [.integer(id)]) }
    for member in custom {
      guard let row = try fieldRow(name: member.name) else { continue }
      for value in row.field.storedValues(member.value, alphabet) {
        try run(
          "INSERT INTO field_values (field_id, value, member_id) VALUES (?, ?, ?)",
          [.integer(row.id), value, .integer(id)])
      }
    }
  }

  /// Computes the sort keys of texts again, in the alphabet of the directory.
  func rebuildKeysOfTexts() throws(DirectoryError) {
    let alphabet = try alphabet()
    for field in try allFields() where field.valueType == .text {
      guard let id = try id(of: RecordKey(.field, field.name)) else { continue }
      let rows = try map(Self.textsOfField, [.text(field.name), .integer(id)]) {
        (member: $0.integer(0), text: $0.text(1))
      }
      for row in rows {
        try run(
          "UPDATE field_values SET value = ? WHERE field_id = ? AND member_id = ?",
          [.blob(CollationKey.make(row.text, alphabet)), .integer(id), .integer(row.member)])
      }
    }
  }

  /// Whether a text has no sort key, as in a database of a version that didn't sort by texts.
  func lacksKeysOfTexts() throws(DirectoryError) -> Bool {
    for field in try allFields() where field.valueType == .text {
      let lacks = try first(
        """
        SELECT EXISTS (SELECT 1 FROM fields AS f CROSS JOIN field_values AS v ON v.field_id = f.id
        WHERE f.name = ? AND v.value = '')
        """, [.text(field.name)]
      ) { $0.boolean(0) }
      if lacks == true { return true }
    }
    return false
  }

  private static let textsOfField: SQL = """
    SELECT v.member_id, c.value FROM field_values AS v CROSS JOIN members AS m ON m.id = v.member_id
      CROSS JOIN json_each(m.profile, '$.custom') AS c ON c.key = ?
    WHERE v.field_id = ?
    """

  /// Returns the ids of the members that have a value of the field.
  func members(withValuesOf name: String) throws(DirectoryError) -> [Int64] {
    try map(
      """
      SELECT DISTINCT v.member_id FROM fields AS f CROSS JOIN field_values AS v ON v.field_id = f.id
      WHERE f.name = ?
      """, [.text(name)]
    ) { $0.integer(0) }
  }

  /// Returns the number of members that have a value of the field, or that choice of it.
  func uses(ofField name: String, choice: String?) throws(DirectoryError) -> Int {
    guard let id = try id(of: RecordKey(.field, name)) else { return 0 }
    let count =
      if let choice {
        try first(
          "SELECT count(*) FROM field_values WHERE field_id = ? AND value = ?", [.integer(id), .text(choice)]
        ) { Int($0.integer(0)) }
      } else {
        try first("SELECT count(DISTINCT member_id) FROM field_values WHERE field_id = ?", [.integer(id)]) {
          Int($0.integer(0))
        }
      }
    return count ?? 0
  }
}

extension Field {
  /// Returns the values as the table has them, by which members are filtered and sorted.
  fileprivate func storedValues(_ value: JSONValue, _ alphabet: Alphabet) -> [Value] {
    switch (valueType, value) {
    case (.text, .string(let text)): [.blob(CollationKey.make(text, alphabet))]
    case (.number, _): FieldNumber(value).map { [.integer($0.millionths)] } ?? []
    case (.yesNo, .boolean(let flag)): [.boolean(flag)]
    case (.day, .string(let text)), (.choice, .string(let text)): [.text(text)]
    case (.choices, .array(let items)):
      items.compactMap(\.text).map { Value.text($0) }
    default: [.text("")]
    }
  }
}
