import Directory
import Foundation
import TestSupport
import Testing

@Suite("Corrected requests")
struct CorrectionTests {
  /// The parameters that decide how an answer is shown. All others decide what is asked for.
  private static let forShow: Set<String> = [
    "countUnder", "lang", "sort", "facets", "fields", "include", "pretty", "delimiter", "bom", "limit",
  ]

  /// Returns misspellings of a word.
  private static func misspelt(_ word: String) -> [String] {
    guard let first = word.first, let last = word.last else { return ["x"] }
    return [
      String(word.dropLast()), "\(first)\(word)", "\(word)\(last)s", word.uppercased(),
      String(word.reversed()), word.replacing("-", with: "_"),
    ].filter { $0 != word }
  }

  private static let wrongValues = [
    "", "x", "zzzzzz", "not.zzzz", "9..1", "1-5", ">=5", "5+", "yesterday", "2021-02-30", "20210630", "-1",
    "0",
    "99999999999999999999", "true,false", "yes", "maybe", "a,b", "name:desc", "ten", "4000",
    "2021-13..2021-14",
  ]

  /// Returns requests with one or two faults, each of which is a fault of a parameter or of the path.
  private static func wrongRequests(of read: DescribedRead) -> [String] {
    var targets: [String] = []
    for parameter in read.parameters {
      let example = parameter.example
      let wrong =
        misspelt(example) + wrongValues + [
          "\(example),zzzz", "not.\(misspelt(example)[0])", "\(example),\(example)x",
        ]
      let pairs = wrong.map { (parameter.name, $0) } + misspelt(parameter.name).map { ($0, example) }
      for pair in pairs {
        let needed = read.parameters.filter { $0.isRequired && $0.name != parameter.name }
        let base = needed.map { ($0.name, $0.example) }
        targets.append(DescribedRead.target(read.path, base + [pair]))
        if pair.1.count % 3 == 0 {
          targets.append(DescribedRead.target(read.path + ".csv", base + [pair, ("limmit", "3")]))
        }
      }
      targets.append(
        DescribedRead.target(read.path, [(parameter.name, example), (parameter.name, example)]))
    }
    for pair in [("colour", "red"), ("page", "2"), ("search", "a"), ("per_page", "5"), ("theme", "zzzz")] {
      targets.append(DescribedRead.target(read.path, [pair]))
    }
    for suffix in [".xml", ".cvs", ".htm", ".vcf", ".atom", ".css", "/x"] {
      targets.append(read.path + suffix)
    }
    let segments = read.path.split(separator: "/").map(String.init)
    for index in segments.indices {
      for word in misspelt(segments[index]) {
        var others = segments
        others[index] = word
        targets.append("/" + others.joined(separator: "/"))
        targets.append("/" + others.joined(separator: "/") + "?limti=2")
      }
    }
    return targets
  }

  /// Returns how many parameters decide what is asked for. `lim…` is the limit, misspelt.
  private static func asked(_ target: String) -> Int {
    let query = target.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
    return query.split(separator: "&").count { pair in
      let name = String(pair.prefix { $0 != "=" })
      return !forShow.contains(name) && !name.hasPrefix("lim")
    }
  }

  @Test("are answered, and ask for no less than the wrong ones", arguments: AnyDirectory.allCases)
  func answered(kind: AnyDirectory) throws {
    let directory = try kind.start()
    let reads = DescribedRead.all(of: try directory.get("/openapi.json").json)
    // Comparing thousands of answers with the description would take minutes.
    func get(_ target: String) throws -> RawResponse {
      let client = try directory.client()
      client.send(RunningDirectory.request("GET", target, ["Connection: close"]))
      return try #require(try client.readResponse(), "\(target)")
    }
    var (wrong, corrected) = (0, 0)
    // The secrets of previews are nowhere but in the answers to those who make them.
    for read in reads where read.path != "/" && !read.path.hasPrefix("/previews") {
      for target in Self.wrongRequests(of: read) {
        let answer = try get(target)
        guard answer.status >= 400 else { continue }
        wrong += 1
        let json = try answer.json
        let detail = json["detail"]?.string ?? ""
        #expect(
          !detail.contains(/(takes|one of|offers|are|supports) ?[.,;]( |$)|\b1 [a-z]+s are/),
          "\(target): \(detail)")
        guard let better = json["corrected"]?.string else { continue }
        corrected += 1
        #expect(try get(better).status == 200, "\(target) is corrected as \(better)")
        // The name of a parameter for show may be what is misspelt.
        if json["code"]?.string != "unknown-parameter" {
          #expect(Self.asked(better) >= Self.asked(target), "\(target) is corrected as \(better)")
        }
        for other in json["alternates"]?.strings ?? [] {
          #expect(try get(other).status == 200, "\(target) has the alternate \(other)")
        }
      }
    }
    #expect(wrong > 2_000 && corrected > 700, "\(wrong), \(corrected)")
  }

  @Test(
    "are not offered where something that was asked for would be left out",
    arguments: [
      "/match?with=x", "/members?colour=red", "/members?q=a&q=b", "/members?at=yesterday",
      "/members?population=many", "/members?county=zzzz", "/members?county=viken,zzzz",
      "/changes?since=x", "/topics/climate/membrs?county=zzzz",
      "/members?theme=zzzz", "/members?page=2", "/members?kind=county&offset=100",
      "/members?limit=2&cursor=zzzz",
    ])
  func left(target: String) throws {
    let answer = try RunningDirectory().get(target)
    #expect(answer.status >= 400)
    #expect(try answer.json["corrected"] == nil, "\(answer.text)")
  }

  @Test(
    "mend several faults at once",
    arguments: [
      ("/membrs?cuonty=vikn", "/members?county=viken"),
      ("/members.cvs?cuonty=vikn&limmit=2", "/members.csv?county=viken&limit=2"),
      ("/members/osl.cvs", "/members/oslo.csv"),
    ])
  func several(target: String, corrected: String) throws {
    let directory = try RunningDirectory()
    #expect(try directory.get(target).json["corrected"]?.string == corrected)
    #expect(try directory.get(corrected).status == 200)
  }

  @Test("of a write keep dryRun, and are not offered without it")
  func writes() throws {
    let directory = try RunningDirectory()
    let staff = try Staff(directory)
    let content = "{}"
    let misspelt = try staff.send("POST", "/topics?dryrun=true", content)
    #expect(misspelt.status == 400)
    #expect(try misspelt.json["corrected"]?.string == "/topics?dryRun=true")
    let unclear = try staff.send("POST", "/topics?dryRun=perhaps", content)
    #expect(unclear.status == 400)
    #expect(try unclear.json["corrected"] == nil)
  }

  @Test("are not offered to a token that isn't valid")
  func token() throws {
    let directory = try RunningDirectory()
    let wrong = "Authorization: Bearer mdt_" + String(repeating: "a", count: 43)
    #expect(try directory.get("/membrs").json["corrected"]?.string == "/members")
    #expect(try directory.get("/membrs", wrong).json["corrected"] == nil)
  }
}
