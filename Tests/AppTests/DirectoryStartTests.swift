import Directory
import Foundation
import TestSupport
import Testing

@testable import App

@Suite("The start of the server")
struct DirectoryStartTests {
  @Test("the first start loads the shipped data, and a second start doesn't change the database")
  func secondStart() throws {
    let folder = try TemporaryFolder()
    let first = try RunningDirectory(in: folder)
    let before = try first.get("/members")
    #expect(first.log.lines.contains { $0.contains("loaded the shipped data") })
    first.stop()
    let second = try RunningDirectory(in: folder)
    #expect(!second.log.lines.contains { $0.contains("loaded the shipped data") })
    let after = try second.get("/members")
    #expect(after.content == before.content)
    #expect(after.field("etag") == before.field("etag"))
  }

  @Test("after a stop the database is one file, and a copy of it is complete")
  func copyAfterStop() throws {
    let folder = try TemporaryFolder()
    let first = try RunningDirectory(in: folder)
    let before = try first.get("/members").content
    first.stop()
    let copy = try TemporaryFolder()
    try copy.write(folder.read("directory.sqlite"), to: "directory.sqlite")
    let second = try RunningDirectory(["data.loadShipped": "false"], in: copy)
    #expect(try second.get("/members").content == before)
  }

  @Test("a server without the shipped data answers with empty lists")
  func empty() throws {
    let directory = try RunningDirectory(["data.loadShipped": "false"])
    for path in ["/members", "/topics", "/contacts", "/offices"] {
      let list = try directory.get(path)
      #expect(list.status == 200)
      #expect(list.text == #"{"items":[],"total":0,"next":null}"# + "\n")
    }
    #expect(try directory.get("/members/oslo").status == 404)
    #expect(try directory.get("/organisation").json["code"] == .string("organisation-not-stated"))
    #expect(try directory.get("/health/ready").status == 200)
    #expect(try directory.get("/members?county=viken").status == 400)
  }

  @Test("four servers that start at once with the same new database load the data once, and all answer")
  func together() async throws {
    let folder = try TemporaryFolder()
    try await withThrowingTaskGroup { group in
      for _ in 0..<4 {
        group.addTask {
          let directory = try RunningDirectory(in: folder)
          #expect(try directory.get("/members").json["total"] == .integer(17))
        }
      }
      try await group.waitForAll()
    }
  }

  @Test("an export has the same bytes as the shipped data")
  func export() throws {
    let folder = try TemporaryFolder()
    _ = try RunningDirectory(in: folder)
    let flags = [SettingFlag("--database", "database.path", folder.file("directory.sqlite"))]
    let settings = try ResolvedSettings(SettingsSources(flags: flags)).settings
    try MemberDirectory.export(settings, .init(file: folder.file("out.json")))
    #expect(try folder.read("out.json") == ProjectFiles.read("Data/oslo-region.json"))
  }

  @Test("the server can listen on IPv6 and on a Unix domain socket")
  func otherAddresses() throws {
    let folder = try TemporaryFolder()
    let six = try RunningDirectory(["http.host": "::1"], in: folder)
    let client = try RawClient(port: six.port, host: "::1")
    client.send(RunningDirectory.request("GET", "/members/oslo"))
    #expect(try client.readResponse()?.status == 200)
    let path = folder.file("d.sock")
    let both = try RunningDirectory(["http.unixSocket": path, "http.port": "0"], in: folder)
    let local = try RawClient(unixSocket: path)
    local.send(RunningDirectory.request("GET", "/members/oslo"))
    #expect(try local.readResponse()?.content == both.get("/members/oslo").content)
  }

  @Test("code runs again after its pages were unmapped")
  func startPages() {
    #expect(StartPages.letGo() > 1 << 20)
    #expect(StartPages.letGo() > 1 << 20)
  }
}
