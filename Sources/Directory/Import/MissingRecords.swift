/// Makes the topics and kinds that records of an import refer to and that don't exist, if the person who
/// imports has asked for that.
struct MissingRecords {
  /// The kind of a topic that is made, if the directory has it.
  private static let usualKind = "theme"

  /// Returns the records to write before the record can be written, in their order. Returns none if the
  /// faults are of other kinds too, since the record couldn't be written then either.
  ///
  /// - Parameters:
  ///   - faults: what is wrong with the record.
  ///   - record: the record as JSON.
  static func needed(
    for faults: [DocumentFault], of type: RecordType, _ record: JSONValue, _ editor: RecordEditor
  ) throws(DirectoryError) -> [DirectoryRecord] {
    guard type == .member || type == .topic, faults.allSatisfy({ isMissing($0, of: type) }) else { return [] }
    var made: [DirectoryRecord] = []
    for fault in faults {
      let place = fault.pointer.split(separator: "/").map(String.init)
      // Only a slug can be that of what is made, since the record keeps it.
      guard let text = text(at: place, in: record), TextRules.isSlug(text) else { continue }
      let new: DirectoryRecord
      if place == ["kind"] {
        new = kind(text, of: type == .member ? .memberKind : .topicKind)
      } else {
        guard let topic = try topic(text, editor) else { continue }
        new = topic
      }
      if !made.contains(where: { $0.key == new.key }) { made.append(new) }
    }
    return made
  }

  /// Reports whether the fault is that a topic or a kind doesn't exist.
  private static func isMissing(_ fault: DocumentFault, of type: RecordType) -> Bool {
    switch fault.code {
    case .unknownValue: fault.pointer == "/kind"
    case .unknownReference:
      fault.pointer.hasPrefix("/topics/") || type == .topic && fault.pointer == "/broader"
    default: false
    }
  }

  private static func text(at place: [String], in record: JSONValue) -> String? {
    var value: JSONValue? = record
    for part in place {
      if case .array(let items)? = value {
        value = Int(part).flatMap { items.indices.contains($0) ? items[$0] : nil }
      } else {
        value = value?.member(part)
      }
    }
    if case .string(let text)? = value { return text }
    if case .string(let slug)? = value?.member("slug") { return slug }
    return nil
  }

  private static func kind(_ slug: String, of type: RecordType) -> DirectoryRecord {
    let name = NewSlug.name(from: slug)
    return type == .memberKind
      ? .memberKind(
        Kind(slug: slug, name: name, pluralName: nil, order: nil, schemaType: Kind.standardSchemaType))
      : .topicKind(Kind(slug: slug, name: name, pluralName: nil, order: nil, schemaType: nil))
  }

  /// Returns a topic of the usual kind, or else of the first one; nil if there are no kinds of topics.
  private static func topic(
    _ slug: String, _ editor: RecordEditor
  ) throws(DirectoryError) -> DirectoryRecord? {
    let kinds = try editor.reader.kinds(.topicKind)
    let first = kinds.min { ($0.order ?? .max, $0.slug) < ($1.order ?? .max, $1.slug) }
    guard let kind = kinds.first(where: { $0.slug == usualKind }) ?? first else { return nil }
    return .topic(
      DirectoryDocument.Topic(
        slug: slug, kind: kind.slug, name: NewSlug.name(from: slug), summary: nil, broader: nil))
  }
}
