import Foundation

/// The project's files, which are found relative to this one.
enum Project {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  /// Returns the paths of all files below `folder` whose names end in `ending`, relative to the root.
  static func files(in folder: String, ending: String) throws -> [String] {
    let found = try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)
    return found.filter { $0.hasSuffix(ending) }.map { "\(folder)/\($0)" }.sorted()
  }

  /// Returns the lines of a file that are neither comments nor empty, so that a comment about `public` isn't
  /// mistaken for code.
  static func codeLines(_ path: String) throws -> [(number: Int, text: String)] {
    try text(path).components(separatedBy: "\n").enumerated().compactMap { index, line in
      let code = line.trimmingCharacters(in: .whitespaces)
      return code.isEmpty || code.hasPrefix("//") ? nil : (index + 1, code)
    }
  }

  /// Returns the module that a line imports: `Directory` for `package import struct Directory.Member`.
  static func importedModule(_ line: String) -> String? {
    let modifiers: Set = ["public", "package", "internal", "fileprivate", "private"]
    let kinds: Set = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias", "actor"]
    var words = line.split(separator: " ").map(String.init)
    while let word = words.first, word.hasPrefix("@") || modifiers.contains(word) { words.removeFirst() }
    guard words.first == "import" else { return nil }
    words.removeFirst()
    if let word = words.first, kinds.contains(word) { words.removeFirst() }
    return words.first?.split(separator: ".").first.map(String.init)
  }
}
