import HTTPCore
import Locking

/// Messages from other threads to a loop.
final class Mailbox: Sendable {
  enum Message {
    case response(token: UInt64, Delivery)
    /// Run this on the loop, between two events.
    case run(@Sendable (ServerLoop) -> Void)
    /// Stop accepting. The loop ends at the deadline (milliseconds on the monotonic clock) at the latest.
    case drain(deadline: Milliseconds)
  }

  private struct State {
    var messages: [Message] = []
    /// Whether the loop has been woken for them.
    var isAnnounced = false
  }

  private let state = Guarded(State())

  /// Adds a message, which waits until the loop is woken for another reason or by someone who asks
  /// `needsWakeUp`.
  func add(_ message: Message) { state.withLock { $0.messages.append(message) } }

  /// Returns true once for all messages that wait: the caller has to wake the loop.
  func needsWakeUp() -> Bool {
    state.withLock { state in
      guard !state.messages.isEmpty, !state.isAnnounced else { return false }
      state.isAnnounced = true
      return true
    }
  }

  /// Returns the messages in the order in which they were added, and empties the mailbox.
  func removeAll() -> [Message] {
    state.withLock { state in
      defer { state = State() }
      return state.messages
    }
  }
}
