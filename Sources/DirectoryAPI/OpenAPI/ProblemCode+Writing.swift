internal import HTTPCore

extension ProblemCode {
  static let ofWrites = ofAccess + ofConditions + ofContent

  private static let ofAccess = [
    ProblemCode(
      "token-required", .unauthorized, "This takes a token.", "Send Authorization: Bearer TOKEN."),
    ProblemCode(
      "malformed-credentials", .unauthorized, "The Authorization field is no token.",
      "Send one field of the form Bearer TOKEN."),
    ProblemCode(
      "invalid-token", .unauthorized, "There is no such token.", "Look whether it was copied whole."),
    ProblemCode("expired-token", .unauthorized, "The token has expired.", "Ask for another."),
    ProblemCode("revoked-token", .unauthorized, "The token was revoked.", "Ask for another."),
    ProblemCode(
      "too-many-tries", .tooManyRequests, "Too many wrong tokens came from this address.",
      "Wait for the seconds of Retry-After."),
    ProblemCode(
      "role-required", .forbidden, "The token is of a lesser role.", "Use one of the role in required."),
  ]

  private static let ofConditions = [
    ProblemCode(
      "precondition-required", .preconditionRequired, "A write says which state it means.",
      "Send If-Match with the ETag that GET gave."),
    ProblemCode(
      "record-changed", .preconditionFailed, "Someone has changed the record since.",
      "Look at current and changes, and send the write again with etag."),
    ProblemCode(
      "invalid-idempotency-key", .badRequest, "Idempotency-Key is no key.",
      "Send one of 1 to 255 printable ASCII characters, such as a UUID."),
    ProblemCode(
      "attempt-in-flight", .conflict, "The first attempt with this key is under way.", "Ask again soon."),
    ProblemCode(
      "idempotency-key-reused", .unprocessableContent, "The key was used for another request.",
      "Take a new one for each request."),
    ProblemCode(
      "slug-taken", .conflict, "There is a record or a draft of that slug already.", "Choose another."),
    ProblemCode(
      "still-referenced", .conflict, "Others refer to the record.", "Correct those in referrers first."),
    ProblemCode(
      "deleted", .gone, "The record was taken away.", "Drop the link; staff can bring it back."),
    ProblemCode(
      "unknown-revision", .notFound, "The record has no such revision.", "Take one of its revisions."),
    ProblemCode("unknown-import", .notFound, "There is no such import to undo.", "Look at its number."),
    ProblemCode(
      "changed-since", .conflict, "Someone has written to records after the import.",
      "Restore the others one by one."),
    ProblemCode("unknown-county", .notFound, "There is no such county.", "Look at /counties."),
    ProblemCode("unknown-organisation", .notFound, "The directory is empty.", "PUT with If-None-Match: *."),
  ]

  private static let ofContent = [
    ProblemCode(
      "unsupported-media-type", .unsupportedMediaType, "Content-Type is none that this takes.",
      "Send one of allowed."),
    ProblemCode(
      "unsupported-coding", .unsupportedMediaType, "The content is compressed.", "Send it as it is."),
    ProblemCode("malformed-json", .badRequest, "The content is no JSON.", "Correct what detail names."),
    ProblemCode(
      "invalid-record", .unprocessableContent, "The record has faults; each names its place.",
      "Correct what errors names."),
    ProblemCode(
      "invalid-import", .unprocessableContent, "The import has faults; each names its line.",
      "Correct what errors names, and send all of it again."),
    ProblemCode("invalid-number", .badRequest, "A parameter is no whole number.", "Write it in digits."),
  ]
}
