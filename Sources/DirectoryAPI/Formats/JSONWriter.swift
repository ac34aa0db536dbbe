internal import Directory
internal import HTTPCore

/// Writes JSON (RFC 8259) straight into the octets that are sent: no tree, no Codable, no Foundation.
///
/// Names are literals of ours and need no escaping. A nil value leaves its field out: absent means not
/// stated, and `null` is written only where a name has to be there.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  /// Whether the next element is the first of its object or array.
  private var isFirst = true
  /// The names that the object at hand may have; nil for all. Not those of objects inside it.
  private var admitted: [String]?

  init(capacity: Int = 1_024) { bytes.reserveCapacity(capacity) }

  /// The text with the line ending that terminals and text tools expect.
  static func document<Failure: Error>(
    capacity: Int = 1_024, showing names: [String]? = nil,
    _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) -> [UInt8] {
    var json = JSONWriter(capacity: capacity)
    try json.object(showing: names, body)
    json.bytes.append(Byte.lf)
    return json.bytes
  }

  /// One value without a name around it, for the members of a problem.
  static func value(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter(capacity: 64)
    body(&json)
    return json.bytes
  }

  /// - Parameter names: fields to write; the others' writing has no effect. Nil for all.
  mutating func object<Failure: Error>(
    showing names: [String]? = nil, _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    separate()
    try enclose(Self.braces, showing: names, body)
  }

  /// The closure writes the elements.
  mutating func array<Failure: Error>(
    _ name: StaticString, of body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    guard begin(name) else { return }
    try enclose(Self.brackets, body)
  }

  mutating func object(_ name: StaticString, _ body: (inout JSONWriter) -> Void) {
    guard begin(name) else { return }
    enclose(Self.braces, body)
  }

  /// For names that are the data's own.
  mutating func array<Item>(
    named name: String, _ items: some Sequence<Item>, _ write: (inout JSONWriter, Item) -> Void
  ) {
    separate()
    JSONText.append(name, to: &bytes)
    bytes.append(Byte.colon)
    enclose(Self.brackets) { json in for item in items { write(&json, item) } }
  }

  mutating func array<Item>(
    _ name: StaticString, _ items: some Sequence<Item>, _ write: (inout JSONWriter, Item) -> Void
  ) {
    guard begin(name) else { return }
    enclose(Self.brackets) { json in for item in items { write(&json, item) } }
  }

  mutating func list<Item>(_ items: some Sequence<Item>, _ write: (inout JSONWriter, Item) -> Void) {
    separate()
    enclose(Self.brackets) { json in for item in items { write(&json, item) } }
  }

  mutating func array(_ items: some Sequence<String>) { list(items) { $0.element($1) } }

  mutating func element(_ text: String) {
    separate()
    JSONText.append(text, to: &bytes)
  }

  mutating func element(_ text: Span<UInt8>) {
    separate()
    JSONText.append(text, to: &bytes)
  }

  mutating func element(_ number: Int) {
    separate()
    bytes.append(decimal: number)
  }

  mutating func field(_ name: StaticString, _ text: String?) {
    if let text { field(name, text.utf8Span.span) }
  }

  /// `text` is UTF-8.
  mutating func field(_ name: StaticString, _ text: Span<UInt8>) {
    guard admits(name) else { return }
    JSONText.append(name, text, isFirst: isFirst, to: &bytes)
    isFirst = false
  }

  /// A reference to a record of ours: `path` and `more` as they are, the slug between them percent-encoded.
  mutating func field(
    _ name: StaticString, link path: StaticString, _ slug: Span<UInt8>, _ more: StaticString = ""
  ) {
    guard begin(name) else { return }
    bytes.append(Byte.quote)
    bytes.append(path)
    PercentEncoding.append(slug, to: &bytes)
    if more.utf8CodeUnitCount > 0 { bytes.append(more) }
    bytes.append(Byte.quote)
  }

  mutating func field(_ name: StaticString, _ number: Int) {
    guard begin(name) else { return }
    bytes.append(decimal: number)
  }

  mutating func field(_ name: StaticString, _ flag: Bool) {
    guard begin(name) else { return }
    bytes.append(flag ? "true" as StaticString : "false")
  }

  mutating func element(_ value: JSONValue) {
    separate()
    value.writeCompact(to: &bytes)
  }

  mutating func field(_ name: StaticString, _ value: JSONValue?) {
    guard let value, begin(name) else { return }
    value.writeCompact(to: &bytes)
  }

  /// For names that are always there.
  mutating func fieldOrNull(_ name: StaticString, _ text: String?) {
    guard begin(name) else { return }
    if let text { JSONText.append(text, to: &bytes) } else { bytes.append("null" as StaticString) }
  }

  /// False where the name is not wanted.
  private mutating func begin(_ name: StaticString) -> Bool {
    guard admits(name) else { return false }
    JSONText.append(name, isFirst: isFirst, to: &bytes)
    isFirst = false
    return true
  }

  private func admits(_ name: StaticString) -> Bool { admitted?.contains(name.description) ?? true }

  private static let braces: (UInt8, UInt8) = (UInt8(ascii: "{"), UInt8(ascii: "}"))
  private static let brackets: (UInt8, UInt8) = (Byte.openBracket, Byte.closeBracket)

  private mutating func separate() {
    if isFirst { isFirst = false } else { bytes.append(Byte.comma) }
  }

  private mutating func enclose<Failure: Error>(
    _ brackets: (open: UInt8, close: UInt8), showing names: [String]? = nil,
    _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    let outer = admitted
    admitted = names
    defer { admitted = outer }
    bytes.append(brackets.open)
    isFirst = true
    try body(&self)
    bytes.append(brackets.close)
    isFirst = false
  }
}
