internal import Directory

/// Reads the JSON of a member's columns in place. It accepts only the form that `MemberColumn` and the
/// migration write: without spaces, and with the members of an object in a fixed order. A general JSON parser
/// would build a tree at each read. Each method returns false if the text has another form, or if the closure
/// returns false.
struct StoredJSON {
  private let bytes: [UInt8]
  private var cursor: Int
  private let end: Int

  /// The bytes of a string between its quotation marks.
  struct Text {
    let range: Range<Int>
    let hasEscapes: Bool

    /// Returns the text of a string that has escapes, such as `\"`. Returns nil if an escape isn't valid in
    /// JSON.
    func unescaped(in bytes: [UInt8]) -> [UInt8]? {
      let literal = Array(bytes[range.lowerBound - 1..<range.upperBound + 1])
      guard case .string(let text)? = try? JSONParser.parse(literal) else { return nil }
      return Array(text.utf8)
    }
  }

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    cursor = range.lowerBound
    end = range.upperBound
  }

  /// Calls the closure with each integer of an array such as `[3,14]`.
  mutating func forEachInteger(_ body: (Int64) -> Void) -> Bool {
    forEachItem { json in
      guard let number = json.integer() else { return false }
      body(number)
      return true
    }
  }

  /// Calls the closure with each id and number of an object such as `{"3":1,"14":2}`.
  mutating func forEachNumber(_ body: (_ id: Int64, _ number: Int64) -> Bool) -> Bool {
    if skip("{}") { return cursor == end }
    guard skip("{") else { return false }
    repeat {
      guard skip("\""), let id = integer(), skip("\":"), let number = integer(), body(id, number) else {
        return false
      }
    } while skip(",")
    return skip("}") && cursor == end
  }

  /// Calls the closure with each text of an array such as `["...","..."]`.
  mutating func forEachText(_ body: (Text) -> Bool) -> Bool {
    forEachItem { json in
      guard let text = json.text() else { return false }
      return body(text)
    }
  }

  /// Calls the closure with each fact of an array such as `[{"label":"...","text":"..."}]`.
  mutating func forEachFact(_ body: (_ label: Text, _ text: Text) -> Bool) -> Bool {
    forEachItem { json in
      guard json.skip(#"{"label":"#), let label = json.text(), json.skip(#","text":"#),
        let text = json.text(),
        json.skip("}")
      else { return false }
      return body(label, text)
    }
  }

  private mutating func forEachItem(_ item: (inout StoredJSON) -> Bool) -> Bool {
    if skip("[]") { return cursor == end }
    guard skip("[") else { return false }
    repeat {
      guard item(&self) else { return false }
    } while skip(",")
    return skip("]") && cursor == end
  }

  private mutating func skip(_ expected: StaticString) -> Bool {
    let count = expected.utf8CodeUnitCount
    guard end - cursor >= count else { return false }
    for index in 0..<count where unsafe bytes[cursor + index] != expected.utf8Start[index] { return false }
    cursor += count
    return true
  }

  private mutating func integer() -> Int64? {
    let start = cursor
    var number: Int64 = 0
    // Eighteen digits can't overflow, and no table has so many rows.
    while cursor < end, cursor - start < 18 {
      let digit = bytes[cursor] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      number = number * 10 + Int64(digit)
      cursor += 1
    }
    return cursor > start ? number : nil
  }

  private mutating func text() -> Text? {
    guard skip("\"") else { return nil }
    let start = cursor
    var hasEscapes = false
    while cursor < end {
      switch bytes[cursor] {
      case UInt8(ascii: "\""):
        cursor += 1
        return Text(range: start..<cursor - 1, hasEscapes: hasEscapes)
      case UInt8(ascii: "\\"):
        hasEscapes = true
        cursor += 2
      default: cursor += 1
      }
    }
    return nil
  }
}
