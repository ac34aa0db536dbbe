import Foundation
import Testing

@Suite("One folder turns errors into responses")
struct ProblemTableTests {
  private static let folder = "Sources/DirectoryAPI/Problems"

  @Test("every error has its own case, because no switch in the folder has a default")
  func exhaustive() throws {
    let files = try Project.files(in: Self.folder, ending: ".swift")
    #expect(files.count > 10)
    for file in files {
      for (number, line) in try Project.codeLines(file) {
        #expect(!Self.isCatchAll(line), "\(file):\(number): name the cases")
      }
    }
  }

  @Test("no other file of DirectoryAPI makes a problem or a response from one")
  func onePlace() throws {
    for file in try Project.files(in: "Sources/DirectoryAPI", ending: ".swift")
    where !file.hasPrefix(Self.folder + "/") {
      for (number, line) in try Project.codeLines(file) {
        #expect(!Self.makesProblem(line), "\(file):\(number): problems are made in \(Self.folder)")
      }
    }
  }

  static func isCatchAll(_ line: String) -> Bool {
    line.hasPrefix("default:") || line.hasPrefix("@unknown default") || line.hasPrefix("case _:")
  }

  /// Reports whether the line calls the initialiser of a problem or of its entry, or names the media type of
  /// problems.
  static func makesProblem(_ line: String) -> Bool {
    line.contains("MediaType.problem") || line.contains(/\bProblem(Entry)?(\.init)?\(/)
  }

  @Test(
    "lines that make a problem are recognised",
    arguments: [
      ("let problem = Problem(error)", true), ("return ProblemEntry(", true), ("Problem.init(error)", true),
      ("Response.Field(\"Content-Type\", \"\\(MediaType.problem.field)\")", true),
      ("throw .lookup(.noSuchProblem(slug))", false), ("ProblemTable.entry(for: error).response", false),
    ])
  func recognition(line: String, makes: Bool) {
    #expect(Self.makesProblem(line) == makes)
  }
}
