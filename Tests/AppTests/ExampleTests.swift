import Directory
import Foundation
import TestSupport
import Testing

@Suite("Examples")
struct ExampleTests {
  @Test("of the description succeed in every directory", arguments: AnyDirectory.allCases)
  func description(kind: AnyDirectory) throws {
    let directory = try kind.start()
    let description = try directory.get("/openapi.json").json
    var asked = 0
    for read in DescribedRead.all(of: description) where kind.has(read.path) {
      let ones = read.parameters.filter { !$0.example.isEmpty }.map { read.target(with: $0) }
      for target in (read.id == "search" ? [] : [read.target()]) + ones {
        #expect(try directory.get(target).status == 200, "\(target)")
        asked += 1
      }
    }
    #expect(asked > 90)
  }

  @Test("of the help succeed in every directory", arguments: AnyDirectory.allCases)
  func help(kind: AnyDirectory) throws {
    let directory = try kind.start()
    let text = try directory.get("/", "Accept: text/plain").text
    let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let description = try directory.get("/openapi.json").json
    let reads = DescribedRead.all(of: description)
    var asked = 0
    for line in lines {
      let example = String(line.prefix { $0 != " " })
      guard let match = example.wholeMatch(of: /([a-zA-Z]+)=(.+)/), line != example else { continue }
      // The lines that list the names of parameters have no values.
      guard !match.2.hasSuffix("=") else { continue }
      // The first list that takes the parameter.
      let read = try #require(reads.first { $0.parameters.contains { $0.name == match.1 } }, "\(line)")
      let own = try #require(read.parameters.first { $0.name == match.1 })
      let pairs = example.split(separator: "&").map { pair -> (String, String) in
        let parts = pair.split(separator: "=", maxSplits: 1)
        return (String(parts[0]), String(parts[1]))
      }
      let needed = read.parameters.filter { one in one.isRequired && !pairs.contains { $0.0 == one.name } }
      let suffix = own.formats.isEmpty || own.formats.contains("json") ? "" : ".\(own.formats[0])"
      let target = DescribedRead.target(read.path + suffix, needed.map { ($0.name, $0.example) } + pairs)
      guard kind.has(target) else { continue }
      #expect(try directory.get(target).status == 200, "\(target)")
      asked += 1
    }
    #expect(asked > 20)
  }

