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
      ).with("errors") { Self.write(faults, to: &$0) }
    case .invalidRecord(let faults):
      return ProblemEntry(
        .unprocessableContent, "invalid-record", "The record has errors; each error names its place."
      ).with("errors") { Self.write(faults, to: &$0) }
    case .stillReferenced(let key, let others, let total):
      return stillReferenced(key, by: others, total: total)
    case .changedSince(let keys): return changedSince(keys)
    case .noSuchImport(let id):
      return ProblemEntry(.notFound, "unknown-import", "There is no import \(id) to undo.")
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
    ProblemEntry(
      .conflict, "still-referenced",
      "\(total) other record\(total == 1 ? " refers" : "s refer") to the \(key.type.rawValue) "
        + "\(Self.quoted(key.slug)). Change them first."
    ).with("total") { $0.element(total) }.with("referrers") { json in
      json.list(others) { json, other in
        json.object {
          $0.field("type", other.type.rawValue)
          $0.field("slug", other.slug)
          $0.field("href", Links.record(other))
        }
      }
    }
  }

  private func changedSince(_ keys: [RecordKey]) -> ProblemEntry {
    ProblemEntry(
      .conflict, "changed-since",
      "Records of the import have been changed since, so it cannot be undone as a whole."
    ).with("records", keys.map { Links.record($0) })
  }

  private func unknownValue(
    _ value: String, of name: String, nearest: [String], on route: Route?
  ) -> ProblemEntry {
    let entry = ProblemEntry(
      .badRequest, "unknown-value",
      "The parameter \(name) has no value \(Self.quoted(value))\(Self.hint(nearest))."
    ).with("parameter", name).with("value", value).with("nearest", nearest)
      .correcting(.replace(name, piece: value, by: nearest.first))
    guard let parameter = route?.parameters.first(where: { $0.name == name }),
      let allowed = suggestions.values(of: parameter)
    else { return entry }
    return entry.with("allowed", allowed)
  }

  private static func write(_ faults: [DocumentFault], to json: inout JSONWriter) {
    json.list(faults) { json, fault in json.object { write(fault, to: &$0) } }
  }
}
