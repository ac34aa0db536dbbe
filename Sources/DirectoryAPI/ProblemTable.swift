internal import Directory
internal import HTTPCore

/// The only table from what can go wrong to what is answered. Each error has two messages: `problem` is
/// sent; `logged`, where there is one, stays with us, for it may name files or statements.
struct ProblemTable {
  struct Entry {
    var problem: Problem
    var fields: [Response.Field] = []
    var logged: String?

    init(_ status: Status, _ code: String, _ detail: String) {
      problem = Problem(status, code: code, detail: detail)
    }

    fileprivate init(_ problem: Problem) { self.problem = problem }

    /// A further member of the problem.
    fileprivate func with(_ name: String, _ value: (inout JSONWriter) -> Void) -> Entry {
      var entry = self
      entry.problem.members.append((name, JSONWriter.value(value)))
      return entry
    }

    fileprivate func with(_ name: String, _ text: String) -> Entry { with(name) { $0.element(text) } }
    fileprivate func with(_ name: String, _ texts: [String]) -> Entry { with(name) { $0.array(texts) } }

    /// A field of the response.
    fileprivate func sending(_ field: StaticString, _ value: String) -> Entry {
      var entry = self
      entry.fields.append(Response.Field(field, value))
      return entry
    }

    fileprivate func logging(_ message: String) -> Entry {
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
    case .malformedQuery, .unknownParameter, .repeatedParameter, .invalidLimit: query(error)
    case .search(let fault): search(fault)
    case .notAcceptable, .codingNotAcceptable, .preconditionFailed: fields(error)
    case .noSuch(let collection, let slug):
      noSuch(collection, slug)
    case .organisationNotStated:
      Entry(.notFound, "organisation-not-stated", "The directory is empty: no organisation is stated.")
    case .directory(let error): directory(error, on: route)
    case .compression(let message):
      Entry(
        .serviceUnavailable, "compression-failed", "The answer could not be compressed; ask for identity."
      )
      .sending("Retry-After", Self.retrySoon).logging(message)
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
      return Entry(
        .notFound, "unknown-path",
        "There is nothing at \(path)\(Self.hint(nearest)). GET / lists what there is."
      ).with("nearest", nearest)
    default:
      return Entry(
        .notImplemented, "unknown-method",
        "This server knows no such method; it takes \(Routes.allMethods.allow).")
    }
  }

  private func query(_ error: APIError) -> Entry {
    switch error {
    case .unknownParameter(let name, let allowed):
      let nearest = NearestValues.nearest(to: name, among: allowed)
      let takes = allowed.isEmpty ? "takes no parameters" : "takes \(Self.list(allowed))"
      return Entry(
        .badRequest, "unknown-parameter",
        "There is no parameter \(Self.quoted(name)) here\(Self.hint(nearest)). This resource \(takes)."
      ).with("parameter", name).with("nearest", nearest).with("allowed", allowed)
    case .repeatedParameter(let name):
      return Entry(
        .badRequest, "repeated-parameter", "The parameter \(Self.quoted(name)) may stand once."
      ).with("parameter", name)
    case .invalidLimit(let value):
      return Entry(
        .badRequest, "invalid-limit", "limit is a whole number from 1 to \(PageLimit.maximum)."
      ).with("parameter", "limit").with("value", value)
        .with("minimum") { $0.element(1) }.with("maximum") { $0.element(PageLimit.maximum) }
    default:
      return Entry(
        .badRequest, "malformed-query",
        "A query is name=value pairs joined by &, in percent-encoded UTF-8 without NUL.")
    }
  }

  private func fields(_ error: APIError) -> Entry {
    switch error {
    case .notAcceptable(let offers):
      let names = offers.map { "\($0.type)/\($0.subtype)" }
      return Entry(
        .notAcceptable, "not-acceptable",
        "Accept takes none of what this resource offers: \(Self.list(names))."
      ).with("allowed", names).sending("Vary", "Accept")
    case .codingNotAcceptable:
      return Entry(
        .notAcceptable, "coding-not-acceptable",
        "Accept-Encoding takes none of what this resource offers: gzip and identity."
      ).with("allowed", ["gzip", "identity"]).sending("Vary", "Accept-Encoding")
    default:
      return Entry(
        .preconditionFailed, "precondition-failed",
        "What If-Match or If-Unmodified-Since asks for is not so: the resource has changed.")
    }
  }

