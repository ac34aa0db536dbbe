import Directory
import Foundation
import Locking
import TestSupport
import Testing

@testable import App

@Suite("An export in version 1 of the document")
struct ExportVersionTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func settings(_ name: String) throws -> Settings {
    let flags = [
      SettingFlag("--test", "database.path", folder.file(name)),
      SettingFlag("--test", "data.loadShipped", "false"),
    ]
    return try ResolvedSettings(SettingsSources(flags: flags)).settings
  }

  private func add(_ text: String, to name: String, as file: String = "directory.json") throws {
    try folder.write(Array(text.utf8), to: file)
    _ = try MemberDirectory.importFile(
      try settings(name),
      MemberDirectory.ImportOptions(
        file: folder.file(file), format: nil, type: nil, isDryRun: false, author: "import"),
      output: LogOutput { _ in }, progress: LogOutput { _ in })
  }

  /// Returns an export, and the lines on what is left out.
  private func export(
    _ name: String, format: String = "json", type: String? = nil, version: Int? = 1
  ) throws -> (text: String, lines: [String]) {
    let report = Guarded("")
    try MemberDirectory.export(
      try settings(name),
      MemberDirectory.ExportOptions(
        file: folder.file("export"), format: format, type: type, version: version),
      report: LogOutput { bytes in report.withLock { $0 += String(decoding: bytes, as: UTF8.self) } })
    let lines = report.withLock { $0 }.split(separator: "\n").map(String.init)
    return (String(decoding: try folder.read("export"), as: UTF8.self), lines)
  }

  private static let document = """
    {"format":"member-directory","version":2,"organisation":{"name":"Choirs","region":"R","summary":"S",
    "copyrightYear":2026},"offices":[],"contacts":[],
    "memberKinds":[{"slug":"choir","name":"Choir","schemaType":"MusicGroup"},{"slug":"county","name":"County"}],
    "topicKinds":[{"slug":"genre","name":"Genre"},{"slug":"theme","name":"Theme","order":1}],"counties":[],
    "topics":[{"slug":"jazz","kind":"genre","name":"Jazz"},
      {"slug":"climate","kind":"theme","name":"Climate","summary":"About it."}],
    "members":[{"slug":"kaiku","kind":"choir","name":"Kaiku","shortName":"Kaiku","summary":"S","topics":[]},
      {"slug":"viken","kind":"county","name":"Viken","shortName":"Viken","summary":"S",
        "topics":["climate",{"slug":"jazz","relation":"local"}]}],
    "formerSlugs":[{"type":"member","slug":"old","successors":["kaiku"]},
      {"type":"topicKind","slug":"style","successors":["genre"]}]}
    """

  @Test("has the county around the area of a member")
  func county() throws {
    let document = Self.document
      .replacing(
        #""counties":[]"#,
        with: #""areas":[{"slug":"north","name":"North","kind":"district","parent":"mid"},"#
          + #"{"slug":"mid","name":"Mid","kind":"district","parent":"viken"}],"#
          + #""counties":[{"slug":"viken","name":"Viken"}]"#
      )
      .replacing(#""kind":"county","name":"Viken""#, with: #""kind":"county","area":"north","name":"Viken""#)
    try add(document, to: "d.sqlite")
    let (text, lines) = try export("d.sqlite")
    let members = try JSONParser.parse(Array(text.utf8))["members"]?.items ?? []
    #expect(members.map { $0["county"]?.string } == ["viken"])
    #expect(lines.contains("left out: the field area of members: viken"))
    #expect(lines.contains("left out: areas other than counties: mid, north"))
  }

  @Test("has only what that version has, and reports what is left out")
  func older() throws {
    try add(Self.document, to: "d.sqlite")
    let (text, lines) = try export("d.sqlite")
    let json = try JSONParser.parse(Array(text.utf8))
    #expect(json["version"] == .integer(1))
    #expect(
      json.names == [
        "format", "version", "organisation", "offices", "contacts", "counties", "topics", "members",
        "formerSlugs",
      ])
    let topics = json["topics"]?.items ?? []
    #expect(topics.map { $0["kind"]?.string } == ["theme", "theme"])
    #expect(topics.map { $0["summary"]?.string } == ["About it.", "Jazz"])
    #expect(json["members"]?.items.map { $0["slug"]?.string } == ["viken"])
    #expect(json["members"]?.items.first?["topics"]?.strings == ["climate", "jazz"])
    #expect(json["formerSlugs"]?.items.map(\.names) == [["type", "slug"]])
    #expect(
      lines == [
        "left out: member kinds: choir", "left out: topic kinds: genre",
        "left out: other kinds of topics than those of version 1, for which theme is written: jazz",
        "left out: the missing summary of topics, for which their name is written: jazz",
        "left out: members of other kinds than county, municipality, university: kaiku",
        "left out: the relation of members to topics that they don't work with: viken",
        "left out: former slugs of kinds: style",
      ])
  }

  @Test("of a directory with nothing new is the export of before, and is imported as the same directory")
  func same() throws {
    let shipped = try ProjectFiles.read("Data/oslo-region.json")
    try add(String(decoding: shipped, as: UTF8.self), to: "d.sqlite")
    #expect(try export("d.sqlite", version: nil).text == String(decoding: shipped, as: UTF8.self))
    let older = try export("d.sqlite")
    try add(older.text, to: "again.sqlite")
    #expect(try export("again.sqlite").text == older.text)
    #expect(try export("again.sqlite").lines == [])
  }

  @Test("is NDJSON too, without the lines of kinds, but no table")
  func lines() throws {
    try add(Self.document, to: "d.sqlite")
    let types = try export("d.sqlite", format: "ndjson").text.split(separator: "\n").map { line in
      try JSONParser.parse(Array(line.utf8))["type"]?.string
    }
    #expect(types == ["organisation", "topic", "topic", "member", "formerSlug"])
    #expect(throws: StartupError.self) { try export("d.sqlite", format: "csv", type: "member") }
    #expect(throws: StartupError.self) { try export("d.sqlite", version: 3) }
  }
}
