internal import Directory
internal import HTTPCore

extension ProblemTable {
  func writing(_ error: WritingError) -> ProblemEntry {
    switch error {
    case .preconditionRequired(let tag): return preconditionRequired(tag)
    case .unsupportedMediaType(let allowed, let isPatch):
      return unsupportedMediaType(allowed, isPatch: isPatch)
    case .unsupportedCoding:
      return ProblemEntry(
        .unsupportedMediaType, "unsupported-coding", "Send the content without a content coding."
      ).sending("Accept-Encoding", "identity")
    case .idempotencyKey(let error): return idempotencyKey(error)
    case .malformedContent(let message):
      return ProblemEntry(.badRequest, "malformed-json", "The content is not valid JSON: \(message).")
    case .importFaults(let faults): return invalidImport(faults)
    case .picture(let refusal): return picture(refusal)
    case .exists(let key, let status):
      let what = (status == .draft ? "draft of a " : "") + key.type.noun
      return ProblemEntry(
        .conflict, "slug-taken", "There already is a \(what) \(Self.quoted(key.slug))."
      ).with("href", Links.record(key))
    case .nothingToReplace(let missing):
      // The client that follows a correction would write to a record that it hasn't named.
      return lookup(missing).correcting(nil)
        .adding(" To create it with PUT, send If-None-Match: * instead of If-Match.")
    case .changed(let conflict): return recordChanged(conflict)
    case .draftChange(let refusal): return draftChange(refusal)
    case .noSuchRevision(let number):
      return ProblemEntry(
        .notFound, "unknown-revision", "This record has no revision \(Self.quoted(number)).")
    case .noSuchImport(let number):
      return ProblemEntry(.notFound, "unknown-import", "There is no import \(Self.quoted(number)).")
    case .importChanged:
      return ProblemEntry(
        .preconditionFailed, "import-changed",
        "This isn't what the dry run has shown: the file, the parameters or the directory have changed since. "
          + "Nothing was written. Send the file with dryRun=true again, look at changes, and confirm that.")
    }
  }

  private func idempotencyKey(_ error: WritingError.IdempotencyKeyError) -> ProblemEntry {
    switch error {
    case .invalid:
      return ProblemEntry(
        .badRequest, "invalid-idempotency-key",
        "Idempotency-Key must be one key of 1 to 255 printable ASCII characters, such as a UUID.")
    case .inFlight:
      return ProblemEntry(
        .conflict, "attempt-in-flight",
        "A request with this Idempotency-Key is being processed. Try again in a second."
      ).sending("Retry-After", Self.retrySoon)
    case .reused:
      return ProblemEntry(
        .unprocessableContent, "idempotency-key-reused",
        "This Idempotency-Key was used for another request. Use a new key for each request.")
    }
  }

  private func preconditionRequired(_ tag: EntityTag?) -> ProblemEntry {
    let entry = ProblemEntry(
      .preconditionRequired, "precondition-required",
      "If-Match is required: send the ETag of the record as you have read it."
        + (tag == nil ? "" : " The ETag of the record as it is now is in etag."))
    return entry.with("etag", tag?.text)
  }

  private func recordChanged(_ conflict: EditConflict) -> ProblemEntry {
    // If the state that the client has read isn't known, the last author may be the client itself.
    let last = conflict.base.flatMap { _ in conflict.revisions.first?.revision.author }
    let what =
      conflict.base == nil
      ? "If-Match names no state of this record that is known: the record has changed since, or the tag was "
        + "read without a token"
      : "The record has changed since the state that If-Match names"
    return ProblemEntry(
      .preconditionFailed, "record-changed",
      "\(what)\(last.map { ". The last author is \($0)" } ?? ""). Look at current and changes, then try "
        + "again with this etag."
    ).showing(conflict)
  }

  private func unsupportedMediaType(_ allowed: [MediaType], isPatch: Bool) -> ProblemEntry {
    let names = allowed.map { "\($0.type)/\($0.subtype)" }
    let workbooks = names.contains("text/csv") ? " Save a workbook (.xlsx) as CSV UTF-8 first." : ""
    let pictures = names.contains("image/png") ? " \(Self.svg)" : ""
    return ProblemEntry(
      .unsupportedMediaType, "unsupported-media-type",
      "Content-Type must be \(names.joined(separator: " or ")).\(workbooks)\(pictures)"
    ).with("allowed", names).sending(isPatch ? "Accept-Patch" : "Accept", names.joined(separator: ", "))
  }

  private func invalidImport(_ faults: [ImportFault]) -> ProblemEntry {
    ProblemEntry(
      .unprocessableContent, "invalid-import",
      "The import has errors, and nothing was written; each error names its line, and in a table its cell."
    ).with("errors") { json in
      json.list(faults) { json, fault in
        json.object {
          $0.field("line", fault.line)
          if let place = fault.place {
            $0.field("row", place.row)
            $0.field("cell", place.cell)
            $0.field("column", place.name)
          }
          write(fault.fault, to: &$0)
        }
      }
    }
  }

  /// Writes where a document or record is wrong, and how to correct it.
  func write(_ fault: DocumentFault, to json: inout JSONWriter) {
    json.field("pointer", fault.pointer)
    json.field("code", fault.code.rawValue)
    json.field("message", fault.message)
    // The hint may list all fields.
    json.field("hint", suggestions.hidesCounties ? CountyWords.without(fault.hint) : fault.hint)
  }
}
