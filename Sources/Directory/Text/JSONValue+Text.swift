/// Writes a value without spaces. Equal values have equal text.
extension JSONValue {
  package func compact() -> [UInt8] {
    var output: [UInt8] = []
    writeCompact(to: &output)
    return output
  }

  package var compactText: String { String(decoding: compact(), as: UTF8.self) }

  package func writeCompact(to output: inout [UInt8]) {
    switch self {
    case .array(let items):
      output.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        item.writeCompact(to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let members):
      output.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        Self.write(member.name, to: &output)
        output.append(UInt8(ascii: ":"))
        member.value.writeCompact(to: &output)
      }
      output.append(UInt8(ascii: "}"))
    case .null, .boolean, .integer, .number, .string: write(to: &output, depth: 0)
    }
  }
}

/// Writes a value for people: two spaces for each level, and a line break at the end. Equal values have equal
/// text.
extension JSONValue {
  package func prettyPrinted() -> [UInt8] {
    var output: [UInt8] = []
    write(to: &output, depth: 0)
    output.append(UInt8(ascii: "\n"))
    return output
  }

  /// - Parameter depth: the number of values that contain this one.
  func write(to output: inout [UInt8], depth: Int) {
    switch self {
    case .null: output += "null".utf8
    case .boolean(let value): output += (value ? "true" : "false").utf8
    case .integer(let value): output += String(value).utf8
    // JSON has no infinities, and the parser returns none.
    case .number(let value): output += (value.isFinite ? String(value) : "null").utf8
    case .string(let text): Self.write(text, to: &output)
    case .array(let items):
      Self.write(items, between: ("[", "]"), to: &output, depth: depth) { item, output in
        item.write(to: &output, depth: depth + 1)
      }
    case .object(let members):
      Self.write(members, between: ("{", "}"), to: &output, depth: depth) { member, output in
        Self.write(member.name, to: &output)
        output += ": ".utf8
        member.value.write(to: &output, depth: depth + 1)
      }
    }
  }

  private static func write<Item>(
    _ items: [Item], between brackets: (Character, Character), to output: inout [UInt8], depth: Int,
    item write: (Item, inout [UInt8]) -> Void
  ) {
    output += brackets.0.utf8
    for (index, item) in items.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      breakLine(&output, depth: depth + 1)
      write(item, &output)
    }
    if !items.isEmpty { breakLine(&output, depth: depth) }
    output += brackets.1.utf8
  }

  private static func breakLine(_ output: inout [UInt8], depth: Int) {
    output.append(UInt8(ascii: "\n"))
    output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }

  private static func needsEscape(_ text: String) -> Bool {
    let bytes = text.utf8Span.span
    for index in bytes.indices {
      let byte = bytes[index]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return true }
    }
    return false
  }

  /// Escapes only the characters that RFC 8259 section 7 requires.
  private static func write(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    defer { output.append(UInt8(ascii: "\"")) }
    if !needsEscape(text) { return output.append(contentsOf: text.utf8) }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): output += #"\""#.utf8
      case UInt8(ascii: "\\"): output += #"\\"#.utf8
      case UInt8(ascii: "\n"): output += #"\n"#.utf8
      case UInt8(ascii: "\r"): output += #"\r"#.utf8
      case UInt8(ascii: "\t"): output += #"\t"#.utf8
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        output += "\\u\(String(repeating: "0", count: 4 - digits.utf8.count))\(digits)".utf8
      default: output.append(byte)
      }
    }
  }
}
