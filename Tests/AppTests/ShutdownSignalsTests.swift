import Dispatch
import Glibc
import Testing

@testable import App

@Suite("Signals", .serialized)
struct ShutdownSignalsTests {
  @Test("the first signal asks to stop, the second to end at once, whichever they are")
  func firstAndSecond() {
    let first = DispatchSemaphore(value: 0)
    let second = DispatchSemaphore(value: 0)
    // Not the real ones: those would have the test run stopped.
    let signals = ShutdownSignals([SIGUSR1, SIGUSR2]) { number in
      #expect(number == SIGUSR1)
      first.signal()
    } onSecond: { number in
      #expect(number == SIGUSR2)
      second.signal()
    }
    kill(getpid(), SIGUSR1)
    #expect(first.wait(timeout: .now() + 10) == .success)
    kill(getpid(), SIGUSR2)
    #expect(second.wait(timeout: .now() + 10) == .success)
    withExtendedLifetime(signals) {}
  }
}
