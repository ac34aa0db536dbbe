internal import Directory
internal import HTTPCore

/// The only table from what can go wrong to what is answered. Each error has two messages: `problem` is
/// sent; `logged`, where there is one, stays with us, for it may name files or statements.
struct ProblemTable {
  struct Entry {
    var problem: Problem
    var fields: [Response.Field] = []
    var logged: String?
    /// How the same request would be right.
    var correction: Correction?
    /// What the resource is had in instead: the request is added in each of these.
    var formats: (offers: [Format], route: Route)?

    init(_ status: Status, _ code: String, _ detail: String) {
      problem = Problem(status, code: code, detail: detail)
    }

    fileprivate init(_ problem: Problem) { self.problem = problem }

    /// A further member of the problem.
    func with(_ name: String, _ value: (inout JSONWriter) -> Void) -> Entry {
      var entry = self
      entry.problem.members.append((name, JSONWriter.value(value)))
      return entry
    }

    func with(_ name: String, _ text: String) -> Entry { with(name) { $0.element(text) } }
    func with(_ name: String, _ text: String?) -> Entry { text.map { with(name, $0) } ?? self }
    func with(_ name: String, _ texts: [String]) -> Entry { with(name) { $0.array(texts) } }

    /// A field of the response.
    func sending(_ field: StaticString, _ value: String) -> Entry {
      var entry = self
      entry.fields.append(Response.Field(field, value))
      return entry
    }

    func correcting(_ correction: Correction) -> Entry {
      var entry = self
      entry.correction = correction
      return entry
    }

    func logging(_ message: String) -> Entry {
      var entry = self
      entry.logged = message
      return entry
    }
  }

  /// A lock is held for milliseconds as a rule; a client that waits a second finds it free.
  private static let retrySoon = "1"
  /// What takes a person or a restart to mend.
  private static let retryLater = "10"

  let suggestions: Suggestions

  /// `route` is the one that was found, if any: its parameters say which values are allowed.
  func entry(for error: APIError, on route: Route?) -> Entry {
    switch error {
    case .unknownMethod, .methodNotAllowed, .malformedPath, .noSuchPath: requestLine(error)
    case .malformedQuery, .unknownParameter, .repeatedParameter, .tooManyValues,
      .parameterForOtherFormat:
      query(error)
    case .argument(let fault): argument(fault, on: route)
    case .search(let fault): search(fault, on: route)
    case .writing(let fault), .slowed(let fault, _): writing(fault)
    case .matchWithoutTopic:
      Entry(
        .badRequest, "missing-parameter",
        "topic, programme or with says what to share: /match?topic=climate, or /match?with=oslo."
      ).with("parameter", "topic").with("example", "/match?topic=climate")
    case .notAcceptable(let offers, let suffix): notAcceptable(offers, suffix, on: route)
    case .noSuchFormat(let suffix, let route): noSuchFormat(suffix, on: route)
    case .codingNotAcceptable, .preconditionFailed: fields(error)
    case .noSuch(let list, let slug): noSuch(list, slug)
    case .former(let former, let list): gone(former, list)
    case .noSuchProblem(let code):
      Entry(
        .notFound, "unknown-problem", "No problem has the code \(Self.quoted(code))."
      ).with("nearest", NearestValues.nearest(to: code, among: ProblemCode.all.map(\.code)))
    case .organisationNotStated:
      Entry(.notFound, "organisation-not-stated", "The directory is empty: no organisation is stated.")
    case .directory(let error): directory(error, on: route)
    case .compression: Self.failure(error)
    }
  }

  /// What the transport refuses.
  static func entry(for error: RequestError) -> Entry {
    let entry = Entry(Problem(error))
    return error.status == .serviceUnavailable ? entry.sending("Retry-After", retrySoon) : entry
  }
}

extension ProblemTable {
  private func requestLine(_ error: APIError) -> Entry {
    switch error {
    case .methodNotAllowed(let methods):
      return Entry(.methodNotAllowed, "method-not-allowed", "This resource takes \(methods.allow).")
        .sending("Allow", methods.allow)
    case .malformedPath:
      return Entry(
        .badRequest, "malformed-path",
        "A path is percent-encoded UTF-8 without NUL, and .. does not lead above its root.")
    case .noSuchPath(let path):
      let nearest = suggestions.paths(near: path)
      let entry = Entry(
        .notFound, "unknown-path",
        "There is nothing at \(path)\(Self.hint(nearest)). GET / lists what there is."
      ).with("nearest", nearest)
      return nearest.first.map { entry.correcting(.path($0)) } ?? entry
    default:
      return Entry(
        .notImplemented, "unknown-method",
        "This server knows no such method; it takes \(Routes.allMethods.allow).")
    }
  }

