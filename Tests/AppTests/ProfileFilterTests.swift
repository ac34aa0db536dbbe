import Directory
import TestSupport
import Testing

@testable import App

@Suite("Filters by what the profile of a member has")
struct ProfileFilterTests {
  let directory: RunningDirectory
  let staff: Staff

  init() throws {
    directory = try RunningDirectory()
    staff = try Staff(directory, role: "admin")
    let rows = """
      slug;website;latitude;longitude;locationPrecision;identifiers;visitingPostcode;visitingCity;\
      postalPostcode;postalCity;numberOfMembers;numberOfEmployees;alternativeNames;formerNames
      asker;https://asker.example;59.8333;10.4392;place;no-orgnr:974760673;1383;Asker;1372;Asker;;1200;;
      drammen;https://drammen.example;59.7440;10.2045;place;;3044;Drammen;;;40;90;Elvebyen;Bragernes
      oslo;;59.9139;10.7522;place;local:17;0037;Oslo;;;;;;
      baerum;;;;;;1337;Sandvika;1304;Sandvika;7;;;
      """
    let table = try staff.send("POST", "/import?type=member", rows, type: "text/csv")
    #expect(table.status == 200, "\(table.text)")
  }

  private func slugs(_ query: String) throws -> [String] {
    let answer = try directory.get("/members?\(query)&fields=slug&limit=1000")
    #expect(answer.status == 200, "\(answer.text)")
    return try answer.json["items"]?.items.compactMap { $0["slug"]?.string } ?? []
  }

