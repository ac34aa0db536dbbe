import HTTPCore
import Testing

@testable import DirectoryAPI

@Suite("Wrong tokens")
struct FailedTriesTests {
  private static let peer = PeerAddress(v4: 0x0A00_0001)

  @Test("are refused at once, then after growing delays, and then for the rest of the minute")
  func growing() {
    let tries = FailedTries()
    let verdicts = (0..<12).map { _ in tries.note(from: Self.peer, at: 1_000) }
    let delays = [125, 250, 500, 1_000, 1_000, 1_000, 1_000].map {
      FailedTries.Verdict.slowed(milliseconds: $0)
    }
    #expect(
      verdicts == [.immediate, .immediate, .immediate] + delays + [
        .refused(seconds: 60), .refused(seconds: 60),
      ])
    #expect(tries.note(from: Self.peer, at: 1_059) == .refused(seconds: 1))
    #expect(tries.note(from: PeerAddress(v4: 0x0A00_0002), at: 1_059) == .immediate)
    #expect(tries.note(from: Self.peer, at: 1_060) == .immediate)
    // The count also starts again if the clock was set back.
    for _ in 0..<20 { _ = tries.note(from: Self.peer, at: 2_000) }
    #expect(tries.note(from: Self.peer, at: 1_900) == .immediate)
  }

  @Test("from one network are counted together, and the memory for many networks is bounded")
  func networks() {
    let tries = FailedTries()
    for low in UInt64(0)..<10 { _ = tries.note(from: PeerAddress(v6: 1, low), at: 0) }
    #expect(tries.note(from: PeerAddress(v6: 1, 99), at: 0) == .refused(seconds: 60))
    for network in UInt64(2)..<9_000 { _ = tries.note(from: PeerAddress(v6: network, 0), at: 30) }
    #expect(tries.note(from: PeerAddress(v6: 1, 99), at: 30) == .immediate)
  }

  @Test(
    "are not counted if the credentials are malformed",
    arguments: ["Basic a2FyaTpvbGE=", "Bearer", "Digest username=\"kari\"", "mdt_x", ""])
  func otherSchemes(credentials: String) throws {
    let service = try Service()
    for _ in 0..<20 {
      let answer = try service.ask("GET", "/members", "Authorization: \(credentials)")
      #expect(answer.status == 401 && answer.delay == 0)
      #expect(try answer.code == "malformed-credentials")
    }
    #expect(try service.ask("GET", "/members", "Authorization: Bearer x").code == "invalid-token")
  }

  @Test("are delayed by the transport, without a sleeping thread", arguments: ["GET", "HEAD", "DELETE"])
  func delays(method: String) throws {
    let service = try Service()
    let answers = try (0..<11).map { _ in
      try service.ask(method, "/members/oslo", "Authorization: Bearer x")
    }
    #expect(answers.map(\.delay) == [0, 0, 0, 125, 250, 500, 1_000, 1_000, 1_000, 1_000, 0])
    #expect(answers.map(\.status) == Array(repeating: 401, count: 10) + [429])
    service.now += 60
    #expect(try service.ask(method, "/members/oslo", "Authorization: Bearer x").delay == 0)
  }
}
