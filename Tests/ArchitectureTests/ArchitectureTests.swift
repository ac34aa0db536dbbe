import Foundation
import Testing

@Suite("The architecture follows ARCHITECTURE.md")
struct ArchitectureTests {
  let block: ImportBlock
  let sources: [String]

  init() throws {
    block = try ImportBlock(markdown: Project.text("ARCHITECTURE.md"))
    sources = try Project.files(in: "Sources", ending: ".swift")
  }

  @Test("every module imports only what its line allows")
  func imports() throws {
    #expect(sources.count > 50)
    let ours = Set(try Project.names(in: "Sources"))
    for file in sources {
      let module = file.split(separator: "/")[1]
      let allowed = try #require(block.allowed[String(module)], "no line for \(module)")
      for (number, line) in try Project.codeLines(file) {
        guard let imported = Project.importedModule(line) else { continue }
        let fits = (ours.contains(imported) ? allowed.ours : allowed.outside).contains(imported)
        #expect(fits, "\(file):\(number): \(module) may not import \(imported)")
      }
    }
  }

  @Test("the block has one line for each folder of Sources, and no other line")
  func blockIsComplete() throws {
    let folders = Set(try Project.names(in: "Sources"))
    #expect(Set(block.allowed.keys) == folders)
    for (module, allowed) in block.allowed {
      #expect(allowed.ours.isSubset(of: folders), "the line of \(module)")
      #expect(allowed.outside.isDisjoint(with: folders), "the line of \(module)")
    }
  }

