internal import HTTPCore

/// Indents JSON that this program wrote, by two spaces a level. The values stay the same.
enum PrettyJSON {
  /// - Parameter json: valid JSON without a space outside its strings, as `JSONWriter` writes it.
  static func format(_ json: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(json.count * 2)
    var depth = 0
    var isInString = false
    var isEscaped = false
    for (index, byte) in json.enumerated() {
      if isInString {
        output.append(byte)
        isInString = isEscaped || byte != Byte.quote
        isEscaped = !isEscaped && byte == Byte.backslash
        continue
      }
      switch byte {
      case Byte.quote:
        isInString = true
        output.append(byte)
      case UInt8(ascii: "{"), Byte.openBracket:
        output.append(byte)
        // An empty object or array stays on its line.
        guard index + 1 < json.count, !isClosing(json[index + 1]) else { continue }
        depth += 1
        breakLine(&output, depth)
      case UInt8(ascii: "}"), Byte.closeBracket:
        if let last = output.last, last != UInt8(ascii: "{"), last != Byte.openBracket {
          depth -= 1
          breakLine(&output, depth)
        }
        output.append(byte)
      case Byte.comma:
        output.append(byte)
        breakLine(&output, depth)
      case Byte.colon: output += [byte, Byte.space]
      default: output.append(byte)
      }
    }
    return output
  }

  private static func isClosing(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "}") || byte == Byte.closeBracket
  }

  private static func breakLine(_ output: inout [UInt8], _ depth: Int) {
    output.append(Byte.lf)
    output.append(contentsOf: repeatElement(Byte.space, count: 2 * depth))
  }
}
