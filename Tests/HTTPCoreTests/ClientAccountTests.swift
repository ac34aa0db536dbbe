import HTTPCore
import Testing

@Suite("The account of a client")
struct ClientAccountTests {
  private static let limit = ClientAccount.Limit(perSecond: 10, burst: 100)

  @Test("is full at first, is emptied by requests, and fills up steadily")
  func bucket() {
    let account = ClientAccount()
    for _ in 0..<10 { #expect(account.charge(10, Self.limit, now: 1_000)) }
    #expect(!account.charge(1, Self.limit, now: 1_000))
    #expect(account.secondsToWait(Self.limit) == 1)
    #expect(account.charge(10, Self.limit, now: 1_001))
    #expect(!account.charge(1, Self.limit, now: 1_001))
    for _ in 0..<3 { #expect(account.charge(10, Self.limit, now: 1_004)) }
    #expect(!account.charge(1, Self.limit, now: 1_004))
  }

  @Test("never has more than the burst, however long it is unused")
  func burst() {
    let account = ClientAccount()
    #expect(account.charge(1, Self.limit, now: 1_000))
    #expect(account.charge(100, Self.limit, now: .max))
    #expect(!account.charge(1, Self.limit, now: .max))
  }

  @Test("allows a request that costs more than the burst, after which it takes longer to fill up")
  func debt() {
    let account = ClientAccount()
    #expect(account.charge(150, Self.limit, now: 1_000))
    #expect(account.secondsToWait(Self.limit) == 6)
    #expect(!account.charge(1, Self.limit, now: 1_005))
    #expect(account.charge(1, Self.limit, now: 1_006))
  }

  @Test("allows a request while one unit is left")
  func lastUnit() {
    let account = ClientAccount()
    #expect(account.charge(99, Self.limit, now: 1_000))
    #expect(account.secondsToWait(Self.limit) == 0)
    #expect(account.charge(1, Self.limit, now: 1_000))
    #expect(!account.charge(1, Self.limit, now: 1_000))
  }

  @Test("gets nothing for a clock that was set back")
  func clockSetBack() {
    let account = ClientAccount()
    #expect(account.charge(100, Self.limit, now: 1_000))
    #expect(!account.charge(1, Self.limit, now: 500))
    #expect(!account.charge(1, Self.limit, now: 999))
    #expect(account.charge(1, Self.limit, now: 1_001))
  }
}

@Suite("A range of addresses")
struct AddressRangeTests {
  @Test("of loopback has the addresses of this machine only")
  func loopback() {
    #expect(PeerAddress(v6: 0, 1).isThisMachine && PeerAddress(v4: 0x7F00_0001).isThisMachine)
    #expect(!PeerAddress(v6: 1, 0).isThisMachine && !PeerAddress(v6: 0, 2).isThisMachine)
    #expect(!PeerAddress(v4: 0x8000_0001).isThisMachine)
  }

  private static func v4(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) -> PeerAddress {
    PeerAddress(v4: a << 24 | b << 16 | c << 8 | d)
  }

  private static func v6(_ high: UInt64, _ low: UInt64) -> PeerAddress { PeerAddress(v6: high, low) }

  @Test("contains the addresses that share its first bits")
  func contains() throws {
    let range = try #require(AddressRange(Self.v4(10, 16, 0, 0), prefix: 12))
    #expect(range.contains(Self.v4(10, 16, 0, 0)) && range.contains(Self.v4(10, 31, 255, 255)))
    #expect(!range.contains(Self.v4(10, 32, 0, 0)) && !range.contains(Self.v4(10, 15, 255, 255)))
    #expect(!range.contains(PeerAddress(v6: 0, 0x0A10_0000)) && !range.contains(.local))
    let network = try #require(AddressRange(PeerAddress(v6: 0x2001_0DB8 << 32, 0), prefix: 65))
    #expect(network.contains(PeerAddress(v6: 0x2001_0DB8 << 32, 1)))
    #expect(!network.contains(PeerAddress(v6: 0x2001_0DB8 << 32, 1 << 63)))
    #expect(try #require(AddressRange(Self.v4(0, 0, 0, 0), prefix: 0)).contains(Self.v4(255, 0, 0, 1)))
    #expect(!(try #require(AddressRange(Self.v4(0, 0, 0, 0), prefix: 0))).contains(PeerAddress(v6: 1, 1)))
  }

  @Test(
    "is one of those that aren't used on the internet",
    arguments: [
      (v4(127, 0, 0, 0), v4(127, 255, 255, 255)), (v4(10, 0, 0, 0), v4(10, 255, 255, 255)),
      (v4(172, 16, 0, 0), v4(172, 31, 255, 255)), (v4(192, 168, 0, 0), v4(192, 168, 255, 255)),
      (v4(169, 254, 0, 0), v4(169, 254, 255, 255)), (v6(0, 1), v6(0, 1)),
      (v6(0xFC00 << 48, 0), v6(0xFDFF_FFFF_FFFF_FFFF, .max)),
      (v6(0xFE80 << 48, 0), v6(0xFEBF_FFFF_FFFF_FFFF, .max)),
    ])
  func local(_ first: PeerAddress, _ last: PeerAddress) {
    func isLocal(_ address: PeerAddress) -> Bool { AddressRange.local.contains { $0.contains(address) } }
    #expect(isLocal(first) && isLocal(last))
  }

  @Test(
    "of the internet isn't one of those",
    arguments: [
      v4(126, 255, 255, 255), v4(128, 0, 0, 0), v4(9, 255, 255, 255), v4(11, 0, 0, 0), v4(172, 15, 255, 255),
      v4(172, 32, 0, 0), v4(192, 167, 255, 255), v4(192, 169, 0, 0), v4(169, 253, 255, 255),
      v4(169, 255, 0, 0),
      v6(0, 0), v6(0, 2), v6(0xFBFF_FFFF_FFFF_FFFF, .max), v6(0xFE00 << 48, 0),
      v6(0xFE7F_FFFF_FFFF_FFFF, .max),
      v6(0xFEC0 << 48, 0),
    ])
  func global(_ address: PeerAddress) {
    #expect(!AddressRange.local.contains { $0.contains(address) })
  }

  @Test("has no bits beyond its prefix, and no more bits than an address")
  func invalid() {
    #expect(AddressRange(Self.v4(10, 0, 0, 1), prefix: 8) == nil)
    #expect(AddressRange(Self.v4(10, 0, 0, 0), prefix: 33) == nil)
    #expect(AddressRange(Self.v4(10, 0, 0, 0), prefix: -1) == nil)
    #expect(AddressRange(PeerAddress(v6: 0, 1), prefix: 128) != nil)
    #expect(AddressRange(PeerAddress(v6: 0, 1), prefix: 129) == nil)
  }

  @Test("of an address in a log is a /24 or a /48")
  func shortened() {
    #expect(Self.v4(192, 0, 2, 77).shortened == Self.v4(192, 0, 2, 0))
    #expect(
      PeerAddress(v6: 0x2001_0DB8_0001_0002, 3).shortened == PeerAddress(v6: 0x2001_0DB8_0001_0000, 0))
  }
}
