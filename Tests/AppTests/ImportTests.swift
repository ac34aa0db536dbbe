import Directory
import TestSupport
import Testing

@testable import App

@Suite("Imports")
struct ImportTests {
  let directory: RunningDirectory
  let admin: Staff

  init() throws {
    directory = try RunningDirectory()
    admin = try Staff(directory, role: "admin")
  }

  private func counts(_ answer: RawResponse) throws -> [Int] {
    let json = try answer.json
    return ["created", "updated", "unchanged"].compactMap {
      if case .integer(let number)? = json[$0] { number } else { nil }
    }
  }

  private func file(_ text: String, _ name: String, dryRun: Bool = false) throws -> String {
    try directory.folder.write(Array(text.utf8), to: name)
    return try MemberDirectory.importFile(
      try Staff.settings(of: directory),
      MemberDirectory.ImportOptions(
        file: directory.folder.file(name), format: nil, type: nil, isDryRun: dryRun, author: "import"),
      output: LogOutput { _ in }, progress: LogOutput { _ in })
  }

  @Test(
    "importing the CSV of a list changes nothing",
    arguments: ["members", "topics", "contacts", "offices"])
  func csvRoundTrip(list: String) throws {
    for parameters in ["", "?delimiter=semicolon&bom=true", "?delimiter=tab"] {
      let csv = try directory.get("/\(list).csv\(parameters)").text
      let answer = try admin.send("POST", "/import?dryRun=true", csv, type: "text/csv")
      #expect(answer.status == 200, "\(answer.text)")
      #expect(try counts(answer).prefix(2) == [0, 0], "\(answer.text)")
    }
  }

  @Test("a dry run lists what an import would change, and changes nothing")
  func dryRun() throws {
    let before = try admin.get("/members/oslo").content
    let csv = "slug,shortName,population\r\noslo,\"Oslo, the city\",700001\r\n"
    let answer = try admin.send("POST", "/import?dryRun=true", csv, type: "text/csv")
    #expect(try counts(answer) == [0, 1, 0])
    let json = try answer.json
    #expect(json["dryRun"] == .boolean(true) && json["import"] == nil && json["links"] == nil)
    let change = try #require(json["changes"]?.items.first)
    #expect(change["slug"]?.string == "oslo" && change["would"]?.string == "update")
    #expect(try admin.get("/members/oslo").content == before)
  }

  @Test("a row changes only the fields that have a column")
  func rows() throws {
    let before = try admin.get("/members/oslo").json
    let csv = "slug,shortName,population\r\noslo,\"Oslo, the city\",700001\r\n"
    let answer = try admin.send("POST", "/import", csv, type: "text/csv")
    #expect(try counts(answer) == [0, 1, 0])
    let after = try admin.get("/members/oslo").json
    #expect(after["shortName"]?.string == "Oslo, the city")
    #expect(after["population"]?["value"] == .integer(700_001))
    #expect(after["summary"] == before["summary"] && after["topics"] == before["topics"])
  }

  @Test("a record may refer to a record that comes later in the file")
  func forward() throws {
    let lines = """
      {"type":"member","slug":"m","kind":"county","name":"M","shortName":"M","summary":"M.","topics":["under"]}
      {"type":"topic","slug":"under","kind":"theme","name":"Under","summary":"U.","broader":"over"}
      {"type":"topic","slug":"over","kind":"theme","name":"Over","summary":"O."}
      """
    let answer = try admin.send("POST", "/import", lines, type: "application/x-ndjson")
    #expect(try counts(answer) == [3, 0, 0])
    #expect(try directory.get("/topics/under").json["broader"]?["slug"]?.string == "over")
    // The import is undone as a whole, and only once.
    let undo = try #require(try answer.json["links"]?["undo"]?.string)
    #expect(try admin.send("POST", undo).json["undone"] == .integer(3))
    #expect(try directory.get("/members/m").status == 410)
    #expect(try admin.send("POST", undo).status == 404)
  }

