internal import Directory

/// A record as a client sends it: its fields, and its `status`.
struct RecordContent {
  var value: JSONValue

  /// Throws `malformedContent` if the content isn't JSON.
  static func parse(_ content: [UInt8]) throws(APIError) -> RecordContent {
    do throws(JSONError) { return RecordContent(value: try JSONParser.parse(content)) } catch {
      throw .writing(.malformedContent("\(error.message) (byte \(error.offset))"))
    }
  }

  /// Returns the content with a slug: of a record that has none, the one that is made of its name.
  func identified(_ type: RecordType, _ editor: RecordEditor) throws(APIError) -> RecordContent {
    guard let field = type.slugField, case .object(let members) = value, value.member(field) == nil,
      case .string(let name)? = value.member("name")
    else { return self }
    let slug = try APIError.wrapping { () throws(DirectoryError) in
      try NewSlug.make(of: type, from: name, with: editor)
    }
    return RecordContent(value: .object([JSONMember(name: field, value: .string(slug))] + members))
  }

  /// Returns the record and its status, if the content has one.
  ///
  /// - Parameter key: the key of an existing record. The content may leave out the slug, but not change it.
  func record(
    _ type: RecordType, keeping key: RecordKey?
  ) throws(APIError) -> (DirectoryRecord, RecordStatus?) {
    try APIError.wrapping { () throws(DirectoryError) in
      try DocumentJSON.record(type, from: value, keeping: key)
    }
  }

  /// Whether the content is an area of the kind county.
  var isCounty: Bool { value.member("kind") == .string(DirectoryDocument.Area.county) }
}
