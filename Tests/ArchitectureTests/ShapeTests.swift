import Foundation
import Testing

@Suite("Files and folders stay small")
struct ShapeTests {
  /// These folders are flat on purpose: each file is about one concept, or about one noun or format.
  private static let wideFolders = [
    "Sources/HTTPCore", "Sources/HTTPServer", "Sources/DirectoryAPI/Resources",
  ]

  @Test("no function of Sources is longer than 40 lines")
  func functions() throws {
    for file in try Project.files(in: "Sources", ending: ".swift") {
      for function in try FunctionLengths(Project.text(file)).all {
        #expect(
          function.length <= 40,
          "\(file):\(function.first): \(function.name) has \(function.length) lines: divide it into stages")
      }
    }
  }

  @Test("no folder of Sources has more than 20 Swift files, except those that are flat on purpose")
  func folders() throws {
    let files = try Project.files(in: "Sources", ending: ".swift")
    let folders = Dictionary(grouping: files) { $0.split(separator: "/").dropLast().joined(separator: "/") }
    for (folder, files) in folders where !Self.wideFolders.contains(folder) {
      #expect(files.count <= 20, "\(folder) has \(files.count) files: divide it into folders by concept")
    }
  }

  @Test("code and comments have at most 110 columns")
  func columns() throws {
    let files = try ["Sources", "Tests", "Plugins"].flatMap { try Project.files(in: $0, ending: ".swift") }
    for file in files + ["Package.swift"] {
      // A row of a table in a comment can't be broken.
      for (index, line) in SwiftText(try Project.text(file)).codeAndComments.enumerated()
      where !line.contains("/// |") {
        #expect(line.count <= 110, "\(file):\(index + 1) has \(line.count) columns: break the line")
      }
    }
  }
}

@Suite("The reader of Swift files")
struct SwiftTextTests {
  @Test(
    "comments and strings are distinguished from code",
    arguments: [
      ("a // b \"c\"", "a", "// b \"c\"", ""),
      ("a /* b /* c */ d */ e", "a                   e", "/* b /* c */ d */", ""),
      ("x = \"a // b\"", "x =", "", "\"a // b\""),
      (#"f("a\(b + "c")d")"#, #"f(   (b +    )  )"#, "", #""a\     "c" d""#),
      (##"f(#"a\(b"#)"##, "f(        )", "", ##"#"a\(b"#"##),
      (#""\"" // c"#, "", "// c", #""\"""#),
    ])
  func parts(text: String, code: String, comment: String, string: String) {
    let swift = SwiftText(text)
    for (part, expected) in [(SwiftText.Part.code, code), (.comment, comment), (.string, string)] {
      let found = swift.lines(of: part)[0].trimmingCharacters(in: .whitespaces)
      #expect(found == expected.trimmingCharacters(in: .whitespaces))
    }
  }

  @Test("a string of several lines ends at its three quotes")
  func multiline() {
    let swift = SwiftText("let a = \"\"\"\n  b \"c\" // d\n  \"\"\"\nlet e // f")
    #expect(swift.lines(of: .string)[1] == "  b \"c\" // d")
    #expect(swift.lines(of: .code)[3].trimmingCharacters(in: .whitespaces) == "let e")
    #expect(swift.lines(of: .comment)[3].trimmingCharacters(in: .whitespaces) == "// f")
  }

  @Test("functions, initialisers and accessors are found, but not requirements and stored values")
  func functions() {
    let text = """
      protocol P {
        func requirement(_ value: Int) throws(E) -> Int
        var required: Int { get }
      }
      struct S {
        var stored = make { 1 }
        var computed: Int {
          get { 1 }
          set {
            stored = newValue
          }
        }
        init(_ closure: () -> Void = {}) {
          self.init()
        }
        func outer<T>(
          _ value: T
        ) async throws(E) -> [Int] where T: P {
          func inner() {}
          // }
          return value.map { "}" }
        }
      }
      """
    let found = FunctionLengths(text).all.map { "\($0.name) \($0.first)-\($0.last)" }
    #expect(
      found == [
        "required 3-3", "computed 7-12", "get 8-8", "set 9-11", "init 13-15", "outer 16-22", "inner 19-19",
      ])
  }
}