  private func noSuch(_ collection: Collection, _ slug: String) -> Entry {
    let nearest = suggestions.slugs(near: slug, in: collection)
    return Entry(
      .notFound, "unknown-\(collection.singular)",
      "There is no \(collection.singular) \(Self.quoted(slug))\(Self.hint(nearest)). "
        + "GET /\(collection.rawValue) lists all."
    ).with("nearest", nearest)
  }
}

extension ProblemTable {
  private func search(_ fault: SearchFault) -> Entry {
    switch fault {
    case .noText:
      return Entry(
        .badRequest, "missing-parameter",
        "q says what to search for: /search?q=climate. A word may be cut short, and its accents left out."
      ).with("parameter", "q").with("example", "/search?q=climate")
    case .tooLong:
      return Entry(
        .badRequest, "search-too-long",
        "q has up to \(SearchLimit.characters) characters and \(SearchLimit.words) words."
      ).with("parameter", "q").with("maximum") { $0.element(SearchLimit.characters) }
        .with("maximumWords") { $0.element(SearchLimit.words) }
    case .unknownType(let value):
      let allowed = SearchType.allCases.map(\.rawValue)
      let nearest = NearestValues.nearest(to: value, among: allowed)
      return Entry(
        .badRequest, "unknown-value",
        "The parameter type has no value \(Self.quoted(value))\(Self.hint(nearest)). "
          + "It takes \(Self.list(allowed)), joined by commas."
      ).with("parameter", "type").with("value", value).with("nearest", nearest).with("allowed", allowed)
    case .invalidLimit(let value):
      return Entry(
        .badRequest, "invalid-limit", "limit is a whole number from 1 to \(SearchLimit.maximum)."
      ).with("parameter", "limit").with("value", value)
        .with("minimum") { $0.element(1) }.with("maximum") { $0.element(SearchLimit.maximum) }
    }
  }
}

extension ProblemTable {
  private func directory(_ error: DirectoryError, on route: Route?) -> Entry {
    switch error {
    case .unknownValue(let name, let value, let nearest):
      return unknownValue(value, of: name, nearest: nearest, on: route)
    case .invalidCursor:
      return Entry(
        .badRequest, "invalid-cursor",
        "cursor is what next of this list, with the same filters, said; start again without one."
      ).with("parameter", "cursor")
    case .invalidDocument(let faults):
      return Entry(
        .unprocessableContent, "invalid-document", "The document has faults; each names its place."
      ).with("errors") { Self.write(faults, to: &$0) }
    case .notEmpty:
      return Entry(.conflict, "not-empty", "A document can be loaded into an empty directory only.")
    case .full:
      return Entry(.insufficientStorage, "storage-full", "The server has no room left to write.")
        .logging("\(error)")
    case .readOnly:
      return Entry(.forbidden, "read-only", "This directory can only be read.").logging("\(error)")
    case .busy:
      return Entry(.serviceUnavailable, "busy", "The directory is busy; try again in a second.")
        .sending("Retry-After", Self.retrySoon).logging("\(error)")
    case .damaged, .incompatible, .unavailable:
      return Entry(
        .serviceUnavailable, "directory-unavailable",
        "The directory cannot be read at the moment; whoever runs this server finds the reason in its log."
      ).sending("Retry-After", Self.retryLater).logging("\(error)")
    }
  }

  private func unknownValue(
    _ value: String, of name: String, nearest: [String], on route: Route?
  ) -> Entry {
    let entry = Entry(
      .badRequest, "unknown-value",
      "The parameter \(name) has no value \(Self.quoted(value))\(Self.hint(nearest))."
    ).with("parameter", name).with("value", value).with("nearest", nearest)
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

  private static func hint(_ nearest: [String]) -> String {
    nearest.isEmpty ? "" : "; perhaps \(nearest.joined(separator: " or "))"
  }

  private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }

  private static func quoted(_ text: String) -> String { "'\(text)'" }
}
