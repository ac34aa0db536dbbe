import Directory
import TestSupport
import Testing

@testable import App

@Suite("Fields that a directory defines for its members")
struct FieldTests {
  let directory: RunningDirectory
  let admin: Staff
  private let item = "/members/asker"

  init() throws {
    directory = try RunningDirectory()
    admin = try Staff(directory, role: "admin")
    for content in [Self.voices, Self.founded, Self.note] {
      let answer = try admin.send("POST", "/fields", content)
      #expect(answer.status == 201, "\(answer.text)")
    }
  }

  private static let voices = #"""
    {"name":"voices","label":{"en":"Voices","nb":"Stemmer"},"valueType":"choices","order":1,
    "choices":[{"value":"SATB","label":"Mixed voices, four"},"SSAA","TTBB"],"filterable":true,"facetable":true}
    """#
  private static let founded =
    #"{"name":"founded","valueType":"day","help":"The day of the first rehearsal.","filterable":true}"#
  private static let note = #"{"name":"note","label":"Inner note","valueType":"text","visibility":"staff"}"#

  private func patch(_ content: String, at path: String? = nil) throws -> RawResponse {
    try admin.send("PATCH", path ?? item, content, try admin.ifMatch(path ?? item))
  }

  private static func faults(_ answer: RawResponse) throws -> [String] {
    let errors = try answer.json["errors"]?.items ?? []
    return errors.map { error in
      [error["pointer"], error["code"], error["message"]].map { $0?.string ?? "" }.joined(separator: " ")
    }
  }

  @Test("are records with revisions, which only an admin writes")
  func records() throws {
    let field = try directory.get("/fields/voices").json
    #expect(field["label"]?["nb"]?.string == "Stemmer")
    #expect(field["choices"]?.items.map { $0["value"]?.string } == ["SATB", "SSAA", "TTBB"])
    let names = try directory.get("/fields").json["items"]?.items.compactMap { $0["name"]?.string }
    #expect(names == ["voices", "founded"])
    #expect(try directory.get("/fields/founded").json["label"]?.string == "Founded")
    let all = try admin.get("/fields?sort=-name").json["items"]?.items.compactMap { $0["name"]?.string }
    #expect(all == ["voices", "note", "founded"])

    let editor = try Staff(directory, role: "editor", name: "Ola")
    #expect(try editor.send("POST", "/fields", #"{"name":"more","valueType":"text"}"#).status == 403)
    #expect(try directory.ask("POST", "/fields", ["Content-Length: 0"]).status == 401)
    #expect(try admin.send("PATCH", "/fields/founded", #"{"order":3}"#).status == 428)
    #expect(try patch(#"{"label":"Founding"}"#, at: "/fields/founded").status == 200)
    let revisions = try admin.get("/fields/founded/revisions").json["items"]?.items ?? []
    #expect(revisions.count == 2)
    let restore = try #require(revisions[1]["links"]?["restore"]?.string)
    #expect(try admin.send("POST", restore, "", try admin.ifMatch("/fields/founded")).status == 200)
    #expect(try directory.get("/fields/founded").json["label"]?.string == "Founded")
  }

  @Test("have values in the members, which a merge patch adds and removes one by one")
  func values() throws {
    let answer = try patch(
      #"{"custom":{"voices":["SATB","TTBB"],"founded":"1921-02-28","note":"Call first"}}"#)
    #expect(answer.status == 200, "\(answer.text)")
    let custom = try admin.get(item).json["custom"]
    #expect(custom?.names == ["founded", "note", "voices"])
    #expect(custom?["voices"]?.items.compactMap(\.string) == ["SATB", "TTBB"])
    #expect(try patch(#"{"custom":{"founded":null}}"#).status == 200)
    #expect(try admin.get(item).json["custom"]?.names == ["note", "voices"])
    #expect(try directory.get(item).json["custom"]?.names == ["voices"])
    #expect(try patch(#"{"custom":null}"#).status == 200)
    #expect(try admin.get(item).json["custom"] == nil)
    let changes = try admin.get(item + "/revisions").json["items"]?.items.first?["changes"]?.items
    #expect(changes?.compactMap { $0["pointer"]?.string } == ["/custom"])
  }

  @Test(
    "refuse values of another kind, and say what would be right",
    arguments: [
      (#"{"voices":"SATB"}"#, "/custom/voices wrong-type this is a string; write an array of choices"),
      (
        #"{"voices":["SATT"]}"#,
        #"/custom/voices/0 unknown-value custom.voices has no choice "SATT"; did you mean SATB?"#
      ),
      (#"{"voices":["mixed voices, four"]}"#, "did you mean SATB?"),
      (
        #"{"voices":["SSAA","SSAA"]}"#,
        #"/custom/voices/1 duplicate "SSAA" is already at /custom/voices/0"#
      ),
      (#"{"founded":"2021-02-29"}"#, #"/custom/founded invalid-date "2021-02-29" isn't a date"#),
      (#"{"founded":1921}"#, "/custom/founded wrong-type this is an integer; write a day"),
      (#"{"note":" x"}"#, "/custom/note surrounding-space"),
      (#"{"note":true}"#, "/custom/note wrong-type this is a boolean; write a text"),
      (#"{"note":{"a":1}}"#, "/custom/note wrong-type this is an object"),
      (#"{"fonded":"1921-01-01"}"#, "/custom/fonded unknown-reference"),
      (#"{"__proto__":"x"}"#, "/custom/__proto__ unknown-reference"),
    ])
  func refused(custom: String, fault: String) throws {
    let answer = try patch(#"{"custom":\#(custom)}"#)
    #expect(answer.status == 422)
    let errors = try answer.json["errors"]?.items ?? []
    let text = errors.map { error in
      [error["pointer"], error["code"], error["message"]].map { $0?.string ?? "" }.joined(separator: " ")
        + "; " + (error["hint"]?.string ?? "")
    }
    #expect(text.contains { $0.contains(fault) }, "\(text) \(answer.text)")
  }

  @Test(
    "take numbers, addresses and flags of which nothing is lost",
    arguments: [
      ("number", "12.5", true), ("number", "-0.000001", true), ("number", "1000000000000", true),
      ("number", "2.0", true), ("number", "1e3", true), ("number", "1000000000001", false),
      ("number", "0.0000001", false), ("number", "1e300", false), ("number", #""12""#, false),
      ("url", #""https://example.org/a""#, true), ("url", #""javascript:alert(1)""#, false),
      ("yes-no", "true", true), ("yes-no", "1", false), ("long-text", #""One.\n\nTwo.""#, true),
      ("text", #""One.\nTwo.""#, false),
    ])
  func types(type: String, value: String, isRight: Bool) throws {
    #expect(try admin.send("POST", "/fields", #"{"name":"some","valueType":"\#(type)"}"#).status == 201)
    let answer = try patch(#"{"custom":{"some":\#(value)}}"#)
    #expect(answer.status == (isRight ? 200 : 422), "\(answer.text)")
    guard isRight else { return }
    let written = try JSONParser.parse(Array(value.utf8))
    #expect(try directory.get(item).json["custom"]?["some"] == written.asWhole)
  }

  @Test("refuse a number that no computer has")
  func infinite() throws {
    #expect(try admin.send("POST", "/fields", #"{"name":"some","valueType":"number"}"#).status == 201)
    #expect(try patch(#"{"custom":{"some":1e400}}"#).status == 400)
  }

  @Test(
    "have names, labels and choices in a form that programs can use",
    arguments: [
      (#"{"name":"__proto__","valueType":"text"}"#, "/name invalid-slug"),
      (#"{"name":"constructor","valueType":"text"}"#, "/name invalid-slug"),
      (#"{"name":"a.b","valueType":"text"}"#, "/name invalid-slug"),
      (#"{"name":"a","valueType":"txt"}"#, "/valueType unknown-value"),
      (#"{"name":"a"}"#, "/valueType missing"),
      (#"{"name":"a","valueType":"text","label":{"english":"A"}}"#, "/label/english unknown-field"),
      (#"{"name":"a","valueType":"text","label":{}}"#, "/label empty"),
      (#"{"name":"a","valueType":"text","label":{"en":1}}"#, "/label/en wrong-type"),
      (#"{"name":"a","valueType":"text","label":7}"#, "/label wrong-type"),
      (#"{"name":"a","valueType":"choice"}"#, "/choices missing"),
      (#"{"name":"a","valueType":"choice","choices":["a,b"]}"#, "/choices/0/value invalid-slug"),
      (#"{"name":"a","valueType":"choice","choices":["a","a"]}"#, "/choices/1/value duplicate"),
      (#"{"name":"a","valueType":"text","choices":["a"]}"#, "/choices unknown-field"),
      (#"{"name":"a","valueType":"text","filterable":true}"#, "/filterable unknown-value"),
      (#"{"name":"a","valueType":"number","facetable":true}"#, "/facetable unknown-value"),
      (#"{"name":"a","valueType":"text","visibility":"secret"}"#, "/visibility unknown-value"),
    ])
  func definitions(content: String, fault: String) throws {
    let answer = try admin.send("POST", "/fields", content)
    #expect(answer.status == 422)
    #expect(try Self.faults(answer).contains { $0.hasPrefix(fault) }, "\(answer.text)")
  }

  @Test("keep the type, the choices and the name that members use")
  func used() throws {
    #expect(try patch(#"{"custom":{"voices":["SATB"],"note":"x"}}"#).status == 200)
    let deleted = try admin.send("DELETE", "/fields/voices", "", try admin.ifMatch("/fields/voices"))
    #expect(deleted.status == 409)
    #expect(try deleted.json["total"] == .integer(1))
    #expect(deleted.text.contains("/members/asker"))
    let type = try patch(
      #"{"valueType":"text","choices":null,"filterable":false,"facetable":false}"#, at: "/fields/voices")
    #expect(
      try Self.faults(type).first?.hasPrefix("/valueType in-use 1 member has a value of custom.voices")
        == true)
    let choices = try patch(#"{"choices":["SSAA"]}"#, at: "/fields/voices")
    #expect(try Self.faults(choices) == ["/choices in-use 1 member has the choice SATB of custom.voices"])
    #expect(try patch(#"{"choices":["SATB"]}"#, at: "/fields/voices").status == 200)
    #expect(try patch(#"{"name":"sounds"}"#, at: "/fields/voices").status == 422)
    #expect(try patch(#"{"valueType":"long-text"}"#, at: "/fields/note").status == 200)
    #expect(try patch(#"{"custom":{"note":"One.\n\nTwo."}}"#).status == 200)
    #expect(try patch(#"{"valueType":"text"}"#, at: "/fields/note").status == 422)
    #expect(try patch(#"{"status":"draft"}"#, at: "/fields/note").status == 409)
    #expect(try patch(#"{"custom":null}"#).status == 200)
    #expect(try patch(#"{"valueType":"number"}"#, at: "/fields/note").status == 200)
    #expect(try admin.send("DELETE", "/fields/note", "", try admin.ifMatch("/fields/note")).status == 204)
    #expect(try directory.get("/fields/note").status == 404)
    #expect(try admin.send("DELETE", "/fields/voices", "", try admin.ifMatch("/fields/voices")).status == 204)
    #expect(try directory.get("/fields/voices").status == 410)
  }

  @Test("let nothing be restored of which the field is gone")
  func restore() throws {
    #expect(try patch(#"{"custom":{"note":"x"}}"#).status == 200)
    #expect(try patch(#"{"custom":null}"#).status == 200)
    #expect(try admin.send("DELETE", "/fields/note", "", try admin.ifMatch("/fields/note")).status == 204)
    let revisions = try admin.get(item + "/revisions").json["items"]?.items ?? []
    let restore = try #require(revisions[1]["links"]?["restore"]?.string)
    let answer = try admin.send("POST", restore, "", try admin.ifMatch(item))
    #expect(answer.status == 422)
    #expect(
      try Self.faults(answer).first?.hasPrefix("/custom/note unknown-reference") == true, "\(answer.text)")
  }

  @Test("and their values are undone with an import, each for itself")
  func undo() throws {
    #expect(try patch(#"{"custom":{"voices":["SATB"],"founded":"1921-01-01"}}"#).status == 200)
    #expect(try admin.send("POST", "/fields", #"{"name":"fee","valueType":"number"}"#).status == 201)
    let rows = "slug,custom.voices,fee\nasker,TTBB,12.5\n"
    let answer = try admin.send("POST", "/import?type=member", rows, type: "text/csv")
    let undo = try #require(try answer.json["links"]?["undo"]?.string, "\(answer.text)")
    #expect(try patch(#"{"custom":{"founded":"1922-02-02"}}"#).status == 200)
    #expect(try admin.send("POST", undo).status == 200)
    let custom = try admin.get(item).json["custom"]
    #expect(custom?["voices"]?.items.compactMap(\.string) == ["SATB"])
    #expect(custom?["founded"]?.string == "1922-02-02")
    #expect(custom?["fee"] == nil)
  }

  @Test("are in no answer to anonymous clients if they are for staff only")
  func staffOnly() throws {
    let secret = ["inner note", "secretvalue", "custom.note", "/fields/note", #""note""#]
    #expect(try patch(#"{"custom":{"note":"Secretvalue"}}"#).status == 200)
    let shown = try directory.get(item).field("etag")
    #expect(try patch(#"{"custom":{"note":"Secretvalue two"}}"#).status == 200)
    #expect(try directory.get(item).field("etag") == shown)
    var targets = [
      "/snapshot", "/changes", "/changes.atom", "/search?q=secretvalue", "/openapi.json", "/", "/fields",
      "/fields.csv", "/fields.ndjson", "/fields.txt", "/fields?q=inner", "/import/template.csv",
      "/fields/noto",
      "/members?custom.noto=x", "/members?facets=custom.noto", "/members?sort=custom.noto",
      "/members?custom.note=x",
      "/fields?name=noto", "/members?q=secretvalue",
    ]
    for suffix in ["", ".csv", ".ndjson", ".jsonld", ".vcf", ".geojson", ".txt"] {
      targets.append("/members" + suffix)
      if suffix != ".ndjson" { targets.append(item + suffix) }
    }
    for target in targets {
      let text = try directory.get(target).text.lowercased()
      for word in secret where !target.contains(word) {
        let isEcho = word == "secretvalue" && target.contains("q=")
        let isNamed = word == "custom.note" && target.contains("custom.note")
        // Draft changes have a field of the same name.
        let isOther = word == #""note""# && target == "/openapi.json"
        #expect(isEcho || isNamed || isOther || !text.contains(word), "\(word) in \(target)")
      }
    }
    #expect(try directory.get("/fields/note").status == 404)
    #expect(try admin.get(item).json["custom"]?["note"]?.string == "Secretvalue two")
    // Published, and hidden again.
    let next = try directory.get("/changes").json["next"]?.string ?? ""
    #expect(try patch(#"{"visibility":"public"}"#, at: "/fields/note").status == 200)
    #expect(try directory.get(item).json["custom"]?["note"]?.string == "Secretvalue two")
    #expect(try patch(#"{"visibility":"staff"}"#, at: "/fields/note").status == 200)
    #expect(try directory.get(item).json["custom"]?["note"] == nil)
    #expect(try directory.get("/fields/note").status == 410)
    let changes = try directory.get("/changes?since=\(next)").json["items"]?.items ?? []
    #expect(changes.map { $0["action"]?.string } == ["created", "deleted"])
  }

  @Test("are at most fifty")
  func most() throws {
    let lines = (4...50).map { #"{"type":"field","name":"f\#($0)","valueType":"text"}"# + "\n" }.joined()
    #expect(try admin.send("POST", "/import", lines, type: "application/x-ndjson").status == 200)
    let answer = try admin.send("POST", "/fields", #"{"name":"more","valueType":"text"}"#)
    #expect(answer.status == 422)
    #expect(answer.text.contains("there are 50 fields already"))
  }
}

extension JSONValue {
  /// The number as the program writes it.
  fileprivate var asWhole: JSONValue {
    if case .number(let number) = self, let whole = Int(exactly: number) { return .integer(whole) }
    return self
  }
}
