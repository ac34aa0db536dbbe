import Directory
import TestSupport
import Testing

@Suite("Former slugs")
struct FormerTests {
  let directory: RunningDirectory

  init() throws { directory = try RunningDirectory() }

  @Test("a merged county and the paths below it are redirected to its successor")
  func moved() throws {
    for (path, location) in [
      ("/members/hedmark", "/members/innlandet"),
      ("/members/vestfold?pretty", "/members/vestfold-and-telemark?pretty"),
      ("/members/oppland/topics?limit=2", "/members/innlandet/topics?limit=2"),
      ("/members/oppland/%74opics?limit=2", "/members/innlandet/topics?limit=2"),
      ("/members/hedmark.csv?fields=slug,name", "/members/innlandet.csv?fields=slug,name"),
      ("/members/hedmark.jsonld", "/members/innlandet.jsonld"),
      ("/members/oppland/topics.ndjson?kind=theme", "/members/innlandet/topics.ndjson?kind=theme"),
    ] {
      let answer = try directory.get(path)
      #expect(answer.status == 301)
      #expect(answer.field("location") == location)
      #expect(answer.field("access-control-allow-origin") == "*")
      #expect(try answer.json["successor"]?.string == location)
      #expect(try directory.get(location).status == 200)
      let head = try directory.ask("HEAD", path)
      #expect(head.status == 301 && head.field("location") == location && head.content.isEmpty)
    }
  }

  @Test("a former county is redirected to its successor in the list of counties too")
  func counties() throws {
    for (path, location) in [
      ("/counties/hedmark", "/counties/innlandet"),
      ("/counties/oppland.csv?fields=slug", "/counties/innlandet.csv?fields=slug"),
    ] {
      let answer = try directory.get(path)
      #expect(answer.status == 301 && answer.field("location") == location)
      #expect(try directory.get(location).status == 200)
    }
    let unknown = try directory.get("/counties/innlande")
    #expect(unknown.status == 404)
    #expect(try unknown.json["nearest"]?.strings == ["innlandet"])
  }

  @Test("a county that was split is gone, and the problem names the counties that followed it")
  func split() throws {
    let staff = try Staff(directory, role: "admin")
    let former =
      #"{"type":"formerSlug","of":"county","slug":"split","name":"S","successors":["innlandet","viken"]}"#
    #expect(try staff.send("POST", "/import", former, type: "application/x-ndjson").status == 200)
    for list in ["counties", "members"] {
      let answer = try directory.get("/\(list)/split")
      #expect(answer.status == 410)
      let successors = ["/\(list)/innlandet", "/\(list)/viken"]
      #expect(try answer.json["successors"]?.strings == successors)
    }
  }

  @Test("a wrong request for a former slug is refused, not redirected")
  func checkedFirst() throws {
    #expect(try directory.get("/members/hedmark.atom").status == 406)
    #expect(try directory.get("/members/hedmark", "Accept: image/png").status == 406)
    #expect(try directory.get("/members/hedmark?include=nothing").status == 400)
    let moved = try directory.get("/members/hedmark", "Accept: text/csv")
    #expect(moved.status == 301 && moved.field("location") == "/members/innlandet")
  }

  @Test("the problem of a filter by a merged county names its successor")
  func filter() throws {
    let json = try directory.get("/members?county=oppland").json
    #expect(json["nearest"]?.strings == ["innlandet"])
    #expect(json["corrected"]?.string == "/members?county=innlandet")
  }
}
