internal import Directory
internal import HTTPCore

/// The codes that problems have, for the documentation. `ProblemTable` has the text of each single case. The
/// tests check that each problem which they receive is listed here.
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

  static let all = ofRequests + ofRecords + ofWrites + ofDraftChanges + ofServer + ofTransport

  private static let ofRequests = [
    ProblemCode(
      "unknown-parameter", .badRequest, "The resource has no parameter of that name.",
      "Use one of those in allowed; corrected has the corrected request."),
    ProblemCode(
      "repeated-parameter", .badRequest, "A parameter that may be given once is given several times.",
      "Keep one. Filters may be given several times; then all of them must match."),
    ProblemCode(
      "missing-parameter", .badRequest, "A required parameter is missing.",
      "Add it; example has a request that works."),
    ProblemCode(
      "unknown-value", .badRequest, "A parameter has a value that does not exist.",
      "Use one of nearest or allowed; corrected has the corrected request."),
    ProblemCode(
      "invalid-range", .badRequest, "A value is not a number, a day or a range of them.",
      "Write 1000, 1000.., ..1000 or 1000..5000; for days 2021, 2021-03 or 2021-03-31."),
    ProblemCode(
      "invalid-limit", .badRequest, "limit is not a whole number, or it is out of range.",
      "Write a number from minimum to maximum."),
    ProblemCode(
      "invalid-number", .badRequest, "A parameter is not a whole number.", "Write one, or leave it out."),
    ProblemCode(
      "invalid-place", .badRequest,
      "A place isn't a latitude and a longitude, or the distance from it isn't one.",
      "Write degrees, such as near=59.91,10.75, and kilometres, such as within=25."),
    ProblemCode(
      "invalid-cursor", .badRequest,
      "The cursor belongs to another list, filter or order, or it is not a cursor.",
      "Start again without a cursor, and change nothing but the cursor from page to page."),
    ProblemCode(
      "too-many-values", .badRequest, "The filters of the request have too many values in total.",
      "Ask in several requests, or for the whole list."),
    ProblemCode(
      "too-many-parameters", .badRequest, "The request has too many parameters.",
      "Join values with commas, or ask in several requests."),
    ProblemCode(
      "query-too-long", .badRequest,
      "The link to the next page would be too long, since it repeats the query.",
      "Ask for JSON, whose content has the cursor, or with fewer values."),
    ProblemCode(
      "list-too-large", .badRequest, "A whole list, sorted or searched, is too large to be sent at once.",
      "Ask for pages with limit and cursor, or for the list without sort and q."),
    ProblemCode(
      "search-too-long", .badRequest, "q has too many characters or words.", "Search for fewer words."),
    ProblemCode(
      "parameter-for-other-format", .badRequest, "A parameter has no effect on the requested format.",
      "Leave it out, or ask for one of formats."),
    ProblemCode(
      "field-not-included", .badRequest,
      "fields names a field of a record that the response doesn't include.",
      "Add the record to include, or leave the field out; corrected has the corrected request."),
    ProblemCode(
      "parameter-for-tables", .badRequest,
      "A parameter about rows or columns was sent with content that has none.",
      "Leave it out; type, map and ignore are for CSV."),
    ProblemCode(
      "malformed-query", .badRequest, "The query is not percent-encoded UTF-8.",
      "Encode it; libraries for URLs do that."),
    ProblemCode(
      "malformed-path", .badRequest, "The path is not percent-encoded UTF-8, or leads above its root.",
      "Encode it; libraries for URLs do that."),
    ProblemCode(
      "unknown-path", .notFound, "There is no resource at this path.", "GET / lists all resources."),
    ProblemCode(
      "unknown-problem", .notFound, "No problem has this code.",
      "Use one of nearest, or see /openapi.json."),
    ProblemCode(
      "method-not-allowed", .methodNotAllowed, "The resource does not support this method.",
      "Use one of those in the field Allow."),
    ProblemCode(
      "unknown-method", .notImplemented, "No resource of this server supports this method.",
      "Use one that OPTIONS * names."),
    ProblemCode(
      "not-acceptable", .notAcceptable,
      "The resource does not offer a format that Accept or the suffix asks for.",
      "Ask for one of allowed; alternates has the request for each."),
    ProblemCode(
      "unknown-format", .notFound, "The suffix of the path is not the name of a format.",
      "Use one of suffixes; alternates has the request for each."),
    ProblemCode(
      "coding-not-acceptable", .notAcceptable, "Accept-Encoding excludes gzip and identity.",
      "Allow one of them."),
    ProblemCode(
      "precondition-failed", .preconditionFailed,
      "If-Match or If-Unmodified-Since names a state that is not the current one.",
      "Read the resource again, and decide again."),
    ProblemCode(
      "range-not-satisfiable", .rangeNotSatisfiable, "Range asks for bytes after the end of the file.",
      "Content-Range has the length of the file; leave Range out to get all of it."),
  ]

  private static let ofRecords =
    ["member", "topic", "contact", "office", "area", "county", "member kind", "topic kind", "organisation"]
    .map {
      noun in
      ProblemCode(
        "unknown-\(noun.replacing(" ", with: "-"))", .notFound, "There is no \(noun) with this slug or id.",
        "Use one of nearest, or see the list.")
    } + [
      ProblemCode(
        "deleted", .gone, "The record was deleted.",
        "Remove the link; staff can restore the record from its revisions."),
      ProblemCode(
        "gone", .gone, "The record has left the directory, and does not have exactly one successor.",
        "Follow one of successors, or remove the link."),
      ProblemCode(
        "unknown-picture", .notFound, "The record has no picture, or none with this address.",
        "Read the record, which has the addresses of its picture."),
      ProblemCode(
        "changes-restarted", .gone,
        "The directory was restored from a backup, and /changes does not list what that has changed.",
        "GET /snapshot again, and continue with its next."),
      ProblemCode(
        "organisation-not-stated", .notFound, "The directory is empty.",
        "The operator must fill it first."),
      ProblemCode(
        "invalid-document", .unprocessableContent, "A document has errors; each error names its place.",
        "Correct what errors lists."),
      ProblemCode(
        "not-empty", .conflict, "A document can only be loaded into an empty directory.",
        "Load it into a new database."),
    ]

  private static let ofWrites = [
    ProblemCode(
      "token-required", .unauthorized, "This requires a token.", "Send Authorization: Bearer TOKEN."),
    ProblemCode(
      "malformed-credentials", .unauthorized, "The field Authorization is not of the form Bearer TOKEN.",
      "Send one field of this form."),
    ProblemCode(
      "invalid-token", .unauthorized, "This token does not exist.",
      "Copy it completely, or ask for a new one."),
    ProblemCode("expired-token", .unauthorized, "The token has expired.", "Ask for a new one."),
    ProblemCode("revoked-token", .unauthorized, "The token was revoked.", "Ask for a new one."),
    ProblemCode(
      "too-many-tries", .tooManyRequests, "An address has sent too many invalid tokens.",
      "Wait for the seconds in Retry-After."),
    ProblemCode(
      "too-many-requests", .tooManyRequests, "A network or token has asked for too much in a short time.",
      "Wait for the seconds in Retry-After. To keep a copy, use /snapshot and /changes."),
    ProblemCode(
      "role-required", .forbidden, "The token's role is not sufficient.",
      "Ask someone with the required role."),
    ProblemCode(
      "session-expired", .unauthorized, "The session of the cookie has ended.", "Sign in again."),
    ProblemCode(
      "cross-origin-session", .forbidden,
      "The cookie of a session came with a request that no page of this server is known to have made.",
      "Send a token in Authorization."),
    ProblemCode(
      "tls-required", .forbidden, "A session begins only over HTTPS, or on the server's own machine.",
      "Open the https address of the server."),
    ProblemCode(
      "unknown-person", .notFound, "There is no person with this number, or not for you.",
      "Use one that /people lists."),
    ProblemCode(
      "unknown-token", .notFound, "There is no token with this number, or not for you.",
      "Use one that /tokens lists."),
    ProblemCode(
      "unknown-session", .notFound, "There is no session with this number, or not for you.",
      "Use one that /sessions lists."),
    ProblemCode(
      "last-admin", .conflict, "The last active admin can't be removed or get another role.",
      "Give another person the role admin first."),
    ProblemCode(
      "precondition-required", .preconditionRequired,
      "A change must name the state of the record that it is based on.",
      "Read the record, and send its ETag as If-Match."),
    ProblemCode(
      "record-changed", .preconditionFailed, "Someone has changed the record since you read it.",
      "Look at current and changes, decide again, and send etag as If-Match."),
    ProblemCode(
      "unsupported-media-type", .unsupportedMediaType,
      "The resource does not accept content of this Content-Type.",
      "Send one of allowed."),
    ProblemCode(
      "unsupported-coding", .unsupportedMediaType, "The content is compressed.", "Send it uncompressed."),
    ProblemCode(
      "invalid-idempotency-key", .badRequest, "Idempotency-Key is not 1 to 255 printable characters.",
      "Use a UUID."),
    ProblemCode(
      "attempt-in-flight", .conflict, "The same attempt is being processed.", "Wait a second and try again."),
    ProblemCode(
      "idempotency-key-reused", .unprocessableContent, "The key was used for another request.",
      "Use a new key for each request."),
    ProblemCode(
      "malformed-json", .badRequest, "The content is not valid JSON.", "Correct what detail names."),
    ProblemCode(
      "malformed-request", .badRequest, "The request cannot be understood.",
      "See /docs for what the API accepts."),
    ProblemCode(
      "invalid-record", .unprocessableContent, "The record has errors; each error names its place.",
      "Correct what errors lists."),
    ProblemCode(
      "slug-taken", .conflict, "There already is a record with this slug.",
      "Correct that one, or use another slug."),
    ProblemCode(
      "unsupported-picture", .unsupportedMediaType, "The file is not a JPEG, PNG or WebP.",
      "Send one of these; SVG is refused, since it can contain scripts."),
    ProblemCode(
      "other-picture-type", .unsupportedMediaType, "Content-Type states another type than the file has.",
      "State the type that detail names, or none."),
    ProblemCode(
      "invalid-picture", .unprocessableContent, "The file of the picture cannot be used.",
      "Do what detail says, or save the picture again with another program."),
    ProblemCode(
      "missing-alternative-text", .unprocessableContent, "A picture was sent without alt.",
      "Add the parameter alt: what the picture shows."),
    ProblemCode(
      "too-many-sizes", .conflict, "The picture has as many sizes as it may have.",
      "Replace all with PUT, or one by another of the same width."),
    ProblemCode(
      "unknown-revision", .notFound, "The record has no such revision.", "Use one of its revisions."),
    ProblemCode(
      "invalid-import", .unprocessableContent, "An import has errors, and nothing was written.",
      "Correct the lines that errors lists."),
    ProblemCode(
      "unknown-import", .notFound, "There is no such import.", "Use the number in the response to the import."
    ),
    ProblemCode(
      "import-changed", .preconditionFailed,
      "An import was confirmed, but the file, the parameters or the directory differ from the dry run.",
      "Make the dry run again, look at changes, and confirm with its confirmation."),
    ProblemCode(
      "no-backup-folder", .conflict, "No folder for backups is configured.",
      "The operator must set backup.folder."),
    ProblemCode(
      "backup-running", .conflict, "A backup is being made.", "Wait until GET /backups lists it."),
    ProblemCode(
      "unknown-backup", .notFound, "There is no such backup of this directory.",
      "Use a name that GET /backups lists."),
    ProblemCode(
      "changed-since", .conflict, "What the import wrote has been changed since.",
      "Undo the imports that laterChanges names first, or correct the records one by one."),
    ProblemCode(
      "still-referenced", .conflict, "Other records refer to the record.",
      "First change those that referrers lists."),
  ]

  private static let ofDraftChanges = [
    ProblemCode(
      "unknown-draft-change", .notFound, "No draft change has this number.",
      "Use one of those that /draft-changes lists."),
    ProblemCode(
      "invalid-draft-change", .unprocessableContent,
      "A request about a draft change or a preview has errors; each error names its place.",
      "Correct what errors lists. Errors of the record itself are invalid-record."),
    ProblemCode(
      "draft-change-decided", .conflict, "The draft change was published or declined already.",
      "Write a new one, or PATCH one that was declined."),
    ProblemCode(
      "draft-change-conflicts", .conflict,
      "Others have changed the same fields since the draft change was written.",
      "Look at conflicts, current and changes, then publish with overwrite=true or PATCH baseTag."),
    ProblemCode(
      "draft-change-changed", .preconditionFailed, "The draft change isn't as If-Match says.",
      "Look at current, decide again, and send etag as If-Match."),
    ProblemCode(
      "too-many-draft-changes", .conflict, "A person has too many open draft changes.",
      "Publish, decline or remove some first."),
    ProblemCode(
      "unknown-preview", .notFound, "The preview has ended, or was never there.", "Ask for a new link."),
    ProblemCode(
      "preview-ended", .gone, "The change that the preview showed was published or declined.",
      "Open the public page."),
    ProblemCode(
      "no-page", .unprocessableContent, "Records of this type have no page of their own.",
      "Look at the changes instead."),
  ]

  private static let ofServer = [
    ProblemCode(
      "busy", .serviceUnavailable, "Another program is using the database.",
      "Try again after the seconds in Retry-After."),
    ProblemCode(
      "backup-failed", .serviceUnavailable, "A backup could not be made or read.",
      "Try again later; the server's log has the reason."),
    ProblemCode(
      "directory-unavailable", .serviceUnavailable, "The database is not available.",
      "Try again later; the server's log has the reason."),
    ProblemCode(
      "query-took-too-long", .serviceUnavailable, "The query took longer than the server allows.",
      "Ask for less: without facets and sort, with a narrower filter, or with a smaller limit."),
    ProblemCode(
      "too-many-long-queries", .serviceUnavailable, "Too many requests wait for queries that take long.",
      "Try again after the seconds in Retry-After, or ask for less."),
    ProblemCode(
      "too-many-uploads", .serviceUnavailable, "Many pictures are being uploaded at the moment.",
      "Try again after the seconds in Retry-After."),
    ProblemCode(
      "storage-full", .insufficientStorage, "The server's storage is full.",
      "The operator must free space."),
    ProblemCode(
      "read-only", .serviceUnavailable, "The database can only be read.",
      "Only the operator can change that."),
    ProblemCode(
      "compression-failed", .serviceUnavailable, "The answer could not be compressed.",
      "Ask with Accept-Encoding: identity."),
    ProblemCode(
      "starting", .serviceUnavailable, "The server is starting: it opens or migrates the database.",
      "Try again after the seconds in Retry-After."),
    ProblemCode(
      "stopping", .serviceUnavailable, "The server is stopping, so it is not ready for further requests.",
      "Try again after the seconds in Retry-After."),
  ]

  /// Errors of the transport. Clients that use an HTTP library never see most of these.
  private static let ofTransport = RequestError.all.map { error in
    ProblemCode(
      error.code, error.status, error.detail,
      "Correct the message, and open a new connection: this one was closed.")
  }
}
