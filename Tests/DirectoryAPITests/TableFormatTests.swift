import Directory
import HTTPCore
import TestSupport
import Testing

@testable import DirectoryAPI

@Suite("Records as CSV")
struct TableFormatTests {
  private static func service(name: String) throws -> Service {
    let service = try Service()
    service.change {
      $0.members[0].name = name
      $0.members.removeSubrange(1...)
    }
    return service
  }

  @Test(
    "quote only the cells that have the delimiter, a quote or a line ending",
    arguments: [
      ("a b", "comma", "a b"), ("a,b", "comma", "\"a,b\""), ("a,b", "semicolon", "a,b"),
      ("a;b", "semicolon", "\"a;b\""), ("a;b", "comma", "a;b"), ("a\tb", "tab", "\"a\tb\""),
      ("a\tb", "comma", "a\tb"), ("a\"b", "comma", "\"a\"\"b\""), ("\"", "tab", "\"\"\"\""),
      ("a\nb", "comma", "\"a\nb\""), ("a\rb", "comma", "\"a\rb\""), ("", "comma", ""),
    ])
  func quoting(name: String, delimiter: String, cell: String) throws {
    let service = try Self.service(name: name)
    let list = try service.ask("GET", "/members.csv?fields=name&delimiter=\(delimiter)")
    #expect(list.text == "name\r\n\(cell)\r\n")
    guard delimiter == "comma" else { return }
    #expect(try service.ask("GET", "/members/asker.csv?fields=name").text == list.text)
  }

  @Test(
    "put an apostrophe before text that a spreadsheet would run as a formula",
    arguments: ["=1", "+1", "-1", "@a", "\t1", "'=1", "''+1", "\u{ff1d}1"])
  func formulas(name: String) throws {
    let answer = try Self.service(name: name).ask("GET", "/members.csv?fields=name")
    #expect(answer.text == "name\r\n'\(name)\r\n")
  }

  @Test("have plain numbers and flags, and an empty cell for a value that isn't stated")
  func values() throws {
    let service = try Service()
    let rows = try service.ask("GET", "/members.csv?fields=slug,population,joined&kind=municipality").text
    #expect(
      rows == """
        slug,population,populationApproximate,joined\r
        asker,94000,true,2021-01-01\r
        baerum,,,\r
        elverum,,,\r\n
        """)
    let contacts = try service.ask("GET", "/contacts.csv?fields=id,telephone,emailProtected&delimiter=tab")
      .text
    #expect(
      contacts == """
        id\ttelephone\ttelephonePrinted\temailProtected\r
        kari-nordmann\t'+4700000000\t'+47 00 00 00 00\ttrue\r
        ola-nordmann\t\t\ttrue\r\n
        """)
  }

  @Test("begin with a byte order mark only if the request has the parameter bom")
  func mark() throws {
    let service = try Service()
    #expect(try service.ask("GET", "/offices.csv?bom").body.prefix(3) == [0xEF, 0xBB, 0xBF])
    #expect(try service.ask("GET", "/offices.csv?bom=false").body.prefix(2) == Array("id".utf8)[...])
    #expect(try service.ask("GET", "/offices.csv").body.prefix(2) == Array("id".utf8)[...])
  }

  @Test(
    "have a name under which they are saved, and so have cards",
    arguments: [
      ("/members.csv", "members.csv"), ("/members.csv?limit=1", "members.csv"),
      ("/members/asker.csv", "members.csv"), ("/topics.csv", "topics.csv"), ("/contacts.csv", "contacts.csv"),
      ("/offices/oslo.csv", "offices.csv"), ("/organisation.csv", "organisation.csv"),
      ("/contacts.vcf", "contacts.vcf"), ("/contacts/kari-nordmann.vcf", "kari-nordmann.vcf"),
      ("/offices/oslo.vcf", "oslo.vcf"), ("/members", nil), ("/members.ndjson", nil), ("/members.txt", nil),
      ("/members/asker.jsonld", nil),
    ])
  func fileNames(target: String, name: String?) throws {
    let answer = try Service().ask("GET", target)
    #expect(answer["Content-Disposition"] == name.map { "inline; filename=\"\($0)\"" })
  }

  @Test("have the same bytes if they are streamed as on a page of all records", arguments: ["comma", "tab"])
  func streamed(delimiter: String) throws {
    let service = try Service()
    service.change { state in
      let first = state.members[0]
      state.members = (0..<151).map { number in
        var member = first
        member.slug = "member-\(number)"
        member.name = "Member, number \(number)"
        return member
      }
    }
    let query = "delimiter=\(delimiter)&bom&fields=slug,name,population"
    let whole = try service.ask("GET", "/members.csv?\(query)&limit=1000")
    let streamed = try service.ask("GET", "/members.csv?\(query)")
    #expect(whole["ETag"]?.hasPrefix("\"") == true && streamed["ETag"]?.hasPrefix("W/\"") == true)
    #expect(streamed.body == whole.body)
    #expect(streamed["Content-Disposition"] == "inline; filename=\"members.csv\"")
    #expect(whole.text.split(separator: "\r\n").count == 152)
    let lines = try service.ask("GET", "/members.ndjson?fields=slug")
    #expect(lines.text.split(separator: "\n").count == 151)
    #expect(try service.ask("GET", "/members.ndjson?fields=slug&limit=1000").body == lines.body)
  }
}
