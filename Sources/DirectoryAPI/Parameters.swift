internal import Directory
internal import HTTPCore

/// A query parameter that a route takes. Each may stand once.
struct Parameter: Sendable {
  enum Kind: Sendable, Equatable {
    /// One of the values of a vocabulary; the reader refuses any other.
    case value(of: Vocabulary)
    case limit
    case cursor
    /// Anything; the route's handler reads it.
    case text
  }

  let name: String
  let kind: Kind
  /// For the help and the documentation.
  let meaning: String

  static let memberKind = Parameter(
    name: "kind", kind: .value(of: .memberKinds), meaning: "members of that kind")
  static let county = Parameter(
    name: "county", kind: .value(of: .counties), meaning: "members in that county")
  static let topic = Parameter(
    name: "topic", kind: .value(of: .topics), meaning: "members that name that topic")
  static let topicKind = Parameter(
    name: "kind", kind: .value(of: .topicKinds), meaning: "topics of that kind")
  static let limit = Parameter(
    name: "limit", kind: .limit,
    meaning: "items on a page, 1 to \(PageLimit.maximum), \(PageLimit.standard) without it")
  static let cursor = Parameter(
    name: "cursor", kind: .cursor, meaning: "where the page starts: next of the page before")
}

extension [Parameter] {
  /// What every list takes.
  static let paging: [Parameter] = [.limit, .cursor]
}

/// The parameters of one request, each checked against its route.
struct Arguments: Sendable {
  /// All but the cursor, in the order of the route and in one spelling, so that links are canonical.
  private(set) var filters: [(name: String, value: String)] = []
  private(set) var limit = PageLimit.standard
  private(set) var cursor: Cursor?

  subscript(_ parameter: Parameter) -> String? {
    filters.first { $0.name == parameter.name }?.value
  }

  init(_ query: Query, for parameters: [Parameter]) throws(APIError) {
    var given: [String?] = Array(repeating: nil, count: parameters.count)
    for sent in query.parameters {
      guard let index = parameters.firstIndex(where: { $0.name == sent.name }) else {
        throw .unknownParameter(sent.name, allowed: parameters.map(\.name))
      }
      guard given[index] == nil else { throw .repeatedParameter(sent.name) }
      given[index] = sent.value
    }
    for (parameter, value) in zip(parameters, given) {
      guard let value else { continue }
      switch parameter.kind {
      case .value, .text: filters.append((parameter.name, value))
      case .limit:
        limit = try Self.limit(value)
        filters.append((parameter.name, String(limit)))
      case .cursor:
        guard let cursor = Cursor(text: value) else { throw .directory(.invalidCursor) }
        self.cursor = cursor
      }
    }
  }

  private static func limit(_ text: String) throws(APIError) -> Int {
    let digits = Array(text.utf8)
    guard let number = digits.span.decimal(0..<digits.count), 1...PageLimit.maximum ~= number else {
      throw .invalidLimit(text)
    }
    return number
  }
}
