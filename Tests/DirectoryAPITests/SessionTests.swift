import Directory
import Dispatch
import HTTPCore
import TestSupport
import Testing

@testable import DirectoryAPI

@Suite("The life of a session")
struct SessionTests {
  let service: Service
  let cookie: String
  private static let idle: Int64 = 480 * 60

  init() throws {
    service = try Service()
    cookie = try Self.begin(service, try service.token(.editor))
  }

  private static func begin(_ service: Service, _ token: String) throws -> String {
    let content = #"{"token":"\#(token)"}"#
    let head = [
      "POST /session HTTP/1.1", "Host: localhost", "Content-Type: application/json",
      "Content-Length: \(content.utf8.count)", "", "",
    ]
    let answer = try service.send(head.joined(separator: "\r\n"), content)
    #expect(answer.status == 201)
    return String(try #require(answer["Set-Cookie"]).prefix { $0 != ";" })
  }

  private func status(_ target: String = "/drafts") throws -> Int {
    try service.ask("GET", target, "Cookie: \(cookie)", "Sec-Fetch-Site: same-origin").status
  }

  private func writeUses() {
    service.responder.tick(now: service.now)
    service.responder.access.uses.queue.sync {}
    // The snapshot of the requests before ends, as when the loop waits.
    service.responder.loopWillWait()
  }

  @Test("it ends when it isn't used for the time of the setting")
  func idle() throws {
    service.now += Self.idle - 1
    #expect(try status() == 200)
    service.now += 1
    #expect(try status() == 401)
    #expect(try status("/members") == 401)
  }

  @Test("its use makes it last, but not longer than 30 days")
  func longest() throws {
    let end = service.now + Session.longest
    while service.now + Self.idle / 2 < end {
      service.now += Self.idle / 2
      #expect(try status() == 200)
      writeUses()
    }
    service.now = end - 1
    #expect(try status() == 200)
    service.now = end
    #expect(try status() == 401)
  }

  @Test("its use is written after five minutes at the earliest, and empties no cache")
  func uses() throws {
    // A session is a use of its token, from the beginning.
    let begun = service.now
    writeUses()
    #expect(try service.store.tokens().first?.lastUsedAt == begun)
    service.now += 299
    #expect(try status() == 200)
    writeUses()
    #expect(try service.store.tokens().first?.lastUsedAt == begun)
    let revision = service.store.revisionNumber
    service.now += 1
    #expect(try status() == 200)
    // The request hasn't written anything.
    #expect(try service.store.tokens().first?.lastUsedAt == begun)
    writeUses()
    #expect(try service.store.tokens().first?.lastUsedAt == service.now)
    #expect(try service.store.people().first?.lastSeenAt == service.now)
    #expect(service.store.revisionNumber == revision)
  }

  @Test("its use is written later if the store is busy")
  func busy() throws {
    service.now += 300
    #expect(try status() == 200)
    service.store.fail(with: .busy)
    writeUses()
    service.store.fail(with: nil)
    #expect(try service.store.tokens().first?.lastUsedAt == nil)
    writeUses()
    #expect(try service.store.tokens().first?.lastUsedAt == service.now)
  }

  @Test("it doesn't end if the store is busy, and the answer says so")
  func signOutWhenBusy() throws {
    let store = service.store
    store.fail(with: .busy)
    let refused = try service.ask("DELETE", "/session", "Cookie: \(cookie)", "Sec-Fetch-Site: same-origin")
    #expect(refused.status == 503 && refused["Set-Cookie"] == nil && refused["Retry-After"] == "1")
    store.fail(with: nil)
    #expect(try status() == 200)
    let answer = try service.ask("DELETE", "/session", "Cookie: \(cookie)", "Sec-Fetch-Site: same-origin")
    #expect(answer.status == 204)
    #expect(try status() == 401)
  }

  @Test("a new one in the same browser replaces it")
  func replaced() throws {
    let token = try service.token(.admin)
    let content = #"{"token":"\#(token)"}"#
    let head = [
      "POST /session HTTP/1.1", "Host: localhost", "Content-Type: application/json", "Cookie: \(cookie)",
      "Content-Length: \(content.utf8.count)", "", "",
    ]
    #expect(try service.send(head.joined(separator: "\r\n"), content).status == 201)
    #expect(try status() == 401)
  }
}
