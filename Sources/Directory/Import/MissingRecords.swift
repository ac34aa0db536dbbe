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
      guard let text = text(at: place, in: record), let slug = slug(of: text), !slug.isEmpty else { continue }
      let new: DirectoryRecord
      if place == ["kind"] {
        new = kind(slug, name: name(of: text), of: type == .member ? .memberKind : .topicKind)
      } else {
        guard let topic = try topic(slug, name: name(of: text), editor) else { continue }
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

  /// Returns the text if it is a slug. Only such a text can be the slug of what is made, since the record
  /// keeps it.
  private static func slug(of text: String) -> String? { TextRules.isSlug(text) ? text : nil }

  /// Returns the slug as a name: `choral-music` is `Choral music`.
  private static func name(of slug: String) -> String {
    let words = slug.replacing("-", with: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  private static func kind(_ slug: String, name: String, of type: RecordType) -> DirectoryRecord {
    type == .memberKind
      ? .memberKind(
        Kind(slug: slug, name: name, pluralName: nil, order: nil, schemaType: Kind.standardSchemaType))
      : .topicKind(Kind(slug: slug, name: name, pluralName: nil, order: nil, schemaType: nil))
  }

  /// Returns a topic of the usual kind, or else of the first one; nil if there are no kinds of topics.
  private static func topic(
    _ slug: String, name: String, _ editor: RecordEditor
  ) throws(DirectoryError) -> DirectoryRecord? {
    let kinds = try editor.reader.kinds(.topicKind)
    let first = kinds.min { ($0.order ?? .max, $0.slug) < ($1.order ?? .max, $1.slug) }
    guard let kind = kinds.first(where: { $0.slug == usualKind }) ?? first else { return nil }
    return .topic(
      DirectoryDocument.Topic(slug: slug, kind: kind.slug, name: name, summary: nil, broader: nil))
  }
}
