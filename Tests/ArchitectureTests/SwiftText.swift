/// A Swift file, divided into code, comments and string literals.
///
/// It recognises nested comments, multiline strings, raw strings and interpolations, which are code. It
/// doesn't recognise regular expression literals, because the project has none.
struct SwiftText {
  /// What a byte of the file belongs to. The marks of a comment or string belong to it.
  enum Part {
    case code
    case comment
    case string
  }

  let bytes: [UInt8]
  private(set) var parts: [Part]

  init(_ text: String) {
    bytes = Array(text.utf8)
    parts = Array(repeating: .code, count: bytes.count)
    var index = 0
    readCode(&index, untilParenthesis: false)
  }

  /// Reads code up to the end of the file, or up to the `)` that closes an interpolation.
  private mutating func readCode(_ index: inout Int, untilParenthesis: Bool) {
    var depth = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "/") where starts(with: "//", at: index): readLineComment(&index)
      case UInt8(ascii: "/") where starts(with: "/*", at: index): readBlockComment(&index)
      case UInt8(ascii: "\""): readString(&index, pounds: 0)
      case UInt8(ascii: "#"):
        if let pounds = poundsOfString(at: index) { readString(&index, pounds: pounds) } else { index += 1 }
      case UInt8(ascii: "("):
        depth += 1
        index += 1
      case UInt8(ascii: ")"):
        depth -= 1
        index += 1
        if untilParenthesis && depth == 0 { return }
      default: index += 1
      }
    }
  }

  private mutating func readLineComment(_ index: inout Int) {
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { mark(&index, .comment) }
  }

  private mutating func readBlockComment(_ index: inout Int) {
    var depth = 0
    repeat {
      let isEdge = starts(with: "/*", at: index) || starts(with: "*/", at: index)
      if isEdge {
        depth += bytes[index] == UInt8(ascii: "/") ? 1 : -1
        mark(&index, .comment)
      }
      mark(&index, .comment)
    } while depth > 0 && index < bytes.count
  }

  /// Returns how many `#` precede the quotes of a raw string literal; nil if this isn't one.
  private func poundsOfString(at index: Int) -> Int? {
    var end = index
    while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
    return end < bytes.count && bytes[end] == UInt8(ascii: "\"") ? end - index : nil
  }

  private mutating func readString(_ index: inout Int, pounds: Int) {
    let marks = String(repeating: "#", count: pounds)
    for _ in 0..<pounds { mark(&index, .string) }
    let quotes = starts(with: "\"\"\"", at: index) ? "\"\"\"" : "\""
    for _ in quotes.utf8 { mark(&index, .string) }
    let (closing, escape) = (quotes + marks, "\\" + marks)
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "\\") else {
        mark(&index, .string)
        continue
      }
      if starts(with: closing, at: index) {
        for _ in closing.utf8 { mark(&index, .string) }
        return
      }
      guard starts(with: escape, at: index) else {
        mark(&index, .string)
        continue
      }
      for _ in escape.utf8 { mark(&index, .string) }
      if index < bytes.count, bytes[index] == UInt8(ascii: "(") {
        readCode(&index, untilParenthesis: true)
      } else {
        mark(&index, .string)
      }
    }
  }

  private mutating func mark(_ index: inout Int, _ part: Part) {
    if index < bytes.count { parts[index] = part }
    index += 1
  }

  private func starts(with text: String, at index: Int) -> Bool {
    bytes[index...].starts(with: text.utf8)
  }

  /// The file's lines with everything but `part` replaced by spaces.
  func lines(of part: Part) -> [String] { lines { $0 == part } }

  /// The file's lines without the content of string literals, which may be as wide as necessary.
  var codeAndComments: [String] {
    lines { $0 != .string }.map { String($0.reversed().drop { $0 == " " }.reversed()) }
  }

  /// Returns the lines. A character that isn't kept becomes one space, so that columns don't change.
  private func lines(keeping isKept: (Part) -> Bool) -> [String] {
    let kept = zip(bytes, parts).compactMap { byte, part -> UInt8? in
      if isKept(part) || byte == UInt8(ascii: "\n") { return byte }
      let isContinuation = byte & 0xC0 == 0x80
      return isContinuation ? nil : UInt8(ascii: " ")
    }
    return kept.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