  @Test("and links of the pages lead to what exists, in every directory", arguments: AnyDirectory.allCases)
  func pages(kind: AnyDirectory) throws {
    let directory = try kind.start()
    var targets: Set<String> = []
    for path in ["/en/", "/en/members", "/en/formats", "/en/embed", "/en/about", "/en/contacts"] {
      let page = try directory.get(path).text
      targets.formUnion(page.matches(of: /(?:href|src|action)="(\/[^"#]*)/).map { String($0.1) })
      targets.formUnion(page.matches(of: /curl &quot;http:\/\/localhost:8080(\/[^&]*)/).map { String($0.1) })
    }
    #expect(targets.count > 25)
    for target in targets {
      let target = target.replacing("&amp;", with: "&")
      #expect(try directory.get(target).status == 200, "\(target)")
    }
  }

  @Test("in problems succeed in every directory", arguments: AnyDirectory.allCases)
  func problems(kind: AnyDirectory) throws {
    let directory = try kind.start()
    for target in ["/search", "/match"] {
      let answer = try directory.get(target)
      let example = try #require(try answer.json["example"]?.string)
      #expect(answer.status == 400 && answer.text.contains("\(example)"))
      #expect(try directory.get(example).json["total"] != .integer(0), "\(example)")
    }
  }

  /// The words that only the shipped directory has: its slugs and ids, and the words of its names.
  private static func shippedWords() throws -> Set<String> {
    let document = try JSONParser.parse(try ProjectFiles.read("Data/oslo-region.json"))
    var words: Set<String> = []
    for list in ["members", "topics", "contacts", "offices", "counties", "formerSlugs"] {
      for record in document[list]?.items ?? [] {
        for name in ["slug", "id", "city"] {
          if let word = record[name]?.string { words.insert(word.lowercased()) }
        }
      }
    }
    // Words of the API itself.
    return words.subtracting(["digital", "education", "string", "health", "culture"])
  }

  @Test("of another organisation name nothing of the shipped one")
  func own() throws {
    let directory = try AnyDirectory.choirs.start()
    let shipped = try Self.shippedWords()
    #expect(shipped.count > 60 && shipped.contains("oslo"))
    let texts = [
      try directory.get("/openapi.json").text, try directory.get("/").text,
      try directory.get("/", "Accept: text/plain").text,
      try directory.get("/", "Sec-Fetch-Mode: navigate").text, try directory.get("/docs").text,
      try directory.get("/search").text, try directory.get("/match").text,
    ]
    for text in texts {
      let words = Set(text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "-" }.map(String.init))
      #expect(words.intersection(shipped) == [], "\(text.prefix(80))")
    }
    #expect(texts[0].contains("aino-virtanen") && texts[2].contains("kind=not.municipality"))
  }

  @Test("of what is sent name the record of the path, and a new one that can be added")
  func contents() throws {
    for kind in AnyDirectory.allCases {
      let directory = try kind.start()
      let staff = try Staff(directory, role: "admin")
      let description = try directory.get("/openapi.json").json
      for path in description["paths"]?.names ?? [] where kind.has(path) {
        for (method, field) in [("put", "If-Match"), ("post", "Idempotency-Key")] {
          guard let operation = description["paths"]?[path]?[method],
            operation["parameters"]?.items.contains(where: { $0["name"]?.string == "dryRun" }) == true,
            let example = operation["requestBody"]?["content"]?["application/json"]?["example"]
          else { continue }
          var target = path
          for one in operation["parameters"]?.items ?? [] where one["in"]?.string == "path" {
            target = target.replacing("{\(one["name"]?.string ?? "")}", with: one["example"]?.inQuery ?? "")
          }
          let isMerge = path.hasSuffix("/merge")
          let record = isMerge ? String(target.dropLast("/merge".count)) : target
          let matches = method == "put" || isMerge
          let tag = matches ? try staff.get(record).field("etag") ?? "" : "key-1"
          let answer = try staff.send(
            method.uppercased(), target + "?dryRun", String(decoding: example.compact(), as: UTF8.self),
            "\(isMerge ? "If-Match" : field): \(tag)")
          #expect(answer.status == 200, "\(method) \(target): \(answer.text)")
          let would = try answer.json["would"]?.string
          #expect(matches || path == "/draft-changes" || would == "create", "\(target)")
        }
      }
    }
  }

  @Test("follow the directory")
  func fresh() throws {
    let directory = try AnyDirectory.choirs.start()
    let staff = try Staff(directory)
    #expect(try directory.get("/openapi.json").text.contains("aino-virtanen"))
    let tag = try directory.get("/contacts/aino-virtanen").field("etag") ?? ""
    #expect(try staff.send("DELETE", "/contacts/aino-virtanen", "", "If-Match: \(tag)").status == 204)
    let answer = try directory.get("/openapi.json")
    #expect(!answer.text.contains("aino-virtanen") && answer.text.contains("eero-laine"))
    #expect(try directory.get("/openapi.json", "If-None-Match: \(answer.field("etag") ?? "")").status == 304)
  }

  @Test("of a directory without members and topics have its own kinds, so that they could be added to it")
  func ownKinds() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("directory.sqlite")
    let arguments = [
      "init", "--name", "Kuorot", "--region", "Suomi", "--summary", "Kaikki kuorot.", "--language", "fi",
      "--kind", "Kuoro=MusicGroup", "--database", path,
    ]
    #expect(try CommandProcess(arguments, in: folder).end().status == 0)
    let directory = try RunningDirectory(in: folder)
    let staff = try Staff(directory, role: "admin")
    #expect(try staff.send("POST", "/topic-kinds", #"{"slug":"aihe","name":"Aihe"}"#).status == 201)
    for kind in ["agenda", "network", "programme", "theme"] {
      let tag = try staff.ifMatch("/topic-kinds/\(kind)")
      let answer = try staff.send("DELETE", "/topic-kinds/\(kind)", "", type: "application/json", tag)
      #expect(answer.status == 204)
    }
    let description = try directory.get("/openapi.json")
    for word in ["municipal", "society", "theme", "agenda", "0150", "974760673"] {
      #expect(!description.text.lowercased().contains(word), "\(word)")
    }
    for (path, record) in [("/members", "MemberContent"), ("/topics", "TopicContent")] {
      let content = try description.json["paths"]?[path]?["post"]?["requestBody"]?["content"]
      let example = try #require(content?["application/json"]?["example"])
      let text = String(decoding: example.compact(), as: UTF8.self)
      let answer = try staff.send(
        "POST", path + "?dryRun", text, type: "application/json", "Idempotency-Key: k1")
      #expect(answer.status == 200, "\(record) \(answer.text)")
    }
  }

  @Test("are invented in an empty directory")
  func empty() throws {
    let directory = try RunningDirectory(["data.loadShipped": "false"])
    #expect(try directory.get("/openapi.json").text.contains("riverton"))
    let help = try directory.get("/", "Accept: text/plain").text
    #expect(help.contains("topic=reading,learning") && !help.contains("oslo"))
    let answer = try directory.get("/match")
    #expect(answer.status == 400)
  }
}
