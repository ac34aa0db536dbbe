import Directory
import DirectorySQLite
import TestSupport
import Testing

@testable import App

@Suite("Exporting and importing")
struct ExportTests {
  static let formats: [(TransferFormat, RecordType?)] =
    [(.json, nil), (.ndjson, nil)] + RecordType.allCases.map { (.ndjson, $0) }
    + RecordType.allCases.map { (.csv, $0) }

  let folder: TemporaryFolder
  let settings: Settings

  init() throws {
    folder = try TemporaryFolder()
    let path = folder.file("d.sqlite")
    settings = try ResolvedSettings(
      SettingsSources(flags: [SettingFlag("--test", "database.path", path)])
    ).settings
    try SQLiteDirectoryStore(path: path).load(try Self.document())
  }

  /// Returns the shipped directory with additional records whose texts need escaping in some format.
  private static func document() throws -> DirectoryDocument {
    var document = try DocumentJSON.decode(try ProjectFiles.read("Data/oslo-region.json"))
    document.formerSlugs.append(
      FormerSlug.make(
        type: .county, slug: "0", name: "A", until: "2020-01-01", successors: ["viken", "innlandet"]))
    document.contacts.append(
      DirectoryDocument.Contact.make(
        id: "a", name: "=1+1", role: "'+47", email: "a+b@example.org", telephone: nil, emailProtected: true,
        office: document.offices.first?.id))
    let areas = ["a; b", "[1]", "\"q\", 'c'", "-", "c: d", "\\"]
    for (index, area) in areas.enumerated() {
      document.members.append(
        DirectoryDocument.Member.make(
          slug: "hard-\(index)", kind: "county", name: area, shortName: "''@ \(area)", summary: "'=\(area)",
          population: Population(value: index, approximate: false), focusAreas: [area, "plain"],
          facts: [Fact(label: area, text: "plain: \(area)"), Fact(label: "x", text: area)]))
    }
    document.members.append(
      DirectoryDocument.Member.make(
        slug: "alone", kind: "county", name: "N", shortName: "N", summary: "S.", focusAreas: ["[\"x\"]"]))
    return document
  }

  private func export(_ format: TransferFormat, _ type: RecordType?, _ settings: Settings) throws -> [UInt8] {
    let options = MemberDirectory.ExportOptions(
      file: folder.file("export"), format: format.rawValue, type: type?.rawValue)
    try MemberDirectory.export(settings, options)
    return try folder.read("export")
  }

  private func imported(_ bytes: [UInt8], _ format: TransferFormat, _ type: RecordType?, _ settings: Settings)
    throws -> String
  {
    try folder.write(bytes, to: "import")
    return try MemberDirectory.importFile(
      settings,
      MemberDirectory.ImportOptions(
        file: folder.file("import"), format: format.rawValue, type: format == .csv ? type?.rawValue : nil,
        isDryRun: false, author: "import"), output: LogOutput { _ in }, progress: LogOutput { _ in })
  }

  @Test(
    "importing an export changes nothing, and the next export has the same bytes",
    arguments: formats)
  func roundTrip(format: TransferFormat, type: RecordType?) throws {
    let before = try export(format, type, settings)
    let report = try imported(before, format, type, settings)
    #expect(report.hasPrefix("0 new, 0 changed") && !report.contains("import"))
    #expect(try export(format, type, settings) == before)
  }

  @Test(
    "a new directory into which an export is imported exports the same bytes",
    arguments: TransferFormat.allCases)
  func copied(format: TransferFormat) throws {
    var flags = [SettingFlag("--test", "database.path", folder.file("copy.sqlite"))]
    flags.append(SettingFlag("--test", "data.loadShipped", "false"))
    let copy = try ResolvedSettings(SettingsSources(flags: flags)).settings
    // The types are in an order in which every record is imported after those that it refers to.
    for type in format == .csv ? RecordType.allCases.map({ $0 }) : [nil] {
      _ = try imported(try export(format, type, settings), format, type, copy)
    }
    for (format, type) in Self.formats where format == .csv {
      #expect(try export(format, type, copy) == export(format, type, settings))
    }
    if format != .csv { #expect(try export(.json, nil, copy) == export(.json, nil, settings)) }
  }

  @Test("the table of a type without records has its columns")
  func noRecord() throws {
    let path = folder.file("few.sqlite")
    let few = try ResolvedSettings(
      SettingsSources(flags: [SettingFlag("--test", "database.path", path)])
    ).settings
    let organisation = try Self.document().organisation
    try SQLiteDirectoryStore(path: path).load(DirectoryDocument.make(organisation: organisation))
    #expect(
      try export(.csv, .county, few)
        == Array("slug,name,shortName,code,parent,order,name@nb,shortName@nb\r\n".utf8))
    let text = try export(.json, nil, few)
    let document = DirectoryDocument.make(
      organisation: organisation, memberKinds: Kind.firstOfMembers, topicKinds: Kind.firstOfTopics)
    #expect(text == DocumentJSON.encode(document))
  }

  @Test("an export doesn't contain drafts")
  func draft() throws {
    let line = #"{"type":"county","slug":"new","name":"New County","shortName":"New","status":"draft"}"#
    _ = try imported(Array(line.utf8), .ndjson, nil, settings)
    for (format, type) in Self.formats {
      #expect(!String(decoding: try export(format, type, settings), as: UTF8.self).contains("New County"))
    }
  }
}
