import Directory
import TestSupport
import Testing

@testable import App

@Suite("The faults of an import that are only consequences of others")
struct ImportConsequenceTests {
  let admin: Staff

  init() throws { admin = try Staff(try RunningDirectory(), role: "admin") }

  private func faults(_ lines: [String]) throws -> [String] {
    let answer = try admin.send(
      "POST", "/import", lines.joined(separator: "\n") + "\n", type: "application/x-ndjson")
    #expect(answer.status == 422, "\(answer.text)")
    return try answer.json["errors"]?.items.compactMap { error in
      error["pointer"]?.string.map { "\(error["line"]?.compactText ?? "") \($0)" }
    } ?? []
  }

  private func contact(_ id: String, of member: String) -> String {
    #"{"type":"contact","id":"\#(id)","name":"A","role":"B","emailProtected":false,"member":"\#(member)"}"#
  }

  private let member = #"{"type":"member","slug":"newtown","kind":"town","name":"New Town","topics":[]}"#

  @Test("a record that is refused isn't reported as missing for those that refer to it")
  func refused() throws {
    #expect(
      try faults([contact("kari", of: "newtown"), member, contact("ola", of: "newtown")]) == ["2 /kind"])
  }

  @Test("also if its picture isn't stored")
  func picture() throws {
    let digest = String(repeating: "0", count: 64)
    let member = """
      {"type":"member","slug":"newtown","kind":"municipality","name":"New Town","topics":[],"image":{"alt":"A",\
      "sizes":[{"sha256":"\(digest)","type":"image/png","width":1,"height":1,"bytes":1}]}}
      """
    #expect(
      try faults([contact("kari", of: "newtown"), member]) == ["2 /image/sizes/0/sha256"])
  }

  @Test("what is missing altogether is reported, and so is a circle")
  func missing() throws {
    #expect(try faults([contact("kari", of: "nowhere"), member]) == ["1 /member", "2 /kind"])
    let circle = [("one", "two"), ("two", "one")].map { slug, broader in
      #"{"type":"topic","slug":"\#(slug)","kind":"theme","name":"A","broader":"\#(broader)"}"#
    }
    #expect(try faults(circle) == ["1 /broader", "2 /broader"])
  }
}