  @Test("an import or undo that is repeated with its key is done once and gets the first response")
  func attempts() throws {
    let row = #"{"type":"topic","slug":"over","kind":"theme","name":"Over","summary":"O."}"#
    func send(_ target: String, _ content: String, _ key: String) throws -> RawResponse {
      try admin.send("POST", target, content, type: "application/x-ndjson", "Idempotency-Key: \(key)")
    }
    let answer = try send("/import", row, "1")
    #expect(try counts(answer) == [1, 0, 0])
    #expect(try send("/import", row, "1").content == answer.content)
    #expect(try send("/import", row + "\n" + row, "1").status == 422)
    let undo = try #require(try answer.json["links"]?["undo"]?.string)
    let undone = try send(undo, "", "2")
    #expect(undone.status == 200)
    #expect(try send(undo, "", "2").content == undone.content)
    #expect(try send(undo, "", "").status == 400)
    #expect(try send("/import", row, "").status == 400)
  }

  @Test("the progress bar is drawn at each percent and removed for output, and only on a terminal")
  func bar() {
    let log = CapturedLog()
    let bar = ProgressBar(LogOutput { log.append($0) }, isTerminal: true)
    for done in 0...1000 { bar.show(done, of: 100_000) }
    bar.clear()
    bar.clear()
    bar.show(1_000, of: 100_000)
    bar.show(3, of: 0)
    let empty = String(repeating: ".", count: 40)
    let drawn = "\r[\(empty)] 0 %\r[\(empty)] 1 %\r\u{1b}[K\r[\(empty)] 1 %"
    #expect(log.lines == [drawn])
    let whole = CapturedLog()
    // The bar shows at most 100 %, even if a file grows while it is read.
    ProgressBar(LogOutput { whole.append($0) }, isTerminal: true).show(30, of: 20)
    #expect(whole.lines == ["\r[\(String(repeating: "#", count: 40))] 100 %"])
    let silent = CapturedLog()
    let none = ProgressBar(LogOutput { silent.append($0) }, isTerminal: false)
    none.show(1, of: 2)
    none.clear()
    #expect(silent.lines == [])
  }

  @Test("during an import, other writes are refused as busy, and reads are answered")
  func others() throws {
    let directory = try RunningDirectory(["database.busyTimeoutMilliseconds": "20"])
    let admin = try Staff(directory, role: "admin")
    let lines = (0..<4_000).map {
      #"{"type":"county","slug":"c-\#($0)","name":"County \#($0)","shortName":"C"}"#
    }.joined(separator: "\n")
    let importer = try directory.client()
    importer.send(admin.request("POST", "/import", lines, type: "application/x-ndjson"))
    let patch = #"{"summary":"Mine."}"#
    // Only the import can make a write fail, so a refused write shows that the import is running.
    var answer = try admin.send("PATCH", "/members/oslo", patch, "If-Match: *")
    while answer.status == 200, try directory.get("/counties/c-0").status == 404 {
      answer = try admin.send("PATCH", "/members/oslo", patch, "If-Match: *")
    }
    #expect(answer.status == 503 && answer.field("retry-after") == "1")
    #expect(try answer.json["code"]?.string == "busy")
    #expect(try directory.get("/members/oslo").status == 200)
    #expect(try importer.readResponse()?.status == 200)
    #expect(try admin.send("PATCH", "/members/oslo", patch, "If-Match: *").status == 200)
  }

