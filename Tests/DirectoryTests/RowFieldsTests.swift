import TestSupport
import Testing

@testable import Directory

@Suite("A row of CSV") struct RowFieldsTests {
  private static func patch(_ cells: [(String, String)], over existing: DirectoryRecord? = nil) -> String {
    let row = TableRow(
      type: existing?.key.type ?? .member, number: 2,
      cells: cells.map { TableRow.Cell(field: $0.0, text: $0.1, place: TablePlace(row: 2)) }, isComplete: true
    )
    let (patch, faults) = RowFields.patch(row, over: existing, fields: [])
    return String(decoding: patch.compact(), as: UTF8.self)
      + faults.map { " \($0.pointer) \($0.message)" }.joined()
  }

  @Test(
    "is a patch of the fields of its columns, and an empty cell removes one",
    arguments: [
      ("name", "N", #"{"name":"N"}"#), ("name", "", #"{"name":null}"#), ("memberCount", "3", "{}"),
      ("emailProtected", "true", #"{"emailProtected":true}"#),
      ("emailProtected", "FALSE", #"{"emailProtected":false}"#),
      ("emailProtected", "TRUE", #"{"emailProtected":true}"#),
      ("emailProtected", "false", #"{"emailProtected":false}"#),
      ("emailProtected", "SANN", #"{"emailProtected":true}"#),
      ("emailProtected", "Usann", #"{"emailProtected":false}"#),
      ("emailProtected", "Ja", #"{"emailProtected":true}"#),
      (
        "emailProtected", "kanskje",
        #"{"emailProtected":false} /emailProtected "kanskje" is neither true nor false"#
      ),
      ("copyrightYear", "2021", #"{"copyrightYear":2021}"#),
      ("copyrightYear", "2021,0", #"{"copyrightYear":2021}"#),
      ("copyrightYear", "+1", #"{"copyrightYear":1} /copyrightYear "+1" isn't a whole number"#),
      ("copyrightYear", "2 1", #"{"copyrightYear":1} /copyrightYear "2 1" isn't a whole number"#),
      (
        "copyrightYear", "99999999999999999999",
        #"{"copyrightYear":1} /copyrightYear "99999999999999999999" isn't a whole number"#
      ),
      ("joined", "31.1.2021", #"{"joined":"2021-01-31"}"#), ("left", "2021-01-31", #"{"left":"2021-01-31"}"#),
      ("joined", "1/2/2021", #"{"joined":"1/2/2021"}"#),
      ("name", "B\u{fffd}rum", "{} /name a letter was lost when the file was saved: \"B\u{fffd}rum\""),
      ("population", "5", #"{"population":{"value":5,"approximate":false}}"#),
      ("population", "", #"{"population":null}"#),
      (
        "populationApproximate", "true",
        "{} /population/value the cell is empty, but populationApproximate is true"
      ),
      ("populationApproximate", "", "{}"),
      ("telephone", "+47", #"{"telephone":{"e164":"+47","printed":"+47"}}"#),
      ("telephone", "", #"{"telephone":null}"#),
      (
        "telephone", "+41 44 123 45 67",
        #"{"telephone":{"e164":"+41441234567","printed":"+41 44 123 45 67"}}"#
      ),
      (
        "telephone", "0041 (0)44-123.45.67",
        #"{"telephone":{"e164":"+41441234567","printed":"0041 (0)44-123.45.67"}}"#
      ),
      ("telephone", "22 33 44 55", #"{"telephone":{"e164":"22 33 44 55","printed":"22 33 44 55"}}"#),
      ("telephonePrinted", "47", #"{"telephone":{"printed":"47"}}"#),
      ("telephonePrinted", "", #"{"telephone":null}"#),
      ("imageCredit", "C", #"{"image":{"credit":"C"}}"#), ("imageCredit", "", #"{"image":null}"#),
      ("topics", "a  b", #"{"topics":["a","b"]}"#), ("topics", "a; b,c", #"{"topics":["a","b","c"]}"#),
      ("topics", "", #"{"topics":[]}"#),
      (
        "topics", "a b:interested-in; c : Local, d: local",
        #"{"topics":["a",{"slug":"b","relation":"interested-in"},{"slug":"c","relation":"local"},"#
          + #"{"slug":"d","relation":"local"}]}"#
      ),
      ("topics", "a:", #"{"topics":[{"slug":"a","relation":""}]}"#),
      ("topics", "a:b:c", #"{"topics":[{"slug":"a","relation":"b:c"}]}"#),
      ("focusAreas", " a ; b;; ", #"{"focusAreas":["a","b"]}"#), ("focusAreas", "", #"{"focusAreas":null}"#),
      ("focusAreas", "a\nb", #"{"focusAreas":["a","b"]}"#),
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
    #expect(
      Self.patch([("population", "5"), ("populationApproximate", "")])
        == #"{"population":{"value":5,"approximate":false}}"#)
    #expect(
      Self.patch([("population", "abc"), ("populationApproximate", "")]).hasSuffix(
        #" /population/value "abc" isn't a whole number"#))
    #expect(
      Self.patch([("telephone", ""), ("telephonePrinted", "22")])
        == #"{"telephone":null} /telephone/e164 the cell is empty, but telephonePrinted is "22""#)
  }

  @Test(
    "has whole numbers as spreadsheets write them",
    arguments: [
      ("122000", 122_000), ("122 000", 122_000), ("122\u{a0}000", 122_000), ("1.234.567", 1_234_567),
      ("1,234,567", 1_234_567), ("122000,0", 122_000), ("122000.00", 122_000), ("1.234.567,00", 1_234_567),
      ("122 000,00", 122_000), ("27.000", nil), ("27,000", nil), ("12,5", nil), ("1.23.456", nil), ("", nil),
      ("1,2E+05", nil), ("-5", nil), (",0", nil), ("1 22000", nil), ("1,234.567", nil), ("1.234,000", 1_234),
    ] as [(String, Int?)])
  func numbers(text: String, number: Int?) { #expect(TableValues.number(text) == number) }

  @Test("restores what Excel drops from a postcode and a telephone number that are stored")
  func dropped() {
    let office = DirectoryDocument.Office.make(
      id: "o", name: "O", host: "H", street: "S", postcode: "0160", city: "Oslo", country: "NO")
    #expect(Self.patch([("postcode", "160")], over: .office(office)) == #"{"postcode":"0160"}"#)
    #expect(Self.patch([("postcode", "170")], over: .office(office)) == #"{"postcode":"170"}"#)
    var contact = DirectoryDocument.Contact.make(id: "c", name: "C")
    contact.telephone = Telephone(e164: "+4722334455", printed: "22 33 44 55")
    let same = #"{"telephone":{"e164":"+4722334455","printed":"22 33 44 55"}}"#
    #expect(Self.patch([("telephone", "4722334455")], over: .contact(contact)) == same)
  }

  @Test(
    "leaves a protected e-mail address as it is if its cell is empty",
    arguments: [
      (["email": ""], true, "{}"), (["email": ""], false, #"{"email":null}"#),
      (["email": "", "emailProtected": "SANN"], false, #"{"emailProtected":true}"#),
      (["email": "", "emailProtected": "false"], true, #"{"email":null,"emailProtected":false}"#),
      (["email": "c@example.org"], true, #"{"email":"c@example.org"}"#),
    ])
  func protectedAddress(cells: [String: String], isProtected: Bool, expected: String) {
    var contact = DirectoryDocument.Contact.make(id: "c", name: "C", email: "a@example.org")
    contact.emailProtected = isProtected
    let sorted = cells.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    #expect(Self.patch(sorted, over: .contact(contact)) == expected)
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
    #expect(Self.patch([("facts", "")], over: record) == #"{"facts":null}"#)
    #expect(Self.patch([("focusAreas", "")], over: record) == #"{"focusAreas":null}"#)
    #expect(
      Self.patch([("population", "2")], over: record) == #"{"population":{"value":2,"approximate":true}}"#)
    #expect(
      Self.patch([("population", "2"), ("populationApproximate", "")], over: record)
        == #"{"population":{"value":2,"approximate":false}}"#)
    #expect(
      Self.patch([("populationApproximate", "false")], over: record)
        == #"{"population":{"approximate":false}}"#)
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
    RecordRow.write(.member(member), in: [], without: [], [], to: &output)
    let cell = expected.contains("\"") ? "\"" + expected.replacing("\"", with: "\"\"") + "\"" : expected
    let row =
      "m,municipality,M,M,,,,,,A place.,\(cell),,,"
      + String(repeating: ",", count: ProfileColumn.allCases.count + 2) + "\r\n"
    #expect(String(decoding: output, as: UTF8.self) == row)
  }
}
