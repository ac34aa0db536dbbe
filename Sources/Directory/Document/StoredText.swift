/// Records as text that a store keeps: JSON without spaces.
extension DocumentJSON {
  package static func text(of record: DirectoryRecord) -> String {
    String(decoding: json(record).compact(), as: UTF8.self)
  }

  /// Throws `damaged` if the text is not JSON, and `invalidRecord` if it is not a record of that type.
  package static func record(
    _ type: RecordType, fromStored text: String
  ) throws(DirectoryError) -> DirectoryRecord {
    try record(type, from: try value(ofStored: text))
  }

  static func value(ofStored text: String) throws(DirectoryError) -> JSONValue {
    do throws(JSONError) { return try JSONParser.parse(Array(text.utf8)) } catch {
      throw .damaged("a stored record is not JSON: \(error.message)")
    }
  }
}
