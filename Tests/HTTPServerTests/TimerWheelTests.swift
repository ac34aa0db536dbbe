import TestSupport
import Testing

@testable import HTTPServer

@Suite("The timer wheel")
struct TimerWheelTests {
  @Test("returns an entry once, at its tick and not earlier")
  func expires() {
    var wheel = TimerWheel()
    wheel.grow(to: 3)
    wheel.set(0, at: 5)
    wheel.set(1, at: 5)
    wheel.set(2, at: 7)
    #expect(wheel.advance(to: 4).isEmpty)
    #expect(wheel.advance(to: 5).sorted() == [0, 1])
    #expect(wheel.advance(to: 6).isEmpty)
    #expect(wheel.advance(to: 100) == [2])
    #expect(wheel.advance(to: 1_000).isEmpty)
  }

  @Test("moves an entry to a later deadline or an earlier one, and forgets a cleared one")
  func moves() {
    var wheel = TimerWheel()
    wheel.grow(to: 3)
    for entry in 0..<3 { wheel.set(entry, at: 50) }
    wheel.set(0, at: 10)
    wheel.set(1, at: 90)
    wheel.clear(2)
    #expect(wheel.advance(to: 49) == [0])
    #expect(wheel.advance(to: 89).isEmpty)
    #expect(wheel.advance(to: 90) == [1])
  }

  @Test("returns a past deadline at the next tick, and one beyond its horizon at the right time")
  func edges() {
    var wheel = TimerWheel()
    wheel.grow(to: 2)
    _ = wheel.advance(to: 1_000)
    wheel.set(0, at: 3)
    wheel.set(1, at: 2_000)
    #expect(wheel.advance(to: 1_001) == [0])
    #expect(wheel.advance(to: 1_999).isEmpty)
    #expect(wheel.advance(to: 2_000) == [1])
  }

  @Test("gives the same results as a sorted list of deadlines, over many random steps")
  func model() {
    var generator = StreamGenerator(seed: 7)
    var wheel = TimerWheel()
    wheel.grow(to: 40)
    var deadlines: [Int: Int] = [:]
    var now = 0
    for _ in 0..<20_000 {
      let entry = generator.number(below: 40)
      switch generator.number(below: 4) {
      case 0:
        now += generator.number(below: 3) == 0 ? generator.number(below: 700) : 1
        let due = deadlines.filter { $0.value <= now }.map(\.key)
        #expect(wheel.advance(to: now).sorted() == due.sorted())
        for entry in due { deadlines[entry] = nil }
      case 1:
        wheel.clear(entry)
        deadlines[entry] = nil
      default:
        let deadline = now + 1 + generator.number(below: 600)
        wheel.set(entry, at: deadline)
        deadlines[entry] = deadline
      }
    }
  }
}
