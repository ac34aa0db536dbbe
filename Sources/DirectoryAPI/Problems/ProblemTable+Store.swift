internal import Directory
internal import HTTPCore

extension ProblemTable {
  func directory(_ error: DirectoryError, on route: Route?) -> ProblemEntry {
    switch error {
    case .unknownValue(let name, let value, let nearest):
      return unknownValue(value, of: name, nearest: nearest, on: route)
    case .invalidCursor: return invalidCursor
    case .invalidDocument(let faults):
      return ProblemEntry(
        .unprocessableContent, "invalid-document", "The document has errors; each error names its place."
      ).with("errors") { write(faults, to: &$0) }
    case .invalidRecord(let faults):
      return ProblemEntry(
        .unprocessableContent, "invalid-record", "The record has errors; each error names its place."
      ).with("errors") { write(faults, to: &$0) }
    case .stillReferenced(let key, let others, let total):
      return stillReferenced(key, by: others, total: total)
    case .changedSince(_, let changes): return changedSince(error, changes)
    case .neededSince(_, _, let others, let total):
      return stillReferenced(Self.sentence(error), by: others.map(\.key), total: total)
        .with("laterChanges") { Self.write(others, to: &$0) }
    case .noSuchImport(let id):
      return ProblemEntry(.notFound, "unknown-import", "There is no import \(id) to undo.")
    case .lastAdmin: return lastAdmin
    case .notEmpty:
      return ProblemEntry(.conflict, "not-empty", "A document can only be loaded into an empty directory.")
    case .full: return storage("storage-full", "The server's storage is full.", error, .insufficientStorage)
    case .readOnly: return storage("read-only", "This directory can only be read at the moment.", error)
    case .busy:
      return storage(
        "busy", "The directory is busy. Try again in a second.", error, retryAfter: Self.retrySoon)
    case .timeLimit:
      return storage(
        "query-took-too-long",
        "The query took longer than this server allows. Ask for less: without facets and sort, with a "
          + "narrower filter, or with a smaller limit.", error)
    case .damaged, .incompatible, .unavailable:
      return storage(
        "directory-unavailable",
        "The directory is not available at the moment. The server's log has the reason.", error)
    }
  }

  private var lastAdmin: ProblemEntry {
    ProblemEntry(
      .conflict, "last-admin", "This is the last active admin. Give another person the role admin first.")
  }

  /// Returns the problem of a store that can't serve a correct request now.
  private func storage(
    _ code: String, _ detail: String, _ error: DirectoryError, _ status: Status = .serviceUnavailable,
    retryAfter: String = retryLater
  ) -> ProblemEntry {
    ProblemEntry(status, code, detail).sending("Retry-After", retryAfter).logging("\(error)")
  }

  private func stillReferenced(
    _ key: RecordKey, by others: [RecordKey], total: Int
  ) -> ProblemEntry {
    stillReferenced(
      "\(total) other record\(total == 1 ? " refers" : "s refer") to the \(key.type.noun) "
        + "\(Self.quoted(key.slug)). Change them first.", by: others, total: total)
  }

  private func stillReferenced(
    _ detail: String, by others: [RecordKey], total: Int
  ) -> ProblemEntry {
    ProblemEntry(.conflict, "still-referenced", detail).with("total") { $0.element(total) }.with("referrers")
    { json in
      json.list(others) { json, other in
        json.object {
          $0.field("type", other.type.rawValue)
          $0.field("slug", other.slug)
          $0.field("href", Links.record(other))
        }
      }
    }
  }

  private func changedSince(_ error: DirectoryError, _ changes: [LaterChange]) -> ProblemEntry {
    ProblemEntry(.conflict, "changed-since", Self.sentence(error))
      .with("records", changes.map { Links.record($0.key) })
      .with("laterChanges") { Self.write(changes, to: &$0) }
  }

  /// Returns the text of the error with a capital letter and a full stop.
  private static func sentence(_ error: DirectoryError) -> String {
    let text = "\(error)"
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  private static func write(_ changes: [LaterChange], to json: inout JSONWriter) {
    json.list(changes) { json, change in
      json.object {
        $0.field("type", change.key.type.rawValue)
        $0.field("slug", change.key.slug)
        if change.isFormerSlug { $0.field("formerSlug", true) }
        $0.field("href", Links.record(change.key))
        $0.array("fields", change.fields) { $0.element($1) }
        $0.field("action", change.action.rawValue)
        $0.field("author", change.author.isEmpty ? nil : change.author)
        $0.field("at", change.at.map { RFC3339.text($0) })
        if let batch = change.batch { $0.field("import", Int(batch)) }
      }
    }
  }

  private func unknownValue(
    _ value: String, of name: String, nearest: [String], on route: Route?
  ) -> ProblemEntry {
    let entry = ProblemEntry(
      .badRequest, "unknown-value",
      "The parameter \(name) has no value \(Self.quoted(value))\(Self.hint(nearest))."
    ).with("parameter", name).with("value", value).with("nearest", nearest)
      .correcting(
        NearestValues.correction(of: value, by: nearest).map { .replace(name, piece: value, by: $0) })
    guard let parameter = route?.parameters.first(where: { $0.name == name }),
      let allowed = suggestions.values(of: parameter)
    else { return entry }
    return entry.with("allowed", allowed)
  }

  private func write(_ faults: [DocumentFault], to json: inout JSONWriter) {
    json.list(faults) { json, fault in json.object { write(fault, to: &$0) } }
  }
}

/// Backups.
extension ProblemTable {
  func office(_ error: BackOfficeError) -> ProblemEntry {
    switch error {
    case .noFolder:
      return ProblemEntry(
        .conflict, "no-backup-folder",
        "No folder for backups is configured. The operator sets backup.folder, or "
          + "MEMBER_DIRECTORY_BACKUP_FOLDER, and starts the server again.")
    case .isRunning:
      return ProblemEntry(
        .conflict, "backup-running", "A backup is being made. GET /backups lists it when it is complete.")
    case .noSuchBackup(let name):
      return ProblemEntry(
        .notFound, "unknown-backup",
        "There is no backup \(Self.quoted(name)) of this directory. GET /backups lists all.")
    case .full(let message):
      return ProblemEntry(.insufficientStorage, "storage-full", "The server's storage is full.")
        .sending("Retry-After", Self.retryLater).logging(message)
    case .failed(let message):
      return ProblemEntry(
        .serviceUnavailable, "backup-failed", "The backup failed. The server's log has the reason."
      ).sending("Retry-After", Self.retryLater).logging(message)
    }
  }
}
