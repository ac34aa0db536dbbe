internal import Directory

/// A record as it is written over HTTP: its fields, and `status` beside them.
struct RecordContent {
  var value: JSONValue

  /// Throws what the content is instead of JSON.
  static func parse(_ content: [UInt8]) throws(APIError) -> RecordContent {
    do throws(JSONError) { return RecordContent(value: try JSONParser.parse(content)) } catch {
      throw .writing(.malformedContent("\(error.message) (byte \(error.offset))"))
    }
  }

  /// `key` is the record's where it has one already: its slug may be left out, and may not be another.
  func record(
    _ type: RecordType, keeping key: RecordKey?
  ) throws(APIError) -> (DirectoryRecord, RecordStatus?) {
    do throws(DirectoryError) {
      var (value, status) = try RecordStatus.taken(from: value)
      if case .object(var members) = value, let key, let field = type.slugField,
        !members.contains(where: { $0.name == field })
      {
        members.insert(JSONMember(name: field, value: .string(key.slug)), at: 0)
        value = .object(members)
      }
      let record = try DocumentJSON.record(type, from: value)
      if let key, record.key != key { throw .invalidRecord([Self.slugChanged(key)]) }
      return (record, status)
    } catch { throw .directory(error) }
  }

  private static func slugChanged(_ key: RecordKey) -> DocumentFault {
    DocumentFault(
      pointer: "/\(key.type.slugField ?? "")", code: .slugChanged,
      message: "the record is called \"\(key.slug)\", and that is its address",
      hint: "leave it, or add a new record and delete this one")
  }
}
