internal import Directory
internal import HTTPCore

/// Why a write is refused, and why a question that takes a token is.
enum WritingFault: Error {
  // Who asks.
  case tokenRequired
  case malformedCredentials
  case invalidToken
  case expiredToken
  case revokedToken
  case tooManyTries(seconds: Int64)
  case roleRequired(Role, has: Role)
  case unavailable(DirectoryError)

  // The fields.
  case preconditionRequired
  case unsupportedMediaType(allowed: [MediaType], isPatch: Bool)
  case unsupportedCoding
  case invalidKey
  case keyInFlight
  case keyReused

  // The content.
  case malformedContent(String)

  case importFaults([ImportFault])
  case noSuchImport(String)

  // The record.
  case exists(RecordKey, RecordStatus)
  case noSuch(RecordKey)
  case deleted(RecordKey)
  case noSuchRevision(String)
  case changed(tag: EntityTag, current: JSONValue, changes: [FieldChange])
}

extension ProblemTable {
  private static let challenge = "Bearer realm=\"member-directory\""

  func writing(_ fault: WritingFault) -> Entry {
    switch fault {
    case .tokenRequired, .malformedCredentials, .invalidToken, .expiredToken, .revokedToken, .tooManyTries,
      .roleRequired:
      return access(fault)
    case .unavailable(let error): return directory(error, on: nil)
    case .preconditionRequired, .unsupportedMediaType, .unsupportedCoding, .invalidKey, .keyInFlight,
      .keyReused:
      return writeFields(fault)
    case .malformedContent(let message):
      return Entry(.badRequest, "malformed-json", "The content is no JSON: \(message).")
    case .importFaults(let faults):
      return Entry(
        .unprocessableContent, "invalid-import",
        "The import has faults, and nothing of it was written; each names its line."
      ).with("errors") { json in
        json.list(faults) { json, fault in
          json.object {
            $0.field("line", fault.line)
            $0.field("pointer", fault.fault.pointer)
            $0.field("code", fault.fault.code.rawValue)
            $0.field("message", fault.fault.message)
            $0.field("hint", fault.fault.hint)
          }
        }
      }
    case .noSuchImport(let number):
      return Entry(.notFound, "unknown-import", "There is no import \(Self.quoted(number)).")
    case .exists, .noSuch, .deleted, .noSuchRevision, .changed: return record(fault)
    }
  }

  /// RFC 6750 §3: the error codes stand in the challenge; without credentials there is none.
  private func access(_ fault: WritingFault) -> Entry {
    switch fault {
    case .tooManyTries(let seconds):
      return Entry(
        .tooManyRequests, "too-many-tries", "Too many wrong tokens came from this address; wait."
      ).sending("Retry-After", String(seconds))
    case .roleRequired(let role, let has):
      return Entry(
        .forbidden, "role-required",
        "This takes a token of the role \(role.rawValue); yours is \(has.rawValue)."
      ).with("required", role.rawValue)
        .sending("WWW-Authenticate", Self.challenge + ", error=\"insufficient_scope\"")
    case .tokenRequired:
      return unauthorized(
        "token-required", "This takes a token: Authorization: Bearer TOKEN.", Self.challenge)
    case .malformedCredentials:
      return unauthorized(
        "malformed-credentials", "There is one Authorization field, of the form: Bearer TOKEN.",
        Self.challenge + ", error=\"invalid_request\"")
    case .expiredToken:
      return unauthorized("expired-token", "The token has expired; ask for another.", Self.invalidToken)
    case .revokedToken:
      return unauthorized("revoked-token", "The token was revoked; ask for another.", Self.invalidToken)
    default:
      return unauthorized("invalid-token", "There is no such token; was it copied whole?", Self.invalidToken)
    }
  }

  private static let invalidToken = challenge + ", error=\"invalid_token\""

  private func unauthorized(_ code: String, _ detail: String, _ challenge: String) -> Entry {
    Entry(.unauthorized, code, detail).sending("WWW-Authenticate", challenge)
  }

  private func writeFields(_ fault: WritingFault) -> Entry {
    switch fault {
    case .unsupportedMediaType(let allowed, let isPatch):
      let names = allowed.map { "\($0.type)/\($0.subtype)" }
      let entry = Entry(
        .unsupportedMediaType, "unsupported-media-type",
        "Content-Type says what the content is: \(names.joined(separator: " or "))."
      ).with("allowed", names)
      return entry.sending(isPatch ? "Accept-Patch" : "Accept", names.joined(separator: ", "))
    case .unsupportedCoding:
      return Entry(
        .unsupportedMediaType, "unsupported-coding", "The content comes as it is, without a coding."
      )
      .sending("Accept-Encoding", "identity")
    case .invalidKey:
      return Entry(
        .badRequest, "invalid-idempotency-key",
        "Idempotency-Key is one key of 1 to 255 printable ASCII characters, a UUID for instance.")
    case .keyInFlight:
      return Entry(
        .conflict, "attempt-in-flight", "An attempt with this Idempotency-Key is under way; ask again soon."
      ).sending("Retry-After", "1")
    case .keyReused:
      return Entry(
        .unprocessableContent, "idempotency-key-reused",
        "This Idempotency-Key was used for another request; take a new one for each.")
    default:
      return Entry(
        .preconditionRequired, "precondition-required",
        "If-Match says which state of the record you mean: the ETag that GET gave.")
    }
  }

  private func record(_ fault: WritingFault) -> Entry {
    switch fault {
    case .exists(let key, let status):
      return Entry(
        .conflict, "slug-taken",
        "There is a \(status == .draft ? "draft of a " : "")\(key.type.rawValue) \(Self.quoted(key.slug)) already."
      ).with("href", Links.record(key))
    case .deleted(let key):
      return Entry(
        .gone, "deleted",
        "The \(key.type.rawValue) \(Self.quoted(key.slug)) was taken away.")
    case .noSuchRevision(let number):
      return Entry(
        .notFound, "unknown-revision", "This record has no revision \(Self.quoted(number)).")
    case .changed(let tag, let current, let changes):
      return Entry(
        .preconditionFailed, "record-changed",
        "The record is no longer what If-Match names: someone has changed it. Look at current and changes, "
          + "then try again with this etag."
      ).with("etag", tag.text).with("current") { $0.element(current) }
        .with("changes") { $0.element(FieldChangeJSON.value(changes)) }
    case .noSuch(let key):
      let nearest = key.type == .county ? suggestions.counties(near: key.slug) : []
      let entry = Entry(
        .notFound, "unknown-\(key.type.rawValue)",
        "There is no \(key.type.rawValue) \(Self.quoted(key.slug))\(Self.hint(nearest)).")
      guard let likeliest = nearest.first else { return entry }
      return entry.with("nearest", nearest).correcting(.slug(likeliest))
    default: return Entry(.badRequest, "malformed-request", "The request cannot be understood.")
    }
  }
}
