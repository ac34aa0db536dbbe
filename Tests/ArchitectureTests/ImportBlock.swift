import Foundation

/// The block of ARCHITECTURE.md that lists the imports that each module is allowed.
struct ImportBlock {
  /// The allowed imports by module: our own modules, and modules from outside.
  let allowed: [String: (ours: Set<String>, outside: Set<String>)]

  struct Malformed: Error {
    let line: String
  }

  init(markdown: String) throws {
    let afterFence = markdown.components(separatedBy: "\n```imports\n").dropFirst().first ?? ""
    let block = afterFence.components(separatedBy: "\n```").first ?? ""
    var allowed: [String: (Set<String>, Set<String>)] = [:]
    for line in block.split(separator: "\n").map(String.init) {
      let sides = line.components(separatedBy: " -> ")
      let rights = sides.last?.components(separatedBy: "|") ?? []
      guard sides.count == 2, rights.count == 2, allowed[sides[0]] == nil else { throw Malformed(line: line) }
      allowed[sides[0]] = (Self.words(rights[0]), Self.words(rights[1]))
    }
    self.allowed = allowed
  }

  private static func words(_ text: String) -> Set<String> {
    Set(text.split(separator: " ").map(String.init))
  }
}
