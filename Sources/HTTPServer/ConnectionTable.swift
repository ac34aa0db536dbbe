import HTTPCore

/// The connections of a loop, each in a slot. Slots are used again, so a token has a generation as well: an
/// event or a response for a connection that has ended never reaches its successor.
struct ConnectionTable {
  private var slots: [Connection?] = []
  private var freeSlots: [Int] = []
  private var generation: UInt64 = 0
  private(set) var count = 0

  /// The number of slots, in use or not.
  var capacity: Int { slots.count }

  mutating func add(descriptor: Int32, peer: PeerAddress) -> Connection {
    let slot = freeSlots.popLast() ?? slots.count
    if slot == slots.count { slots.append(nil) }
    // 31 bits: the tokens of listeners and of the wake-up have the highest bit set.
    generation = (generation &+ 1) & 0x7FFF_FFFF
    let token = generation << 32 | UInt64(slot)
    let connection = Connection(descriptor: descriptor, slot: slot, token: token, peer: peer)
    slots[slot] = connection
    count += 1
    return connection
  }

  mutating func remove(_ connection: Connection) {
    slots[connection.slot] = nil
    freeSlots.append(connection.slot)
    count -= 1
  }

  /// Returns the connection with this token, or nil if it has ended.
  func connection(token: UInt64) -> Connection? {
    let slot = Int(token & 0xFFFF_FFFF)
    guard slot < slots.count, let connection = slots[slot], connection.token == token else { return nil }
    return connection
  }

  func connection(slot: Int) -> Connection? { slots[slot] }

  var all: [Connection] { slots.compactMap { $0 } }
}