  @Test("no line allows an import that would break an invariant")
  func invariants() throws {
    let outside = block.allowed.mapValues(\.outside)
    let ours = block.allowed.mapValues(\.ours)
    #expect(outside["HTTPCore"] == [])
    #expect(ours["HTTPCore"] == [])
    #expect(ours["Directory"] == ["Locking"])
    #expect(ours["Locking"] == ["CThreadSanitizer"])
    #expect(outside["Locking"] == ["Synchronization"])
    #expect(ours["OperatingSystem"] == [])
    #expect(ours["DirectorySQLite"] == ["Directory", "SQLite", "Locking", "OperatingSystem"])
    #expect(ours["HTML"] == [] && outside["HTML"] == [])
    #expect(ours["Representations"] == ["Directory", "HTTPCore", "Gzip", "Locking"])
    #expect(
      ours["DirectoryAPI"] == [
        "Directory", "HTTPCore", "Gzip", "Locking", "OperatingSystem", "Pictures", "Representations",
      ])
    #expect(ours["DirectorySite"] == ["Directory", "HTML", "HTTPCore", "Gzip", "Representations"])
    #expect(ours["HTTPServer"] == ["HTTPCore", "Locking", "OperatingSystem", "CEpoll"])
    #expect(ours["SQLite"] == ["CSQLite", "OperatingSystem"])
    #expect(ours["member-directory"] == ["App"])
    #expect(outside.values.allSatisfy { !$0.contains("Foundation") })
  }

  @Test("only one file of App imports the store, and the others use its protocols")
  func store() throws {
    let naming = try sources.filter {
      $0.hasPrefix("Sources/App/") || $0.hasPrefix("Sources/member-directory/")
    }
    .filter { file in
      try Project.codeLines(file).contains { _, line in
        ["DirectorySQLite", "SQLite"].contains(Project.importedModule(line))
      }
    }
    #expect(naming == ["Sources/App/StoreLocation.swift"])
  }

  @Test("the code map lists every module and every folder of a module")
  func codeMap() throws {
    let section = try Project.text("ARCHITECTURE.md").components(separatedBy: "\n## ")
      .first { $0.hasPrefix("Code map\n") }
    let rows = try #require(section).split(separator: "\n").filter { $0.hasPrefix("| `") }
    let mapped = rows.flatMap { row in
      row.split(separator: "|", omittingEmptySubsequences: true)[0].split(separator: "`")
        .filter { $0.first.map { $0.isLetter } == true }.map(String.init)
    }
    let folders = try Project.files(in: "Sources", ending: ".swift").map { file in
      file.split(separator: "/").dropFirst().dropLast().joined(separator: "/")
    }
    #expect(mapped.sorted() == Set(folders + (try Project.names(in: "Sources"))).sorted())
  }

  /// ThreadSanitizer would take the use of what a bare `Mutex` guards for a race.
  @Test("every lock is a Guarded, and no file outside Locking names Mutex")
  func locks() throws {
    let tests = try Project.files(in: "Tests", ending: ".swift").filter { !$0.hasPrefix("Tests/Arch") }
    for file in sources + tests where !file.hasPrefix("Sources/Locking/") {
      for (number, line) in SwiftText(try Project.text(file)).lines(of: .code).enumerated() {
        let names = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
        #expect(!names.contains("Mutex"), "\(file):\(number + 1): use Guarded, which the sanitizer can see")
      }
    }
  }

  @Test("nothing is public or open")
  func access() throws {
    // What is inlined into other modules may only use what is imported publicly.
    let inlined = ("Sources/Locking/Guarded.swift", "public import Synchronization")
    for file in sources {
      for (number, line) in try Project.codeLines(file) where (file, line) != inlined {
        #expect(!Self.opens(line), "\(file):\(number): the widest access is package")
      }
    }
  }

  /// Reports whether a declaration begins with `public` or `open`. A function named `open` is allowed.
  static func opens(_ line: String) -> Bool {
    let words = line.split { !$0.isLetter }
    return zip(words, words.dropFirst()).contains { word, next in
      (word == "public" || word == "open") && declarationWords.contains(next)
    }
  }

  private static let declarationWords: Set<Substring> = [
    "import", "struct", "class", "enum", "protocol", "func", "var", "let", "init", "extension", "typealias",
    "actor", "subscript", "static", "final", "set", "macro", "override", "mutating", "convenience",
    "internal", "private",
    "package",
  ]

  @Test("no file is longer than 400 lines")
  func length() throws {
    let limit = 400
    let tests = try Project.files(in: "Tests", ending: ".swift")
    for file in sources + tests {
      let lines = try Project.text(file).split(separator: "\n", omittingEmptySubsequences: false).count
      #expect(lines <= limit, "\(file) has \(lines) lines: divide it by its ideas")
    }
  }

  @Test("migrations are numbered 0001, 0002, … without gaps or duplicates")
  func migrations() throws {
    let names = try Project.names(in: "Migrations")
    #expect(!names.isEmpty)
    for (index, name) in names.enumerated() {
      let number = String(index + 1)
      let prefix = String(repeating: "0", count: 4 - number.count) + number + "_"
      #expect(name.hasPrefix(prefix) && name.hasSuffix(".sql"), "\(name) should be \(prefix)….sql")
    }
  }
}

@Suite("The reader of ARCHITECTURE.md")
struct ArchitectureReaderTests {
  @Test(
    "the module of an import is found after attributes, access and kind",
    arguments: [
      ("import Glibc", "Glibc"), ("package import Logging", "Logging"),
      ("@preconcurrency import Dispatch", "Dispatch"), ("@testable import App", "App"),
      ("@_spi(Testing) public import struct Directory.Member", "Directory"),
      ("import func Glibc.exit", "Glibc"), ("let important = 1", nil), ("imports()", nil),
    ] as [(String, String?)])
  func importedModule(line: String, module: String?) {
    #expect(Project.importedModule(line) == module)
  }

  @Test(
    "a malformed or repeated line of the block is an error", arguments: ["A B |", "A -> B", "A -> |\nA -> |"])
  func malformed(lines: String) {
    #expect(throws: ImportBlock.Malformed.self) {
      try ImportBlock(markdown: "text\n```imports\n\(lines)\n```\n")
    }
  }
}
