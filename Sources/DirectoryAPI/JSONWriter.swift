internal import HTTPCore

/// Writes JSON (RFC 8259) straight into the octets that are sent: no tree, no Codable, no Foundation.
///
/// Names are literals of ours and need no escaping. A nil value leaves its field out: absent means not
/// stated, and `null` is written only where a name has to be there.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  /// Whether the next element is the first of its object or array.
  private var isFirst = true

  init(capacity: Int = 1_024) { bytes.reserveCapacity(capacity) }

  /// The text with the line ending that terminals and text tools expect.
  static func document(capacity: Int = 1_024, _ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter(capacity: capacity)
    json.object(body)
    json.bytes.append(Byte.lf)
    return json.bytes
  }

  /// One value without a name around it, for the members of a problem.
  static func value(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter(capacity: 64)
    body(&json)
    return json.bytes
  }

  mutating func object(_ body: (inout JSONWriter) -> Void) {
    separate()
    enclose("{", "}", body)
  }

  mutating func object(_ name: StaticString, _ body: (inout JSONWriter) -> Void) {
    begin(name)
    enclose("{", "}", body)
  }

  mutating func array<Item>(
    _ name: StaticString, _ items: some Sequence<Item>, _ write: (inout JSONWriter, Item) -> Void
  ) {
    begin(name)
    enclose("[", "]") { json in for item in items { write(&json, item) } }
  }

  mutating func list<Item>(_ items: some Sequence<Item>, _ write: (inout JSONWriter, Item) -> Void) {
    separate()
    enclose("[", "]") { json in for item in items { write(&json, item) } }
  }

  mutating func array(_ items: some Sequence<String>) { list(items) { $0.element($1) } }

  mutating func element(_ text: String) {
    separate()
    JSONText.append(text, to: &bytes)
  }

  mutating func element(_ number: Int) {
    separate()
    bytes.append(decimal: number)
  }

  mutating func field(_ name: StaticString, _ text: String?) {
    guard let text else { return }
    begin(name)
    JSONText.append(text, to: &bytes)
  }

  mutating func field(_ name: StaticString, _ number: Int) {
    begin(name)
    bytes.append(decimal: number)
  }

  mutating func field(_ name: StaticString, _ flag: Bool) {
    begin(name)
    bytes.append(flag ? "true" as StaticString : "false")
  }

  /// For names that are always there.
  mutating func fieldOrNull(_ name: StaticString, _ text: String?) {
    begin(name)
    if let text { JSONText.append(text, to: &bytes) } else { bytes.append("null" as StaticString) }
  }

  private mutating func begin(_ name: StaticString) {
    separate()
    bytes.append(Byte.quote)
    bytes.append(name)
    bytes.append("\":" as StaticString)
  }

  private mutating func separate() {
    if isFirst { isFirst = false } else { bytes.append(Byte.comma) }
  }

  private mutating func enclose(
    _ open: StaticString, _ close: StaticString, _ body: (inout JSONWriter) -> Void
  ) {
    bytes.append(open)
    isFirst = true
    body(&self)
    bytes.append(close)
    isFirst = false
  }
}
