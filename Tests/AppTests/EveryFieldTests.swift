import Directory
import DirectorySQLite
import TestSupport
import Testing

@testable import App

@Suite("Every field of every type of record")
struct EveryFieldTests {
  let directory: RunningDirectory
  let admin: Staff

  init() throws {
    directory = try RunningDirectory(["data.loadShipped": "false"])
    admin = try Staff(directory, role: "admin")
    let records = [FilledRecords.pair(.organisation).first] + FilledRecords.referred
    let lines = records.map { Self.line($0.key.type, RecordFields($0).json) }.joined()
    #expect(try admin.send("POST", "/import", lines, type: "application/x-ndjson").status == 200)
  }

  @Test("has two different values in the records of these tests", arguments: RecordType.allCases)
  func filled(type: RecordType) {
    let (first, second) = FilledRecords.pair(type)
    #expect(RecordFields(first).empty == [])
    #expect(RecordFields(FilledRecords.former).empty == [])
    let (one, two) = (RecordFields(first).json, RecordFields(second).json)
    // A flag that isn't set is left out.
    #expect(Set(two.names).isSubset(of: one.names))
    #expect(one.names.filter { one[$0] == two[$0] } == [type.slugField].compactMap(\.self))
  }

  @Test("is imported, and is in the record, in lists and in tables", arguments: RecordType.allCases)
  func read(type: RecordType) throws {
    let record = FilledRecords.pair(type).first
    try importRecord(record)
    let fields = RecordFields(record).json
    #expect(try stored(record.key) == fields.sorted)
    let item = Self.path(record.key)
    #expect(try admin.get(item).json.losses(of: fields) == [])
    guard let list = Self.list(type) else { return }
    let slug = try #require(type.slugField)
    let items = try admin.get(list).json["items"]?.items ?? []
    let found = try #require(items.first { $0[slug]?.string == record.key.slug })
    #expect(found.losses(of: fields) == [])
    // The list of counties has one format.
    guard type != .county else { return }
    let (path, query) = (list.prefix { $0 != "?" }, list.drop { $0 != "?" })
    for suffix in ["csv", "ndjson"] {
      let text = try admin.get("\(path).\(suffix)\(query)").text
      for leaf in fields.leaves {
        #expect(text.contains(Self.text(leaf, isEscaped: suffix == "ndjson")), "\(leaf) in \(suffix)")
      }
    }
  }

  @Test("can be corrected without changing another field", arguments: RecordType.allCases)
  func patch(type: RecordType) throws {
    let (first, second) = FilledRecords.pair(type)
    try importRecord(first)
    let item = Self.path(first.key)
    let (fields, others) = (RecordFields(first).json, RecordFields(second).json)
    var expected = fields
    for name in fields.names where name != type.slugField {
      expected = expected.replacing(name, with: others[name])
      let patch = JSONValue.object([JSONMember(name: name, value: others[name] ?? .null)])
      let answer = try admin.send(
        "PATCH", item, String(decoding: patch.compact(), as: UTF8.self), try admin.ifMatch(item))
      #expect(answer.status == 200, "\(name): \(answer.text)")
      #expect(try answer.json.losses(of: expected) == [], "after a correction of \(name)")
      #expect(try stored(first.key) == expected.sorted, "after a correction of \(name)")
    }
    #expect(expected.sorted == others.sorted)
  }

  @Test("is in the revisions, and gets its old value when one is restored", arguments: RecordType.allCases)
  func restore(type: RecordType) throws {
    let (first, second) = FilledRecords.pair(type)
    try importRecord(first)
    let item = Self.path(first.key)
    let (fields, others) = (RecordFields(first).json, RecordFields(second).json)
    let content = String(decoding: others.compact(), as: UTF8.self)
    #expect(try admin.send("PUT", item, content, try admin.ifMatch(item)).status == 200)
    #expect(try stored(first.key) == others.sorted)
    let revisions = try admin.get(item + "/revisions").json["items"]?.items ?? []
    let changed = Set(revisions[0]["changes"]?.items.compactMap { Self.field($0["pointer"]) } ?? [])
    #expect(changed == Set(fields.names).subtracting([type.slugField].compactMap(\.self)))
    let restore = try #require(revisions[1]["links"]?["restore"]?.string)
    #expect(try admin.send("POST", restore, "", try admin.ifMatch(item)).status == 200)
    #expect(try stored(first.key) == fields.sorted)
  }

