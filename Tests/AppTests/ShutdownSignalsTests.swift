import Dispatch
import Glibc
import Testing

@testable import App

@Suite("Signals", .serialized)
struct ShutdownSignalsTests {
  @Test("the first signal asks the server to stop, and the second asks it to end at once")
  func firstAndSecond() {
    let first = DispatchSemaphore(value: 0)
    let second = DispatchSemaphore(value: 0)
    // SIGTERM and SIGINT would stop the tests.
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
