internal import Directory
internal import HTTPCore

/// Writes JSON (RFC 8259) directly into the bytes that are sent, without a tree, Codable or Foundation.
///
/// Names are literals of this program and need no escaping. A field whose value is nil is left out, because
/// absent means "not stated" in this API; `fieldOrNull` writes `null` for the few names that are always
/// there.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  /// True if the next element is the first of its object or array.
  private var isFirst = true
  /// The names that are written in the current object, or nil for all. Objects inside it aren't affected.
  private var admitted: [String]?

  init(capacity: Int = 1_024) { bytes.reserveCapacity(capacity) }

  /// Returns an object as a whole text, with the line ending that terminals and text tools expect.
  static func document<Failure: Error>(
    capacity: Int = 1_024, showing names: [String]? = nil,
    _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) -> [UInt8] {
    var json = JSONWriter(capacity: capacity)
    try json.object(showing: names, body)
    json.bytes.append(Byte.lf)
    return json.bytes
  }

  /// Opens an object that is the whole text, for a caller that writes its fields one after the other and then
  /// calls `endDocument`.
  mutating func beginDocument() { open(Self.braces.open) }

  /// Opens an array field of the document. The caller writes its elements and then calls `endArray`.
  mutating func beginArray(_ name: StaticString) {
    JSONText.append(name, isFirst: isFirst, to: &bytes)
    open(Self.brackets.open)
  }

  mutating func endArray() { close(Self.brackets.close) }

  /// Closes the document and returns it, with the line ending that `document` gives it.
  mutating func endDocument() -> [UInt8] {
    close(Self.braces.close)
    bytes.append(Byte.lf)
    return bytes
  }

  /// Returns what was written since the last call. What is written next follows it.
  mutating func takeBytes() -> [UInt8] {
    var taken: [UInt8] = []
    taken.reserveCapacity(bytes.count)
    swap(&taken, &bytes)
    return taken
  }

  /// Returns a value by itself, for the members of a problem.
  static func value(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter(capacity: 64)
    body(&json)
    return json.bytes
  }

  /// Writes an object as an element of an array, or as the whole text.
  ///
  /// - Parameter names: the fields to write, or nil for all. Writing any other field has no effect.
  mutating func object<Failure: Error>(
    showing names: [String]? = nil, _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    separate()
    try enclose(Self.braces, showing: names, body)
  }

  /// Writes an array whose elements the closure writes.
  mutating func array<Failure: Error>(
    _ name: StaticString, of body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    guard begin(name) else { return }
    try enclose(Self.brackets, body)
  }

  mutating func object(
    _ name: StaticString, showing names: [String]? = nil, _ body: (inout JSONWriter) -> Void
  ) {
    guard begin(name) else { return }
    enclose(Self.braces, showing: names, body)
  }

  /// Writes an array whose name comes from the data and is escaped.
  mutating func array<Item>(
    named name: String, _ items: some Sequence<Item>, _ write: (inout JSONWriter, Item) -> Void
  ) {
    separate()
    JSONText.append(name, to: &bytes)
    bytes.append(Byte.colon)
    enclose(Self.brackets) { json in for item in items { write(&json, item) } }
  }

  /// Writes a number whose name comes from the data and is escaped.
  mutating func field(named name: String, _ number: Int) {
    separate()
    JSONText.append(name, to: &bytes)
    bytes.append(Byte.colon)
    bytes.append(decimal: number)
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

  /// - Parameter text: valid UTF-8.
  mutating func field(_ name: StaticString, _ text: Span<UInt8>) {
    guard admits(name) else { return }
    JSONText.append(name, text, isFirst: isFirst, to: &bytes)
    isFirst = false
  }

  /// Writes a reference to one of our records: `path`, the slug percent-encoded, and `more`.
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

  /// Writes fields whose names and values come from the domain, in the order that they have there.
  mutating func fields(_ members: [JSONMember]) {
    for member in members where admitted?.contains(member.name) ?? true {
      separate()
      JSONText.append(member.name, to: &bytes)
      bytes.append(Byte.colon)
      member.value.writeCompact(to: &bytes)
    }
  }

  /// Writes `null` if the text is nil.
  mutating func fieldOrNull(_ name: StaticString, _ text: String?) {
    guard begin(name) else { return }
    if let text { JSONText.append(text, to: &bytes) } else { bytes.append("null" as StaticString) }
  }

  /// Writes the name of a field. Returns false, and writes nothing, if the client left the field out.
  private mutating func begin(_ name: StaticString) -> Bool {
    guard admits(name) else { return false }
    JSONText.append(name, isFirst: isFirst, to: &bytes)
    isFirst = false
    return true
  }

  private func admits(_ name: StaticString) -> Bool { admitted?.contains(name.description) ?? true }

  private typealias Brackets = (open: UInt8, close: UInt8)
  private static let braces: Brackets = (UInt8(ascii: "{"), UInt8(ascii: "}"))
  private static let brackets: Brackets = (Byte.openBracket, Byte.closeBracket)

  private mutating func separate() {
    if isFirst { isFirst = false } else { bytes.append(Byte.comma) }
  }

  private mutating func enclose<Failure: Error>(
    _ brackets: Brackets, showing names: [String]? = nil,
    _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    let outer = admitted
    admitted = names
    defer { admitted = outer }
    open(brackets.open)
    try body(&self)
    close(brackets.close)
  }

  private mutating func open(_ bracket: UInt8) {
    bytes.append(bracket)
    isFirst = true
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    isFirst = false
  }
}
