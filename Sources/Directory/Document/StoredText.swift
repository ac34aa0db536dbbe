/// Converts records from and to the text in which a store keeps them: JSON without spaces.
extension DocumentJSON {
  package static func text(of record: DirectoryRecord) -> String {
    json(record).compactText
  }

  /// Reads a record. Throws `damaged` if the text isn't JSON, and `invalidRecord` if it isn't a record of
  /// that type.
  package static func record(
    _ type: RecordType, fromStored text: String
  ) throws(DirectoryError) -> DirectoryRecord {
    try record(type, from: try value(ofStored: text))
  }

  package static func text(of former: FormerSlug) -> String {
    json(former).compactText
  }

  /// Reads a former slug, with the errors of `record`.
  package static func former(fromStored text: String) throws(DirectoryError) -> FormerSlug {
    try former(from: try value(ofStored: text))
  }

  static func value(ofStored text: String) throws(DirectoryError) -> JSONValue {
    do throws(JSONError) { return try JSONParser.parse(Array(text.utf8)) } catch {
      throw .damaged("a stored record is not JSON: \(error.message)")
    }
  }
}
