/// Habits of prose that a reader stumbles over, each with what to write instead.
///
/// A rule is a sequence of words, compared without case. A word before or after them may make them right, as
/// in "there is no" and "is no longer".
struct ProseRule: Sendable {
  let words: [String]
  let instead: String
  var exceptBefore: Set<String> = []
  var exceptAfter: Set<String> = []
  /// Only where a doc comment begins.
  var isAtStart = false

  var text: String { words.joined(separator: " ") }

  static let all: [ProseRule] =
    each(["octet", "octets"], write: "byte or bytes, except in a quotation")
    + each(["whoever", "whomever"], write: "what it is: a client, a caller, a reader")
    + each(
      ["is told", "are told", "was told", "were told", "be told", "been told"],
      write: "is reported, is given, receives")
    + ["is", "are"].map {
      ProseRule(
        words: [$0, "no"], instead: "isn't a, aren't, there is no", exceptBefore: ["there"],
        exceptAfter: comparisons)
    }
    + each(["lies", "lie in", "lie beside", "lie on"], write: "is stored in, is located in, is in")
    + each(["stands", "stand in", "stand for"], write: "is, is written in, is listed in")
    + each(["anew"], write: "again")
    + each(["is had", "are had", "be had", "was had"], write: "is available, exists, has")
    + each(["mend", "mends", "mended", "mending"], write: "repair, fix")
    + ["Of", "With", "From"].map {
      ProseRule(words: [$0.lowercased()], instead: "a sentence with a subject and a verb", isAtStart: true)
    }

  /// "is no longer" and the like are plain.
  private static let comparisons: Set<String> = [
    "longer", "more", "less", "fewer", "greater", "larger", "smaller", "higher", "lower", "later", "earlier",
    "better", "worse", "different", "wider", "slower", "faster", "shorter", "older", "newer",
  ]

  private static func each(_ phrases: [String], write instead: String) -> [ProseRule] {
    phrases.map { ProseRule(words: $0.split(separator: " ").map(String.init), instead: instead) }
  }
}

/// Prose of a file: words with their lines, without what is quoted or is code.
struct Prose {
  struct Word: Sendable {
    let text: String
    let line: Int
    /// Whether it begins a doc comment.
    let isFirst: Bool
  }

  struct Fault: Equatable {
    let line: Int
    let found: String
    let instead: String
  }

  private var words: [Word] = []
  /// The mark of a quotation or of code that has begun and not ended.
  private var open: Character?

  /// Adds a line. A phrase may continue on the next line, but not after a sentence or an empty line.
  ///
  /// `marks` enclose what is left out: code and quotations.
  mutating func add(
    _ text: some StringProtocol, line: Int, leavingOut marks: Set<Character>, startsDoc: Bool = false
  ) {
    var isFirst = startsDoc
    var word = ""
    for character in text {
      let isLetter = character.isLetter || "'’-".contains(character)
      if isLetter && open == nil {
        word.append(character)
        continue
      }
      if !word.isEmpty {
        words.append(Word(text: word.lowercased(), line: line, isFirst: isFirst))
        isFirst = false
        word = ""
      }
      if marks.contains(character) {
        isFirst = false
        toggle(character, line)
      } else if open == nil && ".:;!?".contains(character) {
        words.append(Word(text: "", line: line, isFirst: false))
      }
    }
    if !word.isEmpty { words.append(Word(text: word.lowercased(), line: line, isFirst: isFirst)) }
    if text.allSatisfy({ $0 == " " }) { end(line) }
  }

  /// Ends a paragraph: neither a phrase nor a quotation continues beyond it.
  mutating func end(_ line: Int) {
    words.append(Word(text: "", line: line, isFirst: false))
    open = nil
  }

  private mutating func toggle(_ mark: Character, _ line: Int) {
    let closing: Character = open == "“" ? "”" : open ?? mark
    if open == nil {
      open = mark
    } else if mark == closing {
      open = nil
    }
    // What is left out separates the words around it.
    words.append(Word(text: "", line: line, isFirst: false))
  }

  func faults(_ rules: [ProseRule] = ProseRule.all) -> [Fault] {
    let byFirst = Dictionary(grouping: rules) { $0.words[0] }
    return words.indices.flatMap { index in
      byFirst[words[index].text, default: []].filter { breaks($0, at: index) }
        .map { Fault(line: words[index].line, found: $0.text, instead: $0.instead) }
    }
  }

  private func breaks(_ rule: ProseRule, at index: Int) -> Bool {
    let end = index + rule.words.count
    guard end <= words.count, words[index..<end].map(\.text) == rule.words else { return false }
    if rule.isAtStart && !words[index].isFirst { return false }
    if index > 0 && rule.exceptBefore.contains(words[index - 1].text) { return false }
    return end == words.count || !rule.exceptAfter.contains(words[end].text)
  }
}

extension Prose {
  /// The comments and string literals of a Swift file.
  init(swift text: String) {
    let swift = SwiftText(text)
    var isDoc = false
    for (index, line) in swift.lines(of: .comment).enumerated() {
      let comment = line.drop { $0 == " " }
      let marks = comment.prefix { $0 == "/" || $0 == "*" }
      let startsDoc = marks == "///" && !isDoc
      isDoc = marks == "///"
      add(
        comment.dropFirst(marks.count), line: index + 1, leavingOut: ["`", "\"", "“", "”"],
        startsDoc: startsDoc)
    }
    for (index, line) in swift.lines(of: .string).enumerated() {
      add(line.replacing("\\n", with: " "), line: index + 1, leavingOut: ["`"])
    }
  }

  /// A document: all of it but its code.
  init(markdown text: String) {
    var isCode = false
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("```") { isCode.toggle() }
      if isCode { end(index + 1) } else { add(line, line: index + 1, leavingOut: ["`", "“", "”"]) }
    }
  }

  /// A script: its comments and messages can't be told from its code, which has none of these words.
  init(script text: String) {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      add(line.drop { $0 == "#" || $0 == " " }, line: index + 1, leavingOut: ["`"])
    }
  }
}