  @Test("errors are reported with their lines, and nothing is written")
  func faults() throws {
    let lines = """
      {"type":"county","slug":"agder","name":"Agder County","shortName":"Agder"}
      {"type":"count","slug":"x"}

      {"type":"member","slug":"m","kind":"county","name":"M","shortName":"M","summary":"M.","topics":["none"]}
      nonsense
      """
    let answer = try admin.send("POST", "/import", lines, type: "application/x-ndjson")
    #expect(answer.status == 422)
    let found = try answer.json["errors"]?.items.map { [$0["line"], $0["code"]] }
    #expect(
      found == [
        [.integer(2), .string("unknown-value")], [.integer(4), .string("unknown-reference")],
        [.integer(5), .string("malformed")],
      ])
    #expect(try directory.get("/counties/agder").status == 404)
  }

  @Test(
    "a malformed document is refused with its line",
    arguments: [
      "", "[]", "{", #"{"members":{}}"#, #"{"members":[{"slug":1}]}"#, "{\"members\":[\n\n{]}", #"{"x":1}"#,
      #"{"format":"other"}"#, #"{"version":3}"#, #"{"members":[]} x"#, #"{"members" []}"#, #"{"topics":[1"#,
    ])
  func noDocument(text: String) throws {
    let answer = try admin.send("POST", "/import", text)
    #expect(answer.status == 422)
    #expect(try answer.json["errors"]?.items.isEmpty == false)
  }

  @Test(
    "malformed rows are refused with their line",
    arguments: [
      ("slug,nmae,population\n", "unknown-field"), ("name\nx\n", "unknown-value"),
      ("slug,population\noslo\n", "malformed"), ("slug,population\noslo,many\n", "wrong-type"),
      ("slug,slug,population\n", "malformed"),
    ])
  func noRows(text: String, code: String) throws {
    let answer = try admin.send("POST", "/import", text, type: "text/csv")
    #expect(answer.status == 422)
    #expect(try answer.json["errors"]?.items.first?["code"]?.string == code)
  }

  @Test("a later import of the same field has to be undone first, and then both are undone")
  func changedSince() throws {
    let original = try admin.get("/members/oslo").content
    let first = try admin.send("POST", "/import", "slug,joined\noslo,2020-01-01\n", type: "text/csv")
    let before = try admin.get("/members/oslo").content
    let second = try admin.send("POST", "/import", "slug,joined\noslo,2020-02-02\n", type: "text/csv")
    let undo = try [first, second].map { try #require(try $0.json["links"]?["undo"]?.string) }
    let refused = try admin.send("POST", undo[0])
    #expect(refused.status == 409)
    #expect(try refused.json["records"]?.items == [.string("/members/oslo")])
    let change = try #require(try refused.json["laterChanges"]?.items.first)
    #expect(change["fields"]?.items == [.string("joined")] && change["import"] == .integer(2))
    #expect(change["author"]?.string == "Kari" && change["at"]?.string != nil)
    let detail = try #require(try refused.json["detail"]?.string)
    #expect(detail.hasSuffix("member oslo (joined, by Kari in import 2); undo import 2 first."), "\(detail)")
    let error = #expect(throws: StartupError.self) {
      try MemberDirectory.undoImport(try Staff.settings(of: directory), id: 1, author: "import")
    }
    #expect(error?.description.contains("undo import 2 first") == true)
    #expect(try admin.send("POST", undo[1] + "?dryRun=true").status == 200)
    #expect(try admin.send("POST", undo[1]).status == 200)
    #expect(try admin.get("/members/oslo").content == before)
    #expect(try admin.send("POST", undo[0]).json["undone"] == .integer(1))
    #expect(try admin.get("/members/oslo").content == original)
    #expect(try Staff(directory).send("POST", "/import", "{}").status == 403)
  }

  @Test(
    "type, map and ignore are refused for content that isn't a table",
    arguments: ["map=Navn%3Dname", "ignore=Merknad", "type=member"])
  func columnsOfOthers(choice: String) throws {
    let name = String(choice.prefix { $0 != "=" })
    for type in ["application/json", "application/x-ndjson"] {
      let answer = try admin.send("POST", "/import?dryRun=true&\(choice)", "{}", type: type)
      #expect(answer.status == 400)
      #expect(try answer.json["code"]?.string == "parameter-for-tables")
      #expect(try answer.json["parameter"]?.string == name)
      #expect(try answer.json["corrected"]?.string == "/import?dryRun=true")
    }
    let table = name == "ignore" ? "slug,joined,Merknad\noslo,2020-01-01,x\n" : "slug,Navn\noslo,Oslo\n"
    let choices = name == "type" ? "\(choice)&map=Navn%3Dname" : "type=member&\(choice)"
    #expect(try admin.send("POST", "/import?\(choices)", table, type: "text/csv").status == 200)
    for file in ["records.json", "records.ndjson"] {
      try directory.folder.write(Array("{}".utf8), to: file)
      var options = MemberDirectory.ImportOptions(
        file: directory.folder.file(file), format: nil, type: nil, isDryRun: true, author: "import")
      switch name {
      case "map": options.mapped = ["Navn=name"]
      case "ignore": options.ignored = ["Merknad"]
      default: options.type = "member"
      }
      let error = #expect(throws: StartupError.self) {
        try MemberDirectory.importFile(try Staff.settings(of: directory), options)
      }
      let what = name == "type" ? "the type of the rows" : "about the columns"
      #expect(error?.description.contains("--\(name) is \(what) of a table") == true)
    }
  }

  @Test("former slugs are counted, listed by a dry run, and taken back with the import")
  func formerSlugs() throws {
    let document = """
      {"formerSlugs":[{"type":"member","slug":"old-town","name":"Old Town","successors":["oslo"]}]}
      """
    let preview = try admin.send("POST", "/import?dryRun=true", document)
    #expect(try preview.json["changes"]?.items.first?["formerSlug"] == .boolean(true))
    #expect(try preview.json["changes"]?.items.first?["slug"]?.string == "old-town")
    let sent = try admin.send("POST", "/import", document)
    #expect(try counts(sent) == [1, 0, 0])
    #expect(try directory.get("/members/old-town").status == 301)
    #expect(try counts(admin.send("POST", "/import", document)) == [0, 0, 1])
    let undo = try #require(try sent.json["links"]?["undo"]?.string)
    #expect(try admin.send("POST", undo).json["undone"] == .integer(1))
    #expect(try directory.get("/members/old-town").status == 404)
    let member = Sample.member.replacing("\"horten\"", with: "\"old-town\"")
    #expect(try admin.send("POST", "/members", member).status == 201)
  }

  @Test("an editor may not undo an import")
  func undoRole() throws {
    let sent = try admin.send("POST", "/import", "slug,joined\noslo,2020-01-01\n", type: "text/csv")
    let undo = try #require(try sent.json["links"]?["undo"]?.string)
    let answer = try Staff(directory).send("POST", undo)
    #expect(answer.status == 403)
    #expect(try answer.json["code"]?.string == "role-required")
    #expect(try directory.get("/members/oslo").json["joined"]?.string == "2020-01-01")
  }

  @Test("the database's file contains nothing about a contact that was erased")
  func erase() throws {
    let item = "/contacts/kari-nordmann"
    let contact = Sample.contact.replacing("Kari Nordmann", with: "Quendolyn Zarathustra")
    _ = try admin.send("POST", "/contacts", contact, "Idempotency-Key: 1")
    _ = try admin.send("PATCH", item, #"{"role":"Xylographer"}"#, try admin.ifMatch(item))
    #expect(try directory.get("/search?q=quendolyn").text.contains(item))
    let settings = try Staff.settings(of: directory)
    #expect(try MemberDirectory.eraseContact(settings, id: "kari-nordmann").count == 1)
    let path = directory.folder.file("directory.sqlite")
    let log = (try? directory.folder.read("directory.sqlite-wal")) ?? []
    let bytes = try directory.folder.read("directory.sqlite") + log
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    for word in ["quendolyn", "zarathustra", "xylographer", "kari.nordmann"] {
      #expect(!text.contains(word), "\(word) is still in \(path)")
    }
    #expect(throws: StartupError.self) { try MemberDirectory.eraseContact(settings, id: "nobody") }
  }
}
