import Directory
import TestSupport
import Testing

@Suite("What edits remember from one to the next")
struct WriterMemoryTests {
  let directory: RunningDirectory
  let staff: Staff
  private let item = "/members/stange"

  init() throws {
    directory = try RunningDirectory()
    staff = try Staff(directory, role: "admin")
  }

  /// Corrects a member, and returns it as the edit has read it.
  private func correct(_ summary: String) throws -> JSONValue {
    let answer = try staff.send("PATCH", item, #"{"summary":"\#(summary)"}"#, try staff.ifMatch(item))
    #expect(answer.status == 200, "\(answer.text)")
    return try answer.json
  }

  private func patch(_ path: String, _ content: String, _ query: String = "") throws {
    let answer = try staff.send("PATCH", path + query, content, try staff.ifMatch(path))
    #expect(answer.status == 200, "\(answer.text)")
  }

  /// Imports a table with another process.
  private func importElsewhere(_ table: String, _ type: String) throws {
    let folder = directory.folder
    try folder.write(Array(table.utf8), to: "table.csv")
    let arguments = ["import", folder.file("table.csv"), "--type", type]
    let ended = try CommandProcess(
      arguments + ["--database", folder.file("directory.sqlite")], in: folder
    ).end()
    #expect(ended.status == 0, "\(ended.errors)")
  }

  @Test("is forgotten if another process has written")
  func otherProcess() throws {
    #expect(try correct("One.")["county"]?["name"]?.string == "Innlandet County")
    try importElsewhere("slug,name\ninnlandet,Innlandet Region\n", "county")
    #expect(try correct("Two.")["county"]?["name"]?.string == "Innlandet Region")
    try importElsewhere("slug,name\nintegration,Belonging\n", "topic")
    let topics = try correct("Three.")["topics"]?.items ?? []
    #expect(topics.contains { $0["name"]?.string == "Belonging" })
  }

  @Test("follows what this process writes, and not what it takes back")
  func ownWrites() throws {
    #expect(try correct("One.")["county"]?["name"]?.string == "Innlandet County")
    try patch("/counties/innlandet", #"{"name":"Never"}"#, "?dryRun")
    #expect(try correct("Two.")["county"]?["name"]?.string == "Innlandet County")
    try patch("/counties/innlandet", #"{"name":"Innlandet Region"}"#)
    #expect(try correct("Three.")["county"]?["name"]?.string == "Innlandet Region")
    let hedmarken = #"{"name":"Hedmarken","kind":"region","parent":"innlandet"}"#
    #expect(try staff.send("POST", "/areas", hedmarken).status == 201)
    try patch(item, #"{"area":"hedmarken"}"#)
    try patch("/areas/hedmarken", #"{"parent":"viken"}"#)
    #expect(try correct("Four.")["county"]?["slug"]?.string == "viken")
  }

  @Test("has the alphabet of the directory as it is now")
  func alphabet() throws {
    _ = try correct("One.")
    for (slug, name) in [("aa-1", "Äaa"), ("zz-1", "Zaa")] {
      let member = #"{"slug":"\#(slug)","kind":"municipality","name":"\#(name)"}"#
      #expect(try staff.send("POST", "/members", member).status == 201)
    }
    try importElsewhere("collation\nde\n", "organisation")
    let member = #"{"slug":"aa-2","kind":"municipality","name":"Äab"}"#
    #expect(try staff.send("POST", "/members", member).status == 201)
    // In German, ä is sorted as a.
    let slugs = try directory.get("/members?fields=slug").json.slugs
    #expect(Array(slugs.prefix(2)) == ["aa-1", "aa-2"] && slugs.last == "zz-1")
  }
}
