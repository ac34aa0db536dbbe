import Directory
import TestSupport
import Testing

@Suite("The template of a table")
struct TemplateTests {
  @Test(
    "has the columns of each type, and an import reads it as an empty table", arguments: RecordType.allCases)
  func columns(type: RecordType) throws {
    let directory = try RunningDirectory()
    let staff = try Staff(directory, role: "admin")
    let answer = try directory.get("/import/template.csv?type=\(type.rawValue)")
    #expect(answer.status == 200 && answer.field("content-type")?.hasPrefix("text/csv") == true)
    #expect(answer.field("content-disposition")?.contains("\(type.rawValue)-template.csv") == true)
    let imported = try staff.send("POST", "/import?type=\(type.rawValue)", answer.text, type: "text/csv")
    #expect(try imported.status == 200 && imported.json["created"] == .integer(0))
  }

  @Test("is a table whatever a client accepts, because its name says so")
  func named() throws {
    let answer = try RunningDirectory().get("/import/template.csv", "Accept: application/problem+json")
    #expect(answer.status == 200 && answer.field("vary") == "Accept-Encoding")
  }

  @Test("is that of members if no type is stated")
  func standard() throws {
    let directory = try RunningDirectory()
    #expect(try directory.get("/import/template.csv").text.hasPrefix("slug,kind,name,shortName,county,"))
    #expect(
      try directory.get("/import/template.csv?type=membr").json["corrected"]?.string?.contains("member")
        == true)
  }
}
