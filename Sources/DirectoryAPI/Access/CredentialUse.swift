internal import Directory
internal import Dispatch
internal import Locking

/// Collects when credentials were used, and writes it now and then: a request neither writes nor waits for
/// it.
final class CredentialUse: Sendable {
  /// GitHub shows the last use of a token by the day, GitLab by ten minutes.
  static let secondsBetweenNotes: Int64 = 300

  private struct State {
    var waiting = CredentialUses()
    var isWriting = false
  }

  private let state = Guarded(State())
  let queue = DispatchQueue(label: "member-directory.uses", qos: .utility)

  /// Notes that the requester makes a request, unless that was noted a short time before. Takes a lock only
  /// if it wasn't.
  ///
  /// - Parameter idle: the seconds after which a session ends that isn't used.
  func note(_ requester: Requester, at now: Int64, idle: Int64) {
    let last: Int64
    if let session = requester.session {
      last = session.lastUsedAt
    } else {
      last = requester.token.lastUsedAt ?? .min
    }
    // A session that soon ends is noted more often.
    let pause = requester.session == nil ? Self.secondsBetweenNotes : min(Self.secondsBetweenNotes, idle / 4)
    guard last == .min || now - last >= pause else { return }
    state.withLock { state in
      if let session = requester.session { state.waiting.sessions[session.id] = now }
      state.waiting.tokens[requester.token.id] = now
    }
  }

  /// Has what waits written on a thread of its own. What can't be written waits for the next call.
  func write(to store: any DirectoryStore) {
    let uses: CredentialUses? = state.withLock { state in
      guard !state.isWriting, !state.waiting.isEmpty else { return nil }
      state.isWriting = true
      defer { state.waiting = CredentialUses() }
      return state.waiting
    }
    guard let uses else { return }
    queue.async { [self] in
      let isWritten: Bool
      do {
        try store.note(uses)
        isWritten = true
      } catch { isWritten = false }
      state.withLock { state in
        state.isWriting = false
        if !isWritten { state.waiting.add(uses) }
      }
    }
  }
}