  @Test(
    "keeps its value when the record becomes a draft and is published again",
    arguments: RecordType.allCases.filter { $0 != .organisation })
  func draft(type: RecordType) throws {
    let record = FilledRecords.pair(type).first
    try importRecord(record)
    let item = Self.path(record.key)
    let fields = RecordFields(record).json
    let draft = try admin.send("PATCH", item, #"{"status":"draft"}"#, try admin.ifMatch(item))
    #expect(try draft.json.losses(of: fields) == [])
    _ = try admin.send("PATCH", item, #"{"status":"published"}"#, try admin.ifMatch(item))
    #expect(try stored(record.key) == fields.sorted)
  }

  @Test(
    "is in an export of each format, and in a directory into which the export is imported",
    arguments: RecordType.allCases)
  func export(type: RecordType) throws {
    let record = FilledRecords.pair(type).first
    try importRecord(record)
    let fields = RecordFields(record).json.sorted
    let document = try exported("json")
    let loaded = directory.folder.file("loaded.sqlite")
    try SQLiteDirectoryStore(path: loaded).load(DocumentJSON.decode(document))
    #expect(try stored(record.key, in: loaded) == fields)
    for format in TransferFormat.allCases {
      let copy = directory.folder.file("copy-\(format).sqlite")
      // A table has records of one type. Those that they refer to must be imported before.
      let types: [RecordType?] =
        format == .csv
        ? [
          .organisation, .memberKind, .topicKind, .area, .field, .county, .topic, .member, .office, .contact,
        ]
        : [nil]
      for type in types {
        try imported(try exported(format.rawValue, type), format.rawValue, type, into: copy)
      }
      #expect(try stored(record.key, in: copy) == fields, "\(format)")
    }
  }

  @Test("of a former slug is in the exports that contain former slugs, and in the snapshot")
  func former() throws {
    try importRecord(FilledRecords.pair(.member).first)
    let fields = RecordFields(FilledRecords.former).json
    guard case .object(var members) = fields else { return }
    for index in members.indices where members[index].name == "type" { members[index].name = "of" }
    let line = Self.line("formerSlug", .object(members))
    #expect(try admin.send("POST", "/import", line, type: "application/x-ndjson").status == 200)
    let snapshot = try admin.get("/snapshot").json["formerSlugs"]?.items ?? []
    #expect(snapshot.map(\.sorted).contains(fields.sorted))
    let document = try JSONParser.parse(try exported("json"))
    #expect(document["formerSlugs"]?.items.map(\.sorted).contains(fields.sorted) == true)
    for format in ["json", "ndjson"] {
      let copy = directory.folder.file("copy-\(format).sqlite")
      try imported(try exported(format), format, nil, into: copy)
      let formers = try SQLiteDirectoryStore(path: copy).makeReader().formerSlugs()
      #expect(formers.contains(FilledRecords.former))
    }
  }
}

extension EveryFieldTests {
  private static func line(_ type: RecordType, _ fields: JSONValue) -> String {
    line(type.rawValue, fields)
  }

  private static func line(_ type: String, _ fields: JSONValue) -> String {
    guard case .object(let members) = fields else { return "" }
    let line = JSONValue.object([JSONMember(name: "type", value: .string(type))] + members)
    return String(decoding: line.compact(), as: UTF8.self) + "\n"
  }

  private static func path(_ key: RecordKey) -> String {
    switch key.type {
    case .organisation: "/organisation"
    case .office: "/offices/\(key.slug)"
    case .contact: "/contacts/\(key.slug)"
    case .memberKind: "/member-kinds/\(key.slug)"
    case .topicKind: "/topic-kinds/\(key.slug)"
    case .area: "/areas/\(key.slug)"
    case .field: "/fields/\(key.slug)"
    case .county: "/counties/\(key.slug)"
    case .topic: "/topics/\(key.slug)"
    case .member: "/members/\(key.slug)"
    }
  }

  /// Returns a list that contains the filled record. The filled member has left, so its list is of an earlier
  /// day.
  private static func list(_ type: RecordType) -> String? {
    switch type {
    case .organisation: nil
    case .office: "/offices"
    case .contact: "/contacts"
    case .memberKind: "/member-kinds"
    case .topicKind: "/topic-kinds"
    case .area: "/areas"
    case .field: "/fields"
    case .county: "/counties"
    case .topic: "/topics"
    case .member: "/members?at=2010-10-10"
    }
  }

  private static func text(_ leaf: JSONValue, isEscaped: Bool) -> String {
    let json = String(decoding: leaf.compact(), as: UTF8.self)
    guard let text = leaf.string else { return json }
    return isEscaped ? String(json.dropFirst().dropLast()) : text
  }

  /// Returns the name of the field that a JSON Pointer points into.
  private static func field(_ pointer: JSONValue?) -> String? {
    pointer?.string?.split(separator: "/").first.map(String.init)
  }

  private func importRecord(_ record: DirectoryRecord) throws {
    let line = Self.line(record.key.type, RecordFields(record).json)
    let answer = try admin.send("POST", "/import", line, type: "application/x-ndjson")
    #expect(answer.status == 200, "\(answer.text)")
  }

  private static func settings(_ path: String) throws -> Settings {
    let flags = [
      SettingFlag("--test", "database.path", path), SettingFlag("--test", "data.loadShipped", "false"),
    ]
    return try ResolvedSettings(SettingsSources(flags: flags)).settings
  }

  private var path: String { directory.folder.file("directory.sqlite") }

  private func exported(_ format: String, _ type: RecordType? = nil, from path: String? = nil) throws
    -> [UInt8]
  {
    let options = MemberDirectory.ExportOptions(
      file: directory.folder.file("export"), format: format, type: type?.rawValue)
    try MemberDirectory.export(try Self.settings(path ?? self.path), options)
    return try directory.folder.read("export")
  }

  private func imported(_ bytes: [UInt8], _ format: String, _ type: RecordType?, into path: String) throws {
    try directory.folder.write(bytes, to: "import")
    let options = MemberDirectory.ImportOptions(
      file: directory.folder.file("import"), format: format, type: type?.rawValue, isDryRun: false,
      author: "import")
    _ = try MemberDirectory.importFile(
      try Self.settings(path), options, output: LogOutput { _ in }, progress: LogOutput { _ in })
  }

  /// Returns the record from an export of its type.
  private func stored(_ key: RecordKey, in path: String? = nil) throws -> JSONValue? {
    let lines = try exported("ndjson", key.type, from: path).split(separator: UInt8(ascii: "\n"))
    let records = try lines.map { try JSONParser.parse(Array($0)) }
    let record = records.first { record in
      key.type.slugField.map { record[$0]?.string == key.slug } ?? true
    }
    guard case .object(let members)? = record else { return nil }
    return JSONValue.object(members.filter { $0.name != "type" }).sorted
  }
}
