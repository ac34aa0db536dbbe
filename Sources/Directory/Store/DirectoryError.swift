/// An error of the directory, independent of the kind of store.
package enum DirectoryError: Error, Sendable, Equatable {
  /// A filter names a value that doesn't exist. `nearest` has the values that were probably meant, best
  /// first.
  case unknownValue(parameter: String, value: String, nearest: [String])
  /// The cursor was not made by this program, or is one of another list, filter or order.
  case invalidCursor
  case invalidDocument([DocumentFault])
  /// One record breaks a rule.
  case invalidRecord([DocumentFault])
  /// Other records refer to the record, so it can't be removed. `by` has the first of them, `total` their
  /// number.
  case stillReferenced(RecordKey, by: [RecordKey], total: Int)
  /// The import can't be undone because of these changes after it, and perhaps more.
  case changedSince(Int64, [LaterChange])
  /// The import can't be undone because other records refer to one that it created. `by` has the first of
  /// them, each with its newest change, and `total` their number.
  case neededSince(Int64, RecordKey, by: [LaterChange], total: Int)
  /// The import doesn't exist, or it was undone before.
  case noSuchImport(Int64)
  /// No active admin would be left.
  case lastAdmin
  /// A document can be loaded only into an empty directory.
  case notEmpty
  /// Another writer keeps the directory locked. The caller should try again soon.
  case busy
  /// A query took longer than it may.
  case timeLimit
  /// There is no space left to store anything.
  case full
  /// The directory can be read, not written.
  case readOnly
  /// The stored data is damaged. The text is for the log, not for the client.
  case damaged(String)
  /// The file isn't a directory of this program, or is one of a newer version. The text is for the log.
  case incompatible(String)
  /// Any other failure. The text is for the log.
  case unavailable(String)
}

extension DirectoryError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknownValue(let parameter, let value, let nearest):
      let hint = nearest.isEmpty ? "" : "; did you mean \(nearest.joined(separator: ", "))?"
      return "\(parameter) has no value '\(value)'\(hint)"
    case .invalidCursor:
      return "the cursor does not belong to this list; start again without one"
    case .invalidDocument(let faults):
      return "the document has \(faults.count) fault\(faults.count == 1 ? "" : "s"):\n"
        + faults.map { "  \($0)" }.joined(separator: "\n")
    case .invalidRecord(let faults):
      return "the record has \(faults.count) fault\(faults.count == 1 ? "" : "s"):\n"
        + faults.map { "  \($0)" }.joined(separator: "\n")
    case .stillReferenced(let key, let others, let total):
      let names = others.map { "\($0.type.noun) \($0.slug)" }.joined(separator: ", ")
      return "\(total) refer to the \(key.type.noun) \(key.slug): \(names)"
    case .changedSince(let id, let changes):
      let names = changes.map(\.description).joined(separator: ", ")
      return "import \(id) can't be undone, because something was changed since: \(names)\(changes.hint)"
    case .neededSince(let id, let key, let others, let total):
      let names = others.map(\.description).joined(separator: ", ")
      return "import \(id) can't be undone, because \(total == 1 ? "another record refers" : "others refer") "
        + "to the \(key.type.noun) \(key.slug), which it created: \(names)\(others.hint)"
    case .noSuchImport(let id): return "there is no import \(id) to undo"
    case .lastAdmin:
      return "this is the last active admin, without whom no one could give access to others"
    case .notEmpty:
      return "the directory already has records; a document can be loaded into an empty one only"
    case .busy:
      return "another process is writing to the directory; try again soon"
    case .timeLimit:
      return "a query exceeded its time limit"
    case .full:
      return "there is no space left to store the directory"
    case .readOnly:
      return "the directory can only be read"
    case .damaged(let message), .incompatible(let message), .unavailable(let message):
      return message
    }
  }
}
