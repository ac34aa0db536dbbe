import Directory
import TestSupport
import Testing

@Suite("The alphabet of a directory")
struct AlphabetTests {
  @Test(
    "orders what it has after z, and letters with marks",
    arguments: [
      (Alphabet.norwegian, ["Bo", "Zoo", "Ære", "Øst", "Åre", "Aas"]),
      (.swedish, ["Aas", "Bo", "Zoo", "Åre", "Ära", "Öst"]),
      (.german, ["Aas", "Äpfel", "Bo", "Öst", "Zoo"]),
      (.english, ["Aas", "Ære", "Åre", "Bo", "Øst", "Zoo"]),
    ])
  func ordered(alphabet: Alphabet, names: [String]) {
    let sorted = names.reversed().sorted {
      CollationKey.make($0, alphabet).lexicographicallyPrecedes(CollationKey.make($1, alphabet))
    }
    #expect(sorted == names)
  }

  @Test("is that of the collation, or of the default language, and keys follow it")
  func followed() throws {
    let directory = try RunningDirectory()
    let staff = try Staff(directory, role: "admin")
    func order(_ path: String) throws -> [String] {
      try directory.get(path).json["items"]?.items.compactMap { ($0["slug"] ?? $0["id"])?.string } ?? []
    }
    for (slug, name) in [("arna", "Ærnes"), ("ostby", "Østby"), ("zeta", "Zeta")] {
      let content = #"{"slug":"\#(slug)","kind":"municipality","name":"\#(name)","topics":["climate"]}"#
      #expect(try staff.send("POST", "/members", content).status == 201)
    }
    let paths = ["/members?limit=100", "/members?topic=climate&limit=100", "/topics?limit=100", "/counties"]
    let before = try paths.map(order)
    #expect(Array(before[0].suffix(3)) == ["zeta", "arna", "ostby"])
    func collate(_ collation: String) throws -> Int {
      try staff.send(
        "PATCH", "/organisation", #"{"collation":\#(collation)}"#, try staff.ifMatch("/organisation")
      ).status
    }
    #expect(try collate("null") == 200)
    let english = try paths.map(order)
    #expect(english[0].last == "zeta" && english[0].first == "arna")
    #expect(english[1].last == "zeta" && english[1].first == "arna")
    #expect(try collate(#""xx""#) == 422)
    #expect(try collate(#""nn""#) == 200)
    #expect(try paths.map(order) == before)
  }

  @Test(
    "orders the values of facets that are equally frequent", arguments: ["topic", "topic&countUnder=true"])
  func facets(facets: String) throws {
    let directory = try RunningDirectory()
    let staff = try Staff(directory, role: "admin")
    for (slug, name) in [("are", "Åre"), ("ostlig", "Østlig")] {
      let topic = #"{"slug":"\#(slug)","kind":"theme","name":"\#(name)"}"#
      #expect(try staff.send("POST", "/topics", topic).status == 201)
    }
    let member = #"{"kind":"municipality","name":"Zeta","topics":["are","ostlig"]}"#
    #expect(try staff.send("POST", "/members", member).status == 201)
    func order() throws -> [String] {
      let json = try directory.get("/members?slug=zeta&limit=0&facets=\(facets)").json
      return json["facets"]?["topic"]?.items.compactMap { $0["value"]?.string } ?? []
    }
    #expect(try order() == ["ostlig", "are"])
    let swedish = #"{"collation":"sv"}"#
    let tag = try staff.ifMatch("/organisation")
    #expect(try staff.send("PATCH", "/organisation", swedish, tag).status == 200)
    #expect(try order() == ["are", "ostlig"])
  }
}
