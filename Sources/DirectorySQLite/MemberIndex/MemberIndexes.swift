internal import Directory
internal import Dispatch
internal import Locking
internal import SQLite

/// The index of members that all readers of a store share. The first question that needs it has it made, on
/// another thread, and is answered by SQLite alone, as are all until it is ready.
final class MemberIndexes: Sendable {
  private struct State {
    var index: MemberIndex?
    var isBeingMade = false
    /// The state for which the index was made last. A reader whose snapshot is older than what was made finds
    /// no index, and must not have it made again and again.
    var asked: MemberIndex.Version?
    /// The state of members for which the columns have no room.
    var refused: MemberIndex.Version?
    /// When the members could not be read, for example because too many files were open.
    var failedAt: ContinuousClock.Instant?
  }

  /// In a smaller directory SQLite alone is fast enough.
  static let fewMembers = 1_000

  /// The number of changes after which an index that could not be made is tried again.
  private static let marksUntilRetry: Int64 = 1_000

  /// How long it takes until the members are read again after an error.
  private static let errorDelay = Duration.seconds(60)

  private let state = Guarded(State())
  private let queue = DispatchQueue(label: "member-directory.index", qos: .utility)
  private let path: String
  private let least: Int

  init(path: String, least: Int = MemberIndexes.fewMembers) {
    self.path = path
    self.least = least
  }

  /// The memory that the index takes; 0 if there is none.
  var size: Int { state.withLock { $0.index?.size ?? 0 } }

  /// Returns the index of the state that the connection reads; nil if there is none. Call it in a
  /// transaction.
  func index(for connection: Connection) throws(DirectoryError) -> MemberIndex? {
    guard let version = try connection.memberVersion() else { return nil }
    let known = state.withLock { $0.index }
    if let known, known.version == version { return known }
    if let known, let followed = try connection.follow(known) {
      state.withLock { state in
        // Another reader may have read a later state.
        if state.index === known { state.index = followed }
      }
      return followed
    }
    try make(version, connection)
    return nil
  }

  private func make(_ version: MemberIndex.Version, _ connection: Connection) throws(DirectoryError) {
    let count = try connection.first(ListTable.members.total) { $0.integer(0) } ?? 0
    guard count >= least else { return }
    let begins = state.withLock { state in
      guard !state.isBeingMade, state.asked != version else { return false }
      if let failedAt = state.failedAt, .now - failedAt < Self.errorDelay { return false }
      if let refused = state.refused, abs(refused.mark - version.mark) < Self.marksUntilRetry { return false }
      state.isBeingMade = true
      state.asked = version
      return true
    }
    guard begins else { return }
    queue.async { [self] in
      do throws(DirectoryError) {
        let made = try read()
        state.withLock { state in
          state.isBeingMade = false
          state.index = made
          state.refused = made == nil ? version : nil
          state.failedAt = nil
        }
      } catch {
        // SQLite goes on answering.
        state.withLock { state in
          state.isBeingMade = false
          state.asked = nil
          state.failedAt = .now
        }
      }
    }
  }

  private func read() throws(DirectoryError) -> MemberIndex? {
    let connection = try DirectoryError.from { () throws(SQLiteError) in
      Connection(database: try Database(path: path, mode: .readOnly))
    }
    return try connection.read { () throws(DirectoryError) in try connection.makeMemberIndex() }
  }

  /// Waits until the index that is being made is ready, for tests.
  func waitUntilMade() { queue.sync {} }
}
