import Directory
import TestSupport
import Testing

@testable import DirectoryAPI

@Suite("The list of counties")
struct CountyListTests {
  let service: Service

  init() throws {
    service = try Service()
    service.change { $0 = Self.document }
  }

  private static let document = {
    var document = SmallDirectory.document
    document.members = []
    document.counties = [
      ("agder", "Agder"), ("more-og-romsdal", "Møre og Romsdal"), ("ostfold", "Østfold"), ("troms", "Troms"),
      ("vestland", "Vestland"), ("akershus", "Åkershus"),
    ].map { DirectoryDocument.Area.make(slug: $0.0, name: $0.1 + " County", shortName: $0.1) }
    return document
  }()

  @Test(
    "is sorted, searched and filtered as the other lists are",
    arguments: [
      ("/counties", ["agder", "more-og-romsdal", "troms", "vestland", "ostfold", "akershus"]),
      ("/counties?sort=-name", ["akershus", "ostfold", "vestland", "troms", "more-og-romsdal", "agder"]),
      ("/counties?sort=slug", ["agder", "akershus", "more-og-romsdal", "ostfold", "troms", "vestland"]),
      ("/counties?sort=-slug", ["vestland", "troms", "ostfold", "more-og-romsdal", "akershus", "agder"]),
      ("/counties?q=more", ["more-og-romsdal"]), ("/counties?q=og+mo", ["more-og-romsdal"]),
      ("/counties?q=county+rom", ["more-og-romsdal"]), ("/counties?q=mor+og", []), ("/counties?q=-", []),
      ("/counties?slug=troms,agder", ["agder", "troms"]),
      ("/counties?slug=not.troms,agder&q=v", ["vestland"]),
    ])
  func queries(target: String, slugs: [String]) throws {
    let json = try service.ask("GET", target).json
    #expect(json.slugs == slugs)
    #expect(json["total"] == .integer(slugs.count) && json["next"] == .null)
  }

  @Test(
    "is divided into pages, which cover it in every order",
    arguments: ["", "sort=-name&", "sort=slug&", "q=county&"])
  func pages(query: String) throws {
    let whole = try service.ask("GET", "/counties?\(query)").json.slugs
    for limit in 1...7 {
      var found: [String] = []
      var target: String? = "/counties?\(query)limit=\(limit)"
      while let page = target {
        let answer = try service.ask("GET", page)
        #expect(try answer.json["total"] == .integer(6))
        found += try answer.json.slugs
        target = answer.link("next")
      }
      #expect(found == whole)
    }
    let cursor = try #require(try service.ask("GET", "/counties?limit=2").json["next"]?.string)
    for other in [
      "/counties?sort=slug&cursor=\(cursor)", "/counties?q=a&cursor=\(cursor)", "/members?cursor=\(cursor)",
    ] {
      #expect(try service.ask("GET", other).code == "invalid-cursor")
    }
  }

  @Test("goes on after a county that was removed meanwhile")
  func removed() throws {
    let next = try #require(try service.ask("GET", "/counties?limit=2").link("next"))
    service.change { document in
      document = Self.document
      document.counties.removeAll { $0.slug == "more-og-romsdal" }
    }
    #expect(try service.ask("GET", next).json.slugs == ["troms", "vestland"])
  }

  @Test("has the fields and formats of the other lists, and so has one county")
  func formats() throws {
    #expect(
      try service.ask("GET", "/counties?fields=slug&limit=1").json["items"]?.items.map(\.names) == [["slug"]])
    #expect(
      try service.ask("GET", "/counties.csv?q=og").text
        == "slug,name,shortName,code,parent,order\r\n"
        + "more-og-romsdal,Møre og Romsdal County,Møre og Romsdal,,,\r\n"
    )
    #expect(
      try service.ask("GET", "/counties.ndjson?fields=slug&q=og").text == "{\"slug\":\"more-og-romsdal\"}\n")
    #expect(try service.ask("GET", "/counties?q=og", "Accept: text/plain").text.contains("1 of 1 counties"))
    let linked = try service.ask("GET", "/counties/troms.jsonld").json
    #expect(linked["@type"]?.string == "AdministrativeArea" && linked["alternateName"]?.string == "Troms")
    #expect(try service.ask("GET", "/counties.jsonld").json["numberOfItems"] == .integer(6))
    #expect(try service.ask("GET", "/counties/troms?fields=name").json.names == ["name"])
    #expect(try service.ask("GET", "/counties/troms.csv").text.contains("troms,Troms County,Troms"))
  }

  @Test("refuses what it doesn't take, with what was probably meant")
  func refusals() throws {
    let unknown = try service.ask("GET", "/counties?slug=trom").json
    #expect(unknown["corrected"]?.string == "/counties?slug=troms")
    #expect(try service.ask("GET", "/counties?slug=not.trom").status == 400)
    for target in ["/counties?facets=slug", "/counties?include=members"] {
      #expect(try service.ask("GET", target).code == "unknown-parameter")
    }
    #expect(try service.ask("GET", "/counties/nowhere").code == "unknown-county")
  }
}

extension JSONValue {
  fileprivate var slugs: [String] { self["items"]?.items.compactMap { $0["slug"]?.string } ?? [] }
}
