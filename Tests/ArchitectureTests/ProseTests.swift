import Testing

@Suite("Comments, messages and documents are in plain English")
struct ProseTests {
  /// These spell out what the rules reject.
  private static let exempt = [
    "Tests/ArchitectureTests/ProseRules.swift", "Tests/ArchitectureTests/ProseTests.swift",
  ]

  @Test("the worst habits are in no file of Sources")
  func sources() throws {
    for file in try Project.files(in: "Sources", ending: ".swift") {
      report(Prose(swift: try Project.text(file)).faults(), file)
    }
  }

  private func report(_ faults: [Prose.Fault], _ file: String) {
    for fault in faults {
      Issue.record("\(file):\(fault.line): \"\(fault.found)\": write instead \(fault.instead)")
    }
  }

  @Test(
    "a habit is found in comments and literals, not in code or quotations",
    arguments: [
      ("// The octet is told.", ["octet", "is told"]),
      ("/// Of `columns`.", ["of"]),
      ("/// Reads it.\n/// Of `columns`.", []),
      ("/// `Of` it.", []),
      ("// Of `columns`.", []),
      ("let octets = 1 // bytes", []),
      ("// \"a sender MUST NOT send an octet\" (RFC 9110)", []),
      ("// \"a sender MUST NOT\n// send an octet\" and an octet", ["octet"]),
      ("// `octets` is a name", []),
      ("// This is\n// told to a client.", ["is told"]),
      ("// What it is. Told once.", []),
      ("// It is `x` told", []),
      ("// application/octet-stream", []),
      ("// There is no entry; it is no longer here; the two are no more than that; it is no slug", ["is no"]),
      ("f(\"X is no slug\")", ["is no"]),
      ("f(\"a \\(octets) b\")", []),
      ("// It lies there, stands, and is had anew.", ["lies", "stands", "is had", "anew"]),
      ("// Whoever mends it", ["whoever", "mends"]),
    ] as [(String, [String])])
  func swift(text: String, found: [String]) {
    #expect(Prose(swift: text).faults().map(\.found) == found)
  }

  @Test("a document's code is left out")
  func markdown() {
    let text = "One octet.\n\n```sh\nis told\n```\n\nIt `lies` and\nlies."
    #expect(Prose(markdown: text).faults().map { "\($0.line) \($0.found)" } == ["1 octet", "8 lies"])
  }
}
