import TestSupport
import Testing

@testable import Directory

@Suite("A row of CSV") struct RowFieldsTests {
  private static func patch(_ cells: [(String, String)], over existing: DirectoryRecord? = nil) -> String {
    let patch = RowFields.patch(cells.map { (column: $0.0, text: $0.1) }, over: existing)
    return String(decoding: patch.compact(), as: UTF8.self)
  }

  @Test(
    "is a patch of the fields of its columns, and an empty cell removes one",
    arguments: [
      ("name", "N", #"{"name":"N"}"#), ("name", "", #"{"name":null}"#), ("memberCount", "3", "{}"),
      ("emailProtected", "true", #"{"emailProtected":true}"#),
      ("emailProtected", "FALSE", #"{"emailProtected":false}"#),
      ("emailProtected", "TRUE", #"{"emailProtected":true}"#),
      ("emailProtected", "false", #"{"emailProtected":false}"#),
      ("emailProtected", "yes", #"{"emailProtected":"yes"}"#),
      ("copyrightYear", "2021", #"{"copyrightYear":2021}"#),
      ("copyrightYear", "+1", #"{"copyrightYear":"+1"}"#),
      ("copyrightYear", "2 1", #"{"copyrightYear":"2 1"}"#),
      ("copyrightYear", "99999999999999999999", #"{"copyrightYear":"99999999999999999999"}"#),
      ("population", "5", #"{"population":{"value":5,"approximate":false}}"#),
      ("population", "", #"{"population":null}"#),
      ("populationApproximate", "true", #"{"population":{"approximate":true}}"#),
      ("populationApproximate", "", #"{"population":null}"#),
      ("telephone", "+47", #"{"telephone":{"e164":"+47"}}"#), ("telephone", "", #"{"telephone":null}"#),
      ("telephonePrinted", "47", #"{"telephone":{"printed":"47"}}"#),
      ("telephonePrinted", "", #"{"telephone":null}"#),
      ("imageCredit", "C", #"{"image":{"credit":"C"}}"#), ("imageCredit", "", #"{"image":null}"#),
      ("topics", "a  b", #"{"topics":["a","b"]}"#), ("topics", "", #"{"topics":[]}"#),
      ("focusAreas", " a ; b;; ", #"{"focusAreas":["a","b"]}"#), ("focusAreas", "", "{}"),
      ("focusAreas", #"["a; b"]"#, #"{"focusAreas":["a; b"]}"#),
      ("focusAreas", "[a", #"{"focusAreas":["[a"]}"#),
      (
        "facts", "L: T: U; M:V; N",
        #"{"facts":[{"label":"L","text":"T: U"},{"label":"M","text":"V"},{"label":"N","text":""}]}"#
      ),
      ("facts", #"[{"label":"a","text":"b"}]"#, #"{"facts":[{"label":"a","text":"b"}]}"#),
    ])
  func cells(column: String, text: String, expected: String) {
    #expect(Self.patch([(column, text)]) == expected)
  }

  @Test("may have an object in two columns")
  func objects() {
    #expect(
      Self.patch([("telephone", "+47"), ("telephonePrinted", "47")])
        == #"{"telephone":{"e164":"+47","printed":"47"}}"#)
    #expect(
      Self.patch([("population", "5"), ("populationApproximate", "true")])
        == #"{"population":{"value":5,"approximate":true}}"#)
  }

  @Test("doesn't change a list with the same value, nor whether a population is approximate")
  func existing() {
    var member = DirectoryDocument.Member.make(slug: "m", name: "M", shortName: "M")
    member.focusAreas = ["a; b", "c"]
    member.facts = [Fact(label: "L: M", text: "T")]
    member.population = Population(value: 1, approximate: true)
    let record = DirectoryRecord.member(member)
    #expect(Self.patch([("focusAreas", "a; b; c"), ("facts", "L: M: T")], over: record) == "{}")
    #expect(Self.patch([("focusAreas", "a; b")], over: record) == #"{"focusAreas":["a","b"]}"#)
    #expect(Self.patch([("facts", "")], over: record) == #"{"facts":[]}"#)
    #expect(Self.patch([("focusAreas", "")], over: record) == #"{"focusAreas":[]}"#)
    #expect(Self.patch([("population", "2")], over: record) == #"{"population":{"value":2}}"#)
  }

  @Test(
    "of an export has a list as plain text only if an import reads the same list from it",
    arguments: [
      (["a", "b"], "a; b"), ([], ""), (["a; b"], "[\"a; b\"]"), (["[x]"], "[x]"), (["[]"], "[\"[]\"]"),
      ([" a"], "[\" a\"]"), (["a;"], "[\"a;\"]"),
    ])
  func lists(areas: [String], expected: String) {
    var member = DirectoryDocument.Member.make(slug: "m", name: "M", shortName: "M")
    member.focusAreas = areas
    var output: [UInt8] = []
    RecordRow.write(.member(member), to: &output)
    let cell = expected.contains("\"") ? "\"" + expected.replacing("\"", with: "\"\"") + "\"" : expected
    let row = "m,municipality,M,M,,,,,,A place.,\(cell),,,\r\n"
    #expect(String(decoding: output, as: UTF8.self) == row)
  }
}
