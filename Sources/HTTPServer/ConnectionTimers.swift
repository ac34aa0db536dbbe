/// The deadlines of a loop's connections, in milliseconds. The wheel counts them in ticks.
struct ConnectionTimers {
  /// Milliseconds per tick: a quarter of the shortest deadline, at least 10 and at most 1,000. A deadline is
  /// noticed at most one tick late.
  let resolution: Milliseconds
  private let origin: Milliseconds
  private var wheel = TimerWheel()

  init(shortest: Milliseconds, now: Milliseconds) {
    resolution = min(1_000, max(10, shortest / 4))
    origin = now
  }

  mutating func grow(to count: Int) { wheel.grow(to: count) }

  mutating func set(_ slot: Int, at time: Milliseconds) {
    wheel.set(slot, at: (time - origin) / resolution + 1)
  }

  mutating func clear(_ slot: Int) { wheel.clear(slot) }

  /// Returns the slots whose deadline has passed, and clears them.
  mutating func expired(now: Milliseconds) -> [Int] {
    wheel.advance(to: (now - origin) / resolution)
  }

  /// Returns the end of the tick in which the deadline of a slot passes.
  func deadline(_ slot: Int) -> Milliseconds { wheel.deadline(of: slot) * resolution + origin }

  func timeToNextTick(now: Milliseconds) -> Milliseconds { resolution - (now - origin) % resolution }
}
