package import Directory
internal import Dispatch
internal import HTTPCore
internal import Locking

/// Publishes draft changes whose time has come.
package struct DuePublications: Sendable {
  /// What has become of a draft change.
  package enum Outcome: Sendable, Equatable {
    /// It was published.
    case published(RecordKey)
    /// It could not be, and is a draft again; the text says why.
    case refused(RecordKey, String)
    /// It isn't due any more: somebody has decided otherwise, or another process has published it.
    case none
  }

  private let store: any DirectoryStore
  private let settings: APISettings

  package init(_ store: any DirectoryStore, settings: APISettings) {
    self.store = store
    self.settings = settings
  }

  /// Publishes the draft change with that id if it is due, or makes it a draft that says why it could not be
  /// published. Waits for the store. Throws what the store throws; the draft change is due as before then.
  package func publish(_ id: Int64) throws(DirectoryError) -> Outcome {
    let outcome = try edit { editor throws(DirectoryError) in try publish(id, editor) }
    guard case .refused(_, let problem) = outcome else { return outcome }
    // What the attempt may have written was rolled back, so this is another edit.
    return try edit { editor throws(DirectoryError) in
      guard var change = try Self.due(id, editor) else { return EditResult(.none, keeps: false) }
      change.state = .draft
      change.problem = problem
      (change.decidedBy, change.decidedAt) = (nil, nil)
      change.updatedAt = max(editor.now, change.updatedAt)
      try editor.replace(change)
      return EditResult(outcome, keeps: true)
    }
  }

  private func publish(_ id: Int64, _ editor: RecordEditor) throws(DirectoryError) -> EditResult<Outcome> {
    guard let change = try Self.due(id, editor) else { return EditResult(.none, keeps: false) }
    do throws(APIError) {
      _ = try DraftChangePublication(settings: settings).publish(
        change, by: change.decidedBy ?? change.author, overwriting: false, editor)
      return EditResult(.published(change.key), keeps: true)
    } catch {
      if case .directory(let failure) = error, !failure.isRefusal { throw failure }
      return EditResult(.refused(change.key, Self.problem(error)), keeps: false)
    }
  }

  private static func due(_ id: Int64, _ editor: RecordEditor) throws(DirectoryError) -> DraftChange? {
    guard let change = try editor.reader.draftChange(id), change.state == .scheduled,
      let time = change.publishAt, time <= editor.now
    else { return nil }
    return change
  }

  /// Returns the error in words.
  private static func problem(_ error: APIError) -> String {
    switch error {
    case .directory(.invalidRecord(let faults)):
      faults.prefix(5).map { "\($0.pointer): \($0.message)" }.joined(separator: "; ")
    case .writing(.draftChange(.conflicts(_, let pointers))):
      "Others have changed \(pointers.prefix(20).joined(separator: ", ")) since the change was written."
    default: ProblemTable(suggestions: Suggestions(reader: nil)).entry(for: error, on: nil).problem.detail
    }
  }

  private func edit(
    _ body: @escaping @Sendable (RecordEditor) throws(DirectoryError) -> EditResult<Outcome>
  ) throws(DirectoryError) -> Outcome {
    let result = Guarded<Result<Outcome, DirectoryError>>(.success(.none))
    let done = DispatchSemaphore(value: 0)
    store.edit(body) { outcome in
      result.withLock { $0 = outcome }
      done.signal()
    }
    done.wait()
    return try result.withLock { $0 }.get()
  }
}
