internal import Directory
internal import HTTPCore

/// Every code that a problem can have, for the documentation; what is sent in one case is `ProblemTable`'s.
/// The tests hold each problem that they meet against this.
struct ProblemCode: Sendable {
  let code: String
  let status: Status
  let meaning: String
  let remedy: String

  init(_ code: String, _ status: Status, _ meaning: String, _ remedy: String) {
    self.code = code
    self.status = status
    self.meaning = meaning
    self.remedy = remedy
  }

  static func named(_ code: String) -> ProblemCode? { all.first { $0.code == code } }

  static let all = ofRequests + ofRecords + ofWrites + ofServer + ofTransport

  private static let ofRequests = [
    ProblemCode(
      "unknown-parameter", .badRequest, "The resource has no parameter of that name.",
      "Take one of those in allowed; corrected has the request put right."),
    ProblemCode(
      "repeated-parameter", .badRequest, "A parameter that may stand once stands several times.",
      "Keep one. Filters may stand several times: all of them then hold."),
    ProblemCode(
      "missing-parameter", .badRequest, "The resource cannot answer without a parameter.",
      "Add it; example has a request that is answered."),
    ProblemCode(
      "unknown-value", .badRequest, "A parameter has a value that does not exist.",
      "Take one of nearest or allowed; corrected has the request put right."),
    ProblemCode(
      "invalid-range", .badRequest, "A number, a day or a range of them is not written as one.",
      "Write 1000, 1000.., ..1000 or 1000..5000; of days 2021, 2021-03 or 2021-03-31."),
    ProblemCode(
      "invalid-limit", .badRequest, "limit is no whole number, or out of bounds.",
      "Write a number from minimum to maximum."),
    ProblemCode(
      "invalid-number", .badRequest, "A parameter is no whole number.", "Write one, or leave it out."),
    ProblemCode(
      "invalid-cursor", .badRequest, "The cursor belongs to another list, filter or order, or to none.",
      "Start again without one, and change nothing but the cursor from page to page."),
    ProblemCode(
      "too-many-values", .badRequest, "The filters of the request have more values together than are taken.",
      "Ask in several requests, or for the whole list."),
    ProblemCode(
      "search-too-long", .badRequest, "q has more characters or words than are taken.", "Search for less."),
    ProblemCode(
      "parameter-for-other-format", .badRequest, "A parameter says nothing about the format asked for.",
      "Leave it out, or ask for one of formats."),
    ProblemCode(
      "malformed-query", .badRequest, "The query is not percent-encoded UTF-8.",
      "Encode it; every library for URLs does."),
    ProblemCode(
      "malformed-path", .badRequest, "The path is not percent-encoded UTF-8, or leads above its root.",
      "Encode it; every library for URLs does."),
    ProblemCode(
      "unknown-path", .notFound, "There is no resource of that path.", "GET / lists all that there is."),
    ProblemCode(
      "unknown-problem", .notFound, "No problem has that code.",
      "Take one of nearest, or look at /openapi.json."),
    ProblemCode(
      "method-not-allowed", .methodNotAllowed, "The resource does not take that method.",
      "Take one of those in the field Allow."),
    ProblemCode(
      "unknown-method", .notImplemented, "No resource here takes that method.",
      "Take one that OPTIONS * names."),
    ProblemCode(
      "not-acceptable", .notAcceptable,
      "The resource is not had in a format that Accept or the suffix asks for.",
      "Ask for one of allowed; alternates has the request in each."),
    ProblemCode(
      "unknown-format", .notFound, "The suffix of the path names no format.",
      "Take one of suffixes; alternates has the request in each."),
    ProblemCode(
      "coding-not-acceptable", .notAcceptable, "Accept-Encoding takes neither gzip nor identity.",
      "Take one of them."),
    ProblemCode(
      "precondition-failed", .preconditionFailed,
      "If-Match or If-Unmodified-Since asks for a state that is not the present one.",
      "Read the resource again, and decide anew."),
  ]

  private static let ofRecords =
    ["member", "topic", "contact", "office", "county", "organisation"].map { noun in
      ProblemCode(
        "unknown-\(noun)", .notFound, "There is no \(noun) of that slug or id.",
        "Take one of nearest, or look at the list.")
    } + [
      ProblemCode(
        "deleted", .gone, "The record was taken away.",
        "Drop the link; staff can bring it back from its revisions."),
      ProblemCode(
        "gone", .gone, "What stood here once does so no longer, and has no one successor.",
        "Follow one of successors, or drop the link."),
      ProblemCode(
        "organisation-not-stated", .notFound, "The directory is empty.",
        "Whoever keeps it has to fill it first."),
      ProblemCode(
        "invalid-document", .unprocessableContent, "A document has faults; each names its place.",
        "Correct what errors names."),
      ProblemCode(
        "not-empty", .conflict, "A whole document can be loaded into an empty directory only.",
        "Load it into a new database."),
    ]

