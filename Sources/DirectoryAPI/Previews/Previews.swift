internal import Directory
internal import Locking

/// Previews of changes that aren't stored. They are in memory only, and end after a short time.
final class Previews: Sendable {
  struct Unsaved: Sendable {
    let key: RecordKey
    /// The merge patch, as compact text.
    let patch: String
    /// The id of the token that has made it.
    let token: Int64
    fileprivate let ends: ContinuousClock.Instant
  }

  /// As long as somebody works on a form without saving it.
  static let seconds: Int64 = 15 * 60
  /// The oldest are forgotten when there are this many bytes.
  private static let mostBytes = 8 << 20
  /// One for each version of a record that somebody looks at.
  private static let mostOfToken = 32
  /// Pages that are made or that wait for it. Each takes the writer for some milliseconds.
  private static let mostAtOnce = 8

  private struct State {
    /// Oldest first.
    var unsaved: [(digest: [UInt8], preview: Unsaved)] = []
    var running = 0
  }
  private let state = Guarded(State())

  /// Keeps the preview under the digest of its secret.
  func add(_ key: RecordKey, _ patch: String, by token: Int64, as digest: [UInt8]) {
    let preview = Unsaved(key: key, patch: patch, token: token, ends: .now + .seconds(Self.seconds))
    state.withLock { state in
      state.unsaved.removeAll { $0.preview.ends <= .now || $0.digest == digest }
      let own = state.unsaved.filter { $0.preview.token == token }
      if own.count >= Self.mostOfToken, let oldest = own.first {
        state.unsaved.removeAll { $0.digest == oldest.digest }
      }
      state.unsaved.append((digest, preview))
      var bytes = state.unsaved.reduce(0) { $0 + $1.preview.patch.utf8.count + 1_000 }
      while bytes > Self.mostBytes, state.unsaved.count > 1 {
        bytes -= state.unsaved.removeFirst().preview.patch.utf8.count + 1_000
      }
    }
  }

  func find(_ digest: [UInt8]) -> Unsaved? {
    state.withLock { state in
      state.unsaved.first { $0.digest == digest && $0.preview.ends > .now }?.preview
    }
  }

  /// Returns false if there is none.
  func remove(_ digest: [UInt8]) -> Bool {
    state.withLock { state in
      let count = state.unsaved.count
      state.unsaved.removeAll { $0.digest == digest }
      return state.unsaved.count < count
    }
  }

  /// Returns false if too many pages are being made.
  func begin() -> Bool {
    state.withLock { state in
      guard state.running < Self.mostAtOnce else { return false }
      state.running += 1
      return true
    }
  }

  func end() { state.withLock { $0.running -= 1 } }
}
