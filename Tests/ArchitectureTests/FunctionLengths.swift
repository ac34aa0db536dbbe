/// Finds the functions, initialisers, subscripts and accessors of a Swift file, and their lengths.
struct FunctionLengths {
  struct Function: Equatable {
    let name: String
    /// The line of its keyword, counted from 1, and the line of its closing brace.
    let first: Int
    let last: Int

    var length: Int { last - first + 1 }
  }

  private struct Token {
    let text: Substring
    let line: Int
  }

  private let tokens: [Token]

  init(_ text: String) {
    tokens = SwiftText(text).lines(of: .code).enumerated().flatMap { index, line in
      Self.words(line).map { Token(text: $0, line: index + 1) }
    }
  }

  /// Returns the words of a line; every other character is a word of its own.
  private static func words(_ line: String) -> [Substring] {
    let bytes = line.utf8
    var words: [Substring] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let start = index
      while index < bytes.endIndex, isOfWord(bytes[index]) { index = bytes.index(after: index) }
      if index == start { index = bytes.index(after: index) }
      if bytes[start] != UInt8(ascii: " ") { words.append(line[start..<index]) }
    }
    return words
  }

  /// Reports whether a byte is part of a name or number. Bytes beyond ASCII count as letters.
  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF:
      true
    default: false
    }
  }

  var all: [Function] {
    tokens.indices.compactMap { index in
      guard startsFunction(index), let opening = body(from: index), let closing = end(of: opening) else {
        return nil
      }
      let isNamed = ["func", "var"].contains(tokens[index].text) && index + 1 < tokens.count
      let name = isNamed ? tokens[index + 1].text : tokens[index].text
      return Function(name: String(name), first: tokens[index].line, last: tokens[closing].line)
    }
  }

  private func startsFunction(_ index: Int) -> Bool {
    let before = index > 0 ? tokens[index - 1].text : ""
    switch tokens[index].text {
    case "func", "var": return before != "."
    case "init", "subscript": return before != "." && ["(", "<", "?"].contains(text(index + 1))
    case "deinit", "get", "set", "willSet", "didSet":
      return before != "." && ["{", "("].contains(text(index + 1))
    default: return false
    }
  }

  private func text(_ index: Int) -> Substring { index < tokens.count ? tokens[index].text : "" }

  /// Words that can't follow a signature unless it ended without a body, as in a protocol.
  private static let starts: Set<Substring> = [
    "}", ";", "@", "func", "var", "let", "init", "subscript", "static", "case", "struct", "class", "enum",
    "extension", "protocol", "typealias", "associatedtype", "package", "private", "fileprivate", "mutating",
    "nonisolated", "override", "import",
  ]

  /// Returns the index of the brace that opens the body. A variable has one only if it is computed.
  private func body(from keyword: Int) -> Int? {
    var depth = 0
    for index in tokens.indices[(keyword + 1)...] {
      let word = tokens[index].text
      switch word {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case "{" where depth == 0: return index
      case "=" where depth == 0 && tokens[keyword].text == "var": return nil
      default:
        let isName = index == keyword + 1
        if depth == 0 && !isName && Self.starts.contains(word) { return nil }
      }
    }
    return nil
  }

  private func end(of opening: Int) -> Int? {
    var depth = 0
    for index in tokens.indices[opening...] {
      if tokens[index].text == "{" { depth += 1 }
      if tokens[index].text == "}" { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }
}