  private static let ofWrites = [
    ProblemCode(
      "token-required", .unauthorized, "This takes a token.", "Send Authorization: Bearer TOKEN."),
    ProblemCode(
      "malformed-credentials", .unauthorized, "The field Authorization is not of the form Bearer TOKEN.",
      "Send one such field."),
    ProblemCode(
      "invalid-token", .unauthorized, "There is no such token.", "Copy it whole, or ask for another."),
    ProblemCode("expired-token", .unauthorized, "The token's time is over.", "Ask for another."),
    ProblemCode("revoked-token", .unauthorized, "The token was taken back.", "Ask for another."),
    ProblemCode(
      "too-many-tries", .tooManyRequests, "Too many wrong tokens came from one address.",
      "Wait for the seconds of Retry-After."),
    ProblemCode(
      "role-required", .forbidden, "The token's role may not do this.", "Ask someone with the role required."),
    ProblemCode(
      "precondition-required", .preconditionRequired,
      "Whoever changes a record says what state they have seen.",
      "Read the record, and send its ETag as If-Match."),
    ProblemCode(
      "record-changed", .preconditionFailed, "Someone has changed the record since you read it.",
      "Look at current and changes, decide anew, and send etag as If-Match."),
    ProblemCode(
      "unsupported-media-type", .unsupportedMediaType, "Content-Type names another kind of content.",
      "Send one of allowed."),
    ProblemCode(
      "unsupported-coding", .unsupportedMediaType, "The content is compressed.", "Send it as it is."),
    ProblemCode(
      "invalid-idempotency-key", .badRequest, "Idempotency-Key is not 1 to 255 printable characters.",
      "Take a UUID."),
    ProblemCode(
      "attempt-in-flight", .conflict, "The same attempt is under way.", "Wait for a second and ask again."),
    ProblemCode(
      "idempotency-key-reused", .unprocessableContent, "The key was used for another request.",
      "Take a new key for each request."),
    ProblemCode("malformed-json", .badRequest, "The content is no JSON.", "Correct what detail names."),
    ProblemCode(
      "malformed-request", .badRequest, "The request cannot be understood.",
      "Look at /docs for what is taken."),
    ProblemCode(
      "invalid-record", .unprocessableContent, "The record has faults; each names its place.",
      "Correct what errors names."),
    ProblemCode(
      "slug-taken", .conflict, "There is such a record already.", "Correct that one, or take another slug."),
    ProblemCode(
      "unknown-revision", .notFound, "The record has no such revision.", "Take one of its revisions."),
    ProblemCode(
      "invalid-import", .unprocessableContent, "Rows of an import have faults; nothing of it was written.",
      "Correct the lines that errors names."),
    ProblemCode(
      "unknown-import", .notFound, "There is no such import.", "Take the number that the import gave."),
    ProblemCode(
      "changed-since", .conflict, "Someone has written to records after the import.",
      "Look at records, and correct them one by one."),
    ProblemCode(
      "still-referenced", .conflict, "Others refer to the record.",
      "Correct those that referrers names first."),
  ]

  private static let ofServer = [
    ProblemCode(
      "busy", .serviceUnavailable, "Another program holds the database for the moment.",
      "Try again after the seconds of Retry-After."),
    ProblemCode(
      "directory-unavailable", .serviceUnavailable, "The database cannot be read.",
      "Try again later; whoever runs the server finds the reason in its log."),
    ProblemCode(
      "storage-full", .insufficientStorage, "The server has no room left to write.",
      "Whoever runs the server has to make room."),
    ProblemCode(
      "read-only", .serviceUnavailable, "The database can only be read.",
      "Whoever runs the server decides that."),
    ProblemCode(
      "compression-failed", .serviceUnavailable, "The answer could not be compressed.",
      "Ask with Accept-Encoding: identity."),
  ]

  /// What is refused before it is understood; a library that speaks HTTP never meets most of these.
  private static let ofTransport = RequestError.all.map { error in
    ProblemCode(
      error.code, error.status, error.detail,
      "Correct the message. The connection was closed; open another.")
  }
}