  @Test(
    "select members by address, register, size, website and location",
    arguments: [
      ("hasWebsite=true", ["asker", "drammen"]), ("hasWebsite=false&city=Oslo", ["oslo"]),
      ("hasWebsite=not.true&hasLocation=true", ["oslo"]), ("hasLocation=not.false&city=Asker", ["asker"]),
      ("identifier=no-orgnr:974760673", ["asker"]), ("identifier=no-orgnr:974%20760%20673", ["asker"]),
      ("identifier=local:17,no-orgnr:974760673", ["asker", "oslo"]), ("identifier=local:18", []),
      ("postcode=1372", ["asker"]), ("postcode=0037,1304", ["baerum", "oslo"]), ("postcode=9999", []),
      ("city=Sandvika", ["baerum"]), ("city=not.Oslo&hasLocation=true", ["asker", "drammen"]),
      ("numberOfMembers=7..40", ["baerum", "drammen"]), ("numberOfMembers=41..", []),
      ("numberOfEmployees=100..", ["asker"]),
      ("sort=-numberOfEmployees&numberOfEmployees=..&hasWebsite=true", ["asker", "drammen"]),
      ("sort=numberOfEmployees&hasWebsite=true", ["drammen", "asker"]),
      ("near=59.83,10.44&within=1", ["asker"]), ("near=59.83,10.44&within=18", ["asker", "drammen"]),
      ("near=59.83,10.44", ["asker", "drammen", "oslo"]), ("near=-59.83,10.44", []),
      ("within=5&near=59.9139,10.7522", ["oslo"]), ("near=59.83,-179.9&within=20000&city=Oslo", ["oslo"]),
      ("near=90,0&within=3400&hasLocation=true", ["asker", "drammen", "oslo"]),
      ("q=elvebyen", ["drammen"]), ("q=bragernes", ["drammen"]),
    ])
  func filters(query: String, expected: [String]) throws {
    #expect(try slugs(query).sorted() == expected.sorted())
    if query.hasPrefix("sort") { #expect(try slugs(query) == expected) }
    let table = try directory.get("/members.csv?fields=slug&" + query)
    #expect(table.text.split(separator: "\r\n").count == expected.count + 1)
  }

  @Test("are in the order of their distance if that is asked for, page by page, in both directions")
  func distance() throws {
    let near = "near=59.92,10.7&within=20000&fields=slug"
    let order = ["oslo", "asker", "drammen"]
    #expect(try slugs(near + "&sort=distance") == order)
    #expect(try slugs(near + "&sort=-distance") == order.reversed())
    #expect(try slugs(near) == order.sorted(), "by name, as before")
    #expect(try slugs("sort=distance&" + near + "&hasWebsite=true") == ["asker", "drammen"])
    var paged: [String] = []
    var cursor = ""
    repeat {
      let page = try directory.get("/members?\(near)&sort=distance&limit=1\(cursor)").json
      paged += page.slugs
      cursor = page["next"]?.string.map { "&cursor=" + $0 } ?? ""
    } while !cursor.isEmpty
    #expect(paged == order)
    let table = try directory.get(
      "/members.csv?fields=slug&sort=distance&" + near.replacing("&fields=slug", with: ""))
    #expect(table.text == "slug\r\n" + order.joined(separator: "\r\n") + "\r\n")
  }

  @Test("refuse a city if no member has an address, as they do other values")
  func noCity() throws {
    let other = try RunningDirectory()
    let answer = try other.get("/members?city=Oslo")
    #expect(answer.status == 400 && answer.text.contains("unknown-value"))
    #expect(try other.get("/members?city=not.Oslo").status == 400)
  }

  @Test("follow a change of the profile, and count cities")
  func changes() throws {
    let facets = try directory.get("/members?facets=city&limit=0").json["facets"]?["city"]?.items ?? []
    #expect(Set(facets.compactMap { $0["value"]?.string }) == ["Asker", "Drammen", "Oslo", "Sandvika"])
    #expect(facets.allSatisfy { $0["count"] == .integer(1) })
    let change = #"{"website":null,"location":null,"visitingAddress":{"city":"Slemmestad"}}"#
    #expect(try staff.send("PATCH", "/members/asker", change, "If-Match: *").status == 200)
    #expect(try slugs("hasWebsite=true") == ["drammen"])
    #expect(try slugs("near=59.83,10.44&within=1").isEmpty)
    #expect(try slugs("city=Slemmestad") == ["asker"])
    #expect(try slugs("city=Asker") == ["asker"], "the postal address has it too")
    #expect(try staff.send("DELETE", "/members/asker", "", "If-Match: *").status == 204)
    #expect(try slugs("identifier=no-orgnr:974760673").isEmpty)
  }

  @Test(
    "say what would be right of a value that isn't one",
    arguments: [
      ("near=Oslo", "must be a latitude and a longitude in degrees, such as 59.91,10.75"),
      ("near=100.5,59.9", "Is the latitude first?"), ("near=59.9", "must be a latitude and a longitude"),
      ("within=5", "no place is given: near=59.91,10.75&within=5"),
      ("sort=distance", "no place is given: near=59.91,10.75&sort=distance"),
      ("sort=name,-distance", "no place is given"),
      ("near=1,1&within=0", "a number of kilometres that is more than 0"),
      ("near=1,1&within=five", "a number of kilometres"),
      ("identifier=974760673", "takes a register and a number, such as wikidata:Q42"),
      ("hasWebsite=yes", "It takes true"), ("city=Drammn", "Drammen"),
      ("numberOfMembers=many", "takes whole numbers and ranges"),
    ])
  func faults(query: String, words: String) throws {
    let answer = try directory.get("/members?" + query)
    #expect(answer.status == 400)
    #expect(try answer.json["detail"]?.string?.contains(words) == true, "\(answer.text)")
  }

  @Test("can't ask about what is protected")
  func protection() throws {
    let change = #"{"email":"secret@asker.example","emailProtected":true}"#
    #expect(try staff.send("PATCH", "/members/asker", change, "If-Match: *").status == 200)
    for query in ["email=secret@asker.example", "telephone=%2B4722334455", "hasEmail=true"] {
      #expect(try directory.get("/members?" + query).status == 400)
    }
    #expect(try slugs("q=secret").isEmpty)
  }
}

@Suite("Filters of the list of areas")
struct AreaFilterTests {
  let directory: RunningDirectory

  init() throws {
    directory = try RunningDirectory()
    let admin = try Staff(directory, role: "admin")
    let rows = """
      slug,name,kind,parent
      the-land,The Land,country,
      the-west,The West,region,the-land
      one-coast,One Coast,district,the-west
      """
    let table = try admin.send("POST", "/import?type=area", rows, type: "text/csv")
    #expect(table.status == 200, "\(table.text)")
  }

  @Test(
    "select areas by their kind, and those just inside an area or anywhere in it",
    arguments: [
      ("kind=country", ["norway", "the-land"]), ("kind=region,district", ["one-coast", "the-west"]),
      ("parent=the-land", ["the-west"]), ("parent=under.the-land", ["one-coast", "the-west"]),
      ("parent=under.the-land&kind=not.region", ["one-coast"]), ("parent=one-coast", []),
    ])
  func filters(query: String, expected: [String]) throws {
    let answer = try directory.get("/areas?fields=slug&" + query)
    #expect(answer.status == 200, "\(answer.text)")
    #expect(try answer.json["items"]?.items.compactMap { $0["slug"]?.string }.sorted() == expected)
  }

  @Test("name what is known for a value that isn't")
  func faults() throws {
    let kind = try directory.get("/areas?kind=regoin")
    #expect(kind.status == 400 && kind.text.contains("region"))
    let parent = try directory.get("/areas?parent=the-lnd")
    #expect(parent.status == 400 && parent.text.contains("the-land"))
  }
}