  private func fields(_ error: APIError) -> Entry {
    switch error {
    case .codingNotAcceptable:
      return Entry(
        .notAcceptable, "coding-not-acceptable",
        "Accept-Encoding takes none of what this resource offers: gzip and identity."
      ).with("allowed", ["gzip", "identity"]).sending("Vary", "Accept-Encoding")
    default: return Self.preconditionFailed
    }
  }

  private static var preconditionFailed: Entry {
    Entry(
      .preconditionFailed, "precondition-failed",
      "What If-Match or If-Unmodified-Since asks for is not so: the resource has changed.")
  }

  private func noSuch(_ list: DirectoryList, _ slug: String) -> Entry {
    let nearest = suggestions.slugs(near: slug, in: list)
    let entry = Entry(
      .notFound, "unknown-\(list.singular)",
      "There is no \(list.singular) \(Self.quoted(slug))\(Self.hint(nearest)). "
        + "GET /\(list.rawValue) lists all."
    ).with("nearest", nearest)
    return nearest.first.map { entry.correcting(.slug($0)) } ?? entry
  }

  /// It was there and is not any more (RFC 9110 §15.5.11).
  private func gone(_ former: FormerSlug, _ list: DirectoryList) -> Entry {
    let name = former.name ?? former.slug
    let until = former.until.map { " until \($0)" } ?? ""
    let successors = former.successors.map { Links.record(list, $0) }
    let followed =
      successors.isEmpty ? "Nothing took its place." : "In its place there are \(Self.list(successors))."
    return Entry(
      .gone, "gone", "\(name) was a \(list.singular) here\(until). \(followed)"
    ).with("slug", former.slug).with("until", former.until).with("successors", successors)
  }
}

extension ProblemTable {
  func directory(_ error: DirectoryError, on route: Route?) -> Entry {
    switch error {
    case .unknownValue(let name, let value, let nearest):
      unknownValue(value, of: name, nearest: nearest, on: route)
    case .invalidCursor: invalidCursor
    default: Self.failure(.directory(error))
    }
  }

  /// What went wrong on our side, whatever was asked.
  static func failure(_ error: APIError) -> Entry {
    switch error {
    case .directory(let error): return failure(error)
    case .preconditionFailed: return preconditionFailed
    case .compression(let message):
      return Entry(
        .serviceUnavailable, "compression-failed", "The answer could not be compressed; ask for identity."
      )
      .sending("Retry-After", Self.retrySoon).logging(message)
    default: return failure(.unavailable("\(error)"))
    }
  }

  private static func failure(_ error: DirectoryError) -> Entry {
    switch error {
    case .invalidDocument(let faults):
      return Entry(
        .unprocessableContent, "invalid-document", "The document has faults; each names its place."
      ).with("errors") { Self.write(faults, to: &$0) }
    case .invalidRecord(let faults):
      return Entry(
        .unprocessableContent, "invalid-record", "The record has faults; each names its place."
      ).with("errors") { Self.write(faults, to: &$0) }
    case .stillReferenced(let key, let others, let total):
      return stillReferenced(key, by: others, total: total)
    case .changedSince(let keys):
      return Entry(
        .conflict, "changed-since",
        "Someone has written to records after the import, so that it cannot be undone as a whole."
      ).with("records", keys.map { Links.record($0) })
    case .noSuchImport(let id):
      return Entry(.notFound, "unknown-import", "There is no import \(id) to undo.")
    case .notEmpty:
      return Entry(.conflict, "not-empty", "A document can be loaded into an empty directory only.")
    case .full:
      return Entry(.insufficientStorage, "storage-full", "The server has no room left to write.")
        .sending("Retry-After", Self.retryLater).logging("\(error)")
    case .readOnly:
      return Entry(.serviceUnavailable, "read-only", "This directory can only be read at the moment.")
        .sending("Retry-After", Self.retryLater).logging("\(error)")
    case .busy:
      return Entry(.serviceUnavailable, "busy", "The directory is busy; try again in a second.")
        .sending("Retry-After", Self.retrySoon).logging("\(error)")
    case .damaged, .incompatible, .unavailable, .unknownValue, .invalidCursor:
      return Entry(
        .serviceUnavailable, "directory-unavailable",
        "The directory cannot be read or written at the moment; whoever runs this server finds the reason in "
          + "its log."
      ).sending("Retry-After", Self.retryLater).logging("\(error)")
    }
  }

  private static func stillReferenced(_ key: RecordKey, by others: [RecordKey], total: Int) -> Entry {
    Entry(
      .conflict, "still-referenced",
      "\(total) other\(total == 1 ? " refers" : "s refer") to the \(key.type.rawValue) "
        + "\(quoted(key.slug)); correct them first."
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

  private func unknownValue(
    _ value: String, of name: String, nearest: [String], on route: Route?
  ) -> Entry {
    let entry = Entry(
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
    json.list(faults) { json, fault in
      json.object {
        $0.field("pointer", fault.pointer)
        $0.field("code", fault.code.rawValue)
        $0.field("message", fault.message)
        $0.field("hint", fault.hint)
      }
    }
  }
}
