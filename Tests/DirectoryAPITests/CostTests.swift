import Directory
import HTTPCore
import TestSupport
import Testing

@testable import DirectoryAPI

@Suite("What a client may spend")
struct CostTests {
  private let service: Service

  init() throws {
    service = try Service(workers: 1) { settings in
      settings.options.costPerSecond = 100
      settings.options.costBurst = 1_000
    }
    service.account = ClientAccount()
  }

  /// Returns how many requests are answered before one is refused.
  private func count(_ ask: () throws -> Answer) throws -> Int {
    for number in 0..<2_000 where try ask().status == 429 { return number }
    return 2_000
  }

  @Test("is 1 for a cached answer and 20 for another")
  func cached() throws {
    #expect(try service.ask("GET", "/members").status == 200)
    // 980 are left.
    #expect(try count { try service.ask("GET", "/members") } == 980)
    service.account = ClientAccount()
    #expect(try count { try service.ask("GET", "/no-such-path") } == 50)
  }

  @Test("is 220 for a query that may take long, and 220 for a whole list")
  func long() throws {
    service.store.report(size: 100_000)
    var number = 0
    #expect(
      try count {
        number += 1
        return try service.ask("GET", "/members?population=\(number)..")
      } == 5)
    service.account = ClientAccount()
    #expect(try count { try service.ask("GET", "/members.ndjson") } == 5)
  }

  @Test(
    "is that of three requests at most for a wrong one, which is corrected by trials",
    arguments: [
      ("/members?kind=muncipality&county=vikn&topic=climat&worksWith=climat", 40),
      ("/members/vikn?fields=nmae", 60), ("/membrs/vikn.cvs?fields=nmae", 60),
      ("/members.cvs?kind=muncipality", 40), ("/members?topic=xyzzy&kind=muncipality", 40),
      ("/members?kind=muncipality&colour=red", 20),
    ])
  func corrections(target: String, cost: Int) throws {
    #expect(try count { try service.ask("GET", target) } == (1_000 + cost - 1) / cost)
  }

  @Test("is exceeded with 429, which says when to come back and what the limit is")
  func refusal() throws {
    while try service.ask("GET", "/no-such-path").status == 404 {}
    let answer = try service.ask("GET", "/members")
    #expect(answer.status == 429)
    #expect(try answer.code == "too-many-requests")
    #expect(answer["Retry-After"] == "1")
    #expect(answer["RateLimit-Policy"] == "\"cost\";q=1000;w=10")
    #expect(answer["RateLimit"] == "\"cost\";r=0;t=1")
    service.now += 1
    #expect(try service.ask("GET", "/members").status == 200)
  }

  @Test("is the token's own, apart from that of its network")
  func token() throws {
    let (token, other) = (try service.token(.editor), try service.token(.editor))
    while try service.ask("GET", "/no-such-path").status == 404 {}
    let fields = "Authorization: Bearer \(token)"
    #expect(try count { try service.ask("GET", "/drafts", fields) } == 50)
    #expect(try service.write("POST", "/members", "{}", token: token).status == 429)
    // 20 for the token's look-up and 40 for the write, which is refused for its content.
    let writes = try count { try service.write("POST", "/members", "{}", token: other) }
    #expect(writes == 17)
    #expect(try service.write("POST", "/members", "{}", token: other).code == "too-many-requests")
  }

  @Test("is charged to the network for a wrong token")
  func wrongToken() throws {
    let field = "Authorization: Basic dXNlcjpwYXNzd29yZA=="
    #expect(try count { try service.ask("GET", "/members", field) } == 50)
  }

  @Test("is not limited for a client without an account, nor by 0 units a second")
  func unlimited() throws {
    service.account = nil
    #expect(try count { try service.ask("GET", "/no-such-path") } == 2_000)
    let token = try service.token(.editor)
    #expect(try count { try service.ask("GET", "/drafts", "Authorization: Bearer \(token)") } == 2_000)
    let free = try Service { $0.options.costPerSecond = 0 }
    free.account = ClientAccount()
    #expect(try count { try free.ask("GET", "/no-such-path") } == 2_000)
  }

  @Test(
    "is not reached, by default, by a person, by a build of a site, or by a crawler that sends 5 requests a second"
  )
  func defaults() throws {
    let service = try Service(workers: 1)
    service.account = ClientAccount()
    // A build asks for each member, topic and list in three formats, ten times in a row.
    for number in 0..<10 {
      for path in ["/members", "/topics", "/members/asker", "/topics/climate"] {
        for suffix in ["", ".jsonld", ".csv"] {
          #expect(try service.ask("GET", "\(path)\(suffix)?fields=name&x\(number)=").status != 429)
        }
      }
    }
    service.account = ClientAccount()
    for second in 0..<600 {
      service.now += 1
      for number in 0..<5 {
        #expect(try service.ask("GET", "/members/a\(second)-\(number)").status == 404)
      }
    }
  }
}
