/// Makes the topics, kinds and areas that records of an import refer to and that don't exist, if the
/// person who imports has asked for that. A record may refer to them by slug or by name.
struct MissingRecords {
  /// The kind of a topic that is made, if the directory has it.
  private static let usualKind = "theme"
  /// The kind of an area that is made, if those that exist don't show another one.
  private static let usualAreaKind = "area"

  /// Returns the records to write before the record can be written, in their order. Returns none if the
  /// faults are of other kinds too, since the record couldn't be written then either.
  ///
  /// - Parameters:
  ///   - faults: what is wrong with the record.
  ///   - record: the record as JSON.
  static func needed(
    for faults: [DocumentFault], of type: RecordType, _ record: JSONValue, _ editor: RecordEditor
  ) throws(DirectoryError) -> [DirectoryRecord] {
    guard faults.allSatisfy({ missing($0, of: type) != nil }) else { return [] }
    var made: [DirectoryRecord] = []
    for fault in faults {
      let place = fault.pointer.split(separator: "/").map(String.init)
      guard let missing = missing(fault, of: type), let text = text(at: place, in: record) else { continue }
      guard let (slug, name) = try identity(of: text, missing, editor),
        !made.contains(where: { $0.key == RecordKey(missing, slug) || $0.name == name }),
        let new = try new(missing, slug, name, editor)
      else { continue }
      made.append(new)
    }
    return made
  }

  /// Returns the type of the record that doesn't exist; nil if that isn't the fault.
  private static func missing(_ fault: DocumentFault, of type: RecordType) -> RecordType? {
    switch (type, fault.code, fault.pointer) {
    case (.member, .unknownValue, "/kind"): .memberKind
    case (.topic, .unknownValue, "/kind"): .topicKind
    case (.topic, .unknownReference, "/broader"): .topic
    case (.member, .unknownReference, "/county"): .county
    case (.member, .unknownReference, "/area"), (.area, .unknownReference, "/parent"),
      (.county, .unknownReference, "/parent"):
      .area
    case (.member, .unknownReference, let pointer): pointer.hasPrefix("/topics/") ? .topic : nil
    default: nil
    }
  }

  /// Returns the slug and the name of what is made for a text, which is one of the two. Returns nil for the
  /// name of a record that exists, and for what can't be a name.
  private static func identity(
    of text: String, _ type: RecordType, _ editor: RecordEditor
  ) throws(DirectoryError) -> (slug: String, name: String)? {
    if TextRules.isSlug(text) { return (text, NewSlug.name(from: text)) }
    guard !text.isEmpty, text.unicodeScalars.count <= DocumentLimits.name,
      try ImportName.slug(of: text, type, editor) == nil
    else { return nil }
    return (try NewSlug.make(of: type, from: text, with: editor), text)
  }

  private static func new(
    _ type: RecordType, _ slug: String, _ name: String, _ editor: RecordEditor
  ) throws(DirectoryError) -> DirectoryRecord? {
    switch type {
    case .memberKind:
      .memberKind(
        Kind(slug: slug, name: name, pluralName: nil, order: nil, schemaType: Kind.standardSchemaType))
    case .topicKind:
      .topicKind(Kind(slug: slug, name: name, pluralName: nil, order: nil, schemaType: nil))
    case .topic: try topic(slug, name, editor)
    case .county: .county(area(slug, name, kind: DirectoryDocument.Area.county))
    case .area: .area(area(slug, name, kind: try areaKind(editor)))
    default: nil
    }
  }

  private static func area(_ slug: String, _ name: String, kind: String) -> DirectoryDocument.Area {
    DirectoryDocument.Area(
      slug: slug, name: name, shortName: name, kind: kind, code: nil, parent: nil, order: nil)
  }

  /// Returns the kind of the areas that aren't counties, if they all have one kind, or else `area`.
  private static func areaKind(_ editor: RecordEditor) throws(DirectoryError) -> String {
    let kinds = Set(try editor.reader.areas().filter { !$0.isCounty }.map(\.kind))
    return kinds.count == 1 ? kinds.first ?? usualAreaKind : usualAreaKind
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

  /// Returns a topic of the usual kind, or else of the first one; nil if there are no kinds of topics.
  private static func topic(
    _ slug: String, _ name: String, _ editor: RecordEditor
  ) throws(DirectoryError) -> DirectoryRecord? {
    let kinds = try editor.reader.kinds(.topicKind)
    let first = kinds.min { ($0.order ?? .max, $0.slug) < ($1.order ?? .max, $1.slug) }
    guard let kind = kinds.first(where: { $0.slug == usualKind }) ?? first else { return nil }
    return .topic(
      DirectoryDocument.Topic(
        slug: slug, kind: kind.slug, name: name, summary: nil, broader: nil))
  }
}
