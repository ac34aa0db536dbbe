import HTTPCore
import Testing

@testable import HTTPServer

@Suite("The count of output that waits")
struct WaitingOutputTests {
  private static let first = PeerAddress(v6: 1, 1)
  private static let neighbour = PeerAddress(v6: 1, 2)
  private static let other = PeerAddress(v4: 1)

  private func holding(_ body: UInt, _ size: Int, copied: Int = 0) -> WaitingOutput.Holding {
    WaitingOutput.Holding(body: body, bodySize: size, copied: copied)
  }

  @Test("includes a body once, until its last holder has released it")
  func shared() {
    let waiting = WaitingOutput(limit: 1_000)
    waiting.replace(nil, with: holding(7, 300, copied: 5), for: Self.first)
    waiting.replace(nil, with: holding(7, 300, copied: 6), for: Self.other)
    #expect(waiting.total == 311)
    waiting.replace(holding(7, 300, copied: 5), with: nil, for: Self.first)
    #expect(waiting.total == 306)
    waiting.replace(holding(7, 300, copied: 6), with: holding(7, 300, copied: 1), for: Self.other)
    #expect(waiting.total == 301)
    waiting.replace(holding(7, 300, copied: 1), with: nil, for: Self.other)
    #expect(waiting.total == 0)
  }

  @Test("allows one network half of the limit, and all networks together the whole limit")
  func limits() {
    let waiting = WaitingOutput(limit: 1_000)
    #expect(waiting.hasRoom(for: Self.first))
    waiting.replace(nil, with: holding(1, 499), for: Self.first)
    #expect(waiting.hasRoom(for: Self.neighbour))
    waiting.replace(nil, with: holding(0, 0, copied: 1), for: Self.neighbour)
    #expect(!waiting.hasRoom(for: Self.first) && !waiting.hasRoom(for: Self.neighbour))
    #expect(waiting.hasRoom(for: Self.other))
    waiting.replace(nil, with: holding(2, 499), for: Self.other)
    #expect(waiting.hasRoom(for: Self.other))
    waiting.replace(holding(2, 499), with: holding(3, 500), for: Self.other)
    #expect(!waiting.hasRoom(for: PeerAddress(v4: 2)))
    waiting.replace(holding(0, 0, copied: 1), with: nil, for: Self.neighbour)
    #expect(waiting.hasRoom(for: PeerAddress(v4: 2)))
  }

  @Test("includes the last byte")
  func oneByte() {
    let waiting = WaitingOutput(limit: 2)
    waiting.replace(nil, with: holding(0, 0, copied: 1), for: Self.first)
    #expect(waiting.total == 1)
    #expect(!waiting.hasRoom(for: Self.first) && waiting.hasRoom(for: Self.other))
    waiting.replace(holding(0, 0, copied: 1), with: nil, for: Self.first)
    #expect(waiting.hasRoom(for: Self.first))
  }
}
