import HTTPCore
import Testing

@testable import HTTPServer

@Suite("The limit on connections")
struct ConnectionLimiterTests {
  private static let first = PeerAddress(v4: 1)
  private static let second = PeerAddress(v4: 2)

  @Test("refuses a connection over the total, and accepts one again after another has closed")
  func total() {
    let limiter = ConnectionLimiter(maximum: 2, perAddress: 0)
    #expect(limiter.total == 0)
    #expect(limiter.admit(Self.first) == nil)
    #expect(limiter.admit(Self.first) == nil)
    #expect(limiter.total == 2)
    #expect(limiter.admit(Self.second) == .total)
    #expect(limiter.total == 2)
    limiter.release(Self.first)
    #expect(limiter.total == 1)
    #expect(limiter.admit(Self.second) == nil)
    #expect(limiter.admit(Self.first) == .total)
  }

  @Test("counts each address separately, and doesn't count connections without an address")
  func perAddress() {
    let limiter = ConnectionLimiter(maximum: 100, perAddress: 2)
    for _ in 0..<2 {
      #expect(limiter.admit(Self.first) == nil)
      #expect(limiter.admit(Self.second) == nil)
    }
    #expect(limiter.admit(Self.first) == .address)
    #expect(limiter.admit(Self.second) == .address)
    // A refused connection isn't counted.
    #expect(limiter.total == 4)
    limiter.release(Self.first)
    #expect(limiter.admit(Self.second) == .address)
    #expect(limiter.admit(Self.first) == nil)
    #expect(limiter.admit(Self.first) == .address)
    for _ in 0..<5 { #expect(limiter.admit(.local) == nil) }
    limiter.release(.local)
    #expect(limiter.total == 8)
  }

  @Test("counts all addresses of an IPv6 /64 as one")
  func perNetwork() {
    let limiter = ConnectionLimiter(maximum: 100, perAddress: 2)
    #expect(limiter.admit(PeerAddress(v6: 1, 1)) == nil)
    #expect(limiter.admit(PeerAddress(v6: 1, 2)) == nil)
    #expect(limiter.admit(PeerAddress(v6: 1, 3)) == .address)
    #expect(limiter.admit(PeerAddress(v6: 2, 1)) == nil)
    limiter.release(PeerAddress(v6: 1, 1))
    #expect(limiter.admit(PeerAddress(v6: 1, 3)) == nil)
  }

  @Test("counts no address of a trusted proxy")
  func proxy() throws {
    let proxies = try #require(TrustedProxies(text: "0.0.0.1"))
    let limiter = ConnectionLimiter(maximum: 100, perAddress: 2, except: proxies)
    for _ in 0..<5 { #expect(limiter.admit(Self.first) == nil) }
    for _ in 0..<2 { #expect(limiter.admit(Self.second) == nil) }
    #expect(limiter.admit(Self.second) == .address)
    for _ in 0..<5 { limiter.release(Self.first) }
    #expect(limiter.total == 2)
  }

  @Test("is almost reached when more than nine tenths of it are in use")
  func almostFull() {
    let limiter = ConnectionLimiter(maximum: 20, perAddress: 0)
    for _ in 0..<18 { #expect(limiter.admit(Self.first) == nil) }
    #expect(!limiter.isAlmostFull)
    #expect(limiter.admit(Self.first) == nil)
    #expect(limiter.isAlmostFull)
  }

  @Test("forgets an address whose last connection has closed")
  func forgets() {
    let limiter = ConnectionLimiter(maximum: 100, perAddress: 2)
    for _ in 0..<3 {
      #expect(limiter.admit(Self.first) == nil)
      #expect(limiter.admit(Self.first) == nil)
      #expect(limiter.admit(Self.first) == .address)
      limiter.release(Self.first)
      limiter.release(Self.first)
      #expect(limiter.total == 0 && limiter.networks == 0)
    }
  }

  @Test("is not applied to an address if it is 0")
  func unlimited() {
    let limiter = ConnectionLimiter(maximum: 10, perAddress: 0)
    for _ in 0..<10 { #expect(limiter.admit(Self.first) == nil) }
    #expect(limiter.admit(Self.first) == .total)
    for _ in 0..<10 { limiter.release(Self.first) }
    #expect(limiter.total == 0)
  }
}
