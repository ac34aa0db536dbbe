import Directory
import TestSupport
import Testing

@Suite("Search over HTTP")
struct SearchTests {
  let directory: RunningDirectory

  init() throws { directory = try RunningDirectory() }

  private static func encoded(_ text: String) -> String {
    text.utf8.map { "%" + (String($0, radix: 16).count == 1 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private func search(_ text: String, _ more: String = "") throws -> JSONValue {
    let answer = try directory.get("/search?q=\(Self.encoded(text))\(more)")
    #expect(answer.status == 200, "\(text)")
    return try answer.json
  }

  @Test(
    "each spelling of a name finds it first",
    arguments: [
      ("baerum", ["baerum", "bærum", "Bærum", "BAERUM", "BÆRUM", "Bärum", "Ba\u{308}rum", "bær", "bae"]),
      ("loten", ["loten", "Løten", "loeten", "LØTEN", "Löten", "løt"]),
      ("lillestrom", ["lillestrom", "Lillestrøm", "lillestroem", "lillest", "municipality of lillestrøm"]),
      ("oslomet", ["oslomet", "OsloMet", "OSLOMET", "oslo metropolitan", "oslom"]),
      ("oslo", ["oslo", "Oslo", "OSLO"]),
      ("vestfold-and-telemark", ["vestfold-and-telemark", "telemark vest"]),
    ])
  func spellings(slug: String, texts: [String]) throws {
    for text in texts {
      let items = try #require(try search(text)["items"]).items
      #expect(items.first?["slug"]?.string == slug, "\(text)")
      #expect(items.first?["links"]?["self"]?.string == "/members/\(slug)")
    }
  }

  @Test("the database's search operators are treated as words, and text without words finds nothing")
  func operators() throws {
    for text in ["\"", "*", "NEAR(", "a OR", "-x", "name:oslo", "(", "NOT", "oslo\"*", "';--", "^", "{"] {
      _ = try search(text)
    }
    for text in ["", " ", "\"", "*", "-", "+++", "…"] {
      let answer = try search(text)
      #expect(answer["items"]?.items.isEmpty == true && answer["total"] == .integer(0))
      #expect(answer["didYouMean"]?.items.isEmpty == true && answer["next"] == .null)
    }
    #expect(try search("oslo\" OR \"baerum")["items"]?.items.isEmpty == true)
    #expect(try directory.get("/search?q=a%00b").status == 400)
  }

  @Test("the order in which types are given does not matter")
  func typeOrder() throws {
    let items = try search("a", "&type=member,topic")["items"]
    #expect(items?.items.isEmpty == false)
    #expect(try search("a", "&type=topic,member")["items"] == items)
  }

  @Test("the name of a topic finds the topic and then the members that work on it")
  func topic() throws {
    let answer = try search("climate", "&limit=100")
    let items = try #require(answer["items"]).items
    #expect(items.first?["type"]?.string == "topic" && items.first?["slug"]?.string == "climate")
    let members = items.filter { $0["type"]?.string == "member" }.compactMap { $0["slug"]?.string }
    #expect(Set(members).isSuperset(of: try directory.get("/members?topic=climate").json.slugs))
    #expect(answer["total"] == .integer(items.count))
    #expect(answer["totalIsExact"] == .boolean(true))
    #expect(
      try search("climate", "&type=topic,office")["items"]?.items.allSatisfy {
        $0["type"]?.string == "topic"
      } == true)
    #expect(try search("climate", "&limit=2")["items"]?.items.count == 2)
  }

  @Test(
    "highlights are ranges of the found words, in UTF-16 code units",
    arguments: ["climate", "eu region", "bærum", "a"])
  func highlights(text: String) throws {
    let synonyms = [["klima", "klimaendringer", "climate"]]
    let terms = try #require(SearchTerms(text, synonyms: synonyms))
    for item in try #require(try search(text)["items"]).items {
      let highlights = item["highlights"]?.items ?? []
      #expect(!highlights.isEmpty)
      for highlight in highlights {
        let units = Array(try #require(highlight["text"]?.string).utf16)
        for range in highlight["ranges"]?.items ?? [] {
          let numbers = range.items.compactMap { item -> Int? in
            if case .integer(let number) = item { Int(number) } else { nil }
          }
          #expect(numbers.count == 2)
          let found = String(decoding: units[numbers[0]..<numbers[0] + numbers[1]], as: UTF16.self)
          #expect(SearchFold.fold(found).contains(where: terms.match), "\(found)")
        }
      }
    }
  }

  @Test("contacts and offices are found, but not by telephone number")
  func others() throws {
    #expect(try search("selvik director")["items"]?.items.first?["slug"]?.string == "gunnar-selvik")
    #expect(
      try search("nordic house")["items"]?.items.first?["links"]?["self"]?.string == "/offices/brussels")
    #expect(try search("+32460941393")["total"] == .integer(0))
    #expect(try search("460 94 1393")["total"] == .integer(0))
  }

  @Test(
    "a search without matches suggests a search that has matches",
    arguments: [
      ("climte", "climate"), ("berum", "bærum"), ("univercity metropolitan", "university metropolitan"),
      ("university of oslo", "university oslo"),
    ])
  func didYouMean(text: String, suggestion: String) throws {
    let answer = try search(text)
    #expect(answer["total"] == .integer(0))
    #expect(answer["didYouMean"]?.strings.contains(suggestion) == true, "\(answer)")
  }

  @Test(
    "a parameter that is missing, too long, wrong or unknown is refused",
    arguments: [
      ("", "missing-parameter"), ("?type=member", "missing-parameter"),
      ("?q=" + String(repeating: "a", count: 201), "search-too-long"),
      ("?q=a+b+c+d+f+g+h+i+j+k+l+m+n+o+p+q+r", "search-too-long"),
      ("?q=a&type=membr", "unknown-value"), ("?q=a&type=", "unknown-value"),
      ("?q=a&limit=101", "invalid-limit"), ("?q=a&limit=-1", "invalid-limit"),
      ("?q=a&q=b", "repeated-parameter"), ("?q=a&cursor=x", "unknown-parameter"),
    ])
  func refusals(query: String, code: String) throws {
    let answer = try directory.get("/search" + query)
    #expect(answer.status == 400)
    #expect(try answer.json["code"]?.string == code)
  }
}
