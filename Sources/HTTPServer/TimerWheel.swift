/// A hashed timing wheel (Varghese and Lauck 1987) for the deadlines of a loop's connections. To set, move or
/// clear one costs a few stores and no allocation. Time is counted in ticks since the wheel was made.
///
/// The entries are the slots of the connection table, linked through arrays. A deadline that is more than one
/// turn away waits in the farthest slot, and is placed again when that slot is reached.
struct TimerWheel {
  private static let size = 256
  private static let none: Int32 = -1

  private var heads = [Int32](repeating: none, count: size)
  private var next: [Int32] = []
  private var previous: [Int32] = []
  /// The slot of the wheel that an entry is in, or `none`.
  private var slotOf: [Int32] = []
  private var deadlines: [Int] = []
  private(set) var now = 0

  mutating func grow(to count: Int) {
    while slotOf.count < count {
      next.append(Self.none)
      previous.append(Self.none)
      slotOf.append(Self.none)
      deadlines.append(0)
    }
  }

  mutating func set(_ entry: Int, at deadline: Int) {
    let due = max(deadline, now + 1)
    deadlines[entry] = due
    let slot = Int32(truncatingIfNeeded: min(due, now + Self.size - 1) % Self.size)
    guard slotOf[entry] != slot else { return }
    unlink(entry)
    let first = heads[Int(slot)]
    next[entry] = first
    previous[entry] = Self.none
    if first >= 0 { previous[Int(first)] = Int32(truncatingIfNeeded: entry) }
    heads[Int(slot)] = Int32(truncatingIfNeeded: entry)
    slotOf[entry] = slot
  }

  /// Returns the deadline that was set last.
  func deadline(of entry: Int) -> Int { deadlines[entry] }

  mutating func clear(_ entry: Int) {
    unlink(entry)
    slotOf[entry] = Self.none
  }

  private mutating func unlink(_ entry: Int) {
    let slot = slotOf[entry]
    guard slot >= 0 else { return }
    if previous[entry] >= 0 {
      next[Int(previous[entry])] = next[entry]
    } else {
      heads[Int(slot)] = next[entry]
    }
    if next[entry] >= 0 { previous[Int(next[entry])] = previous[entry] }
  }

  /// Moves the time to `tick`. Returns the entries whose deadline has passed, and clears them.
  mutating func advance(to tick: Int) -> [Int] {
    var expired: [Int] = []
    // After a long pause, one turn of the wheel visits every slot.
    let first = max(now + 1, tick - Self.size + 1)
    guard first <= tick else { return expired }
    now = tick
    for visited in first...tick {
      var entry = heads[visited % Self.size]
      while entry >= 0 {
        let current = Int(entry)
        entry = next[current]
        if deadlines[current] <= tick {
          clear(current)
          expired.append(current)
        } else {
          // It is due in a later turn: place it again.
          set(current, at: deadlines[current])
        }
      }
    }
    return expired
  }
}
