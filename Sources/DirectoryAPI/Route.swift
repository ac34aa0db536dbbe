internal import Directory
internal import HTTPCore

/// One line of the table of routes: the router, the validation and the help are made from it. A class, since
/// each request hands one on from hand to hand.
final class Route: Sendable {
  /// Where and how the answer is made.
  enum Handler: Sendable {
    /// On the event loop: a query of well under a millisecond.
    case loop(@Sendable (Call) throws(APIError) -> Content)
    /// On a worker, with a reader of its own, once a revision: what takes longer.
    case worker(@Sendable (any DirectoryReader) throws(DirectoryError) -> [UInt8])
    /// Nothing is to be read here.
    case none
  }

  /// How long an answer stays true, which settles its validators and whether it is kept.
  enum Validity: Sendable {
    /// Until the directory changes: kept, with an entity tag and the time of that change.
    case revision
    /// As long as the program runs: kept, with an entity tag.
    case program
    /// For the moment: neither kept here nor by anyone else.
    case moment
  }

  /// The relation under which the help links to it.
  let relation: StaticString
  let methods: MethodSet
  /// `{slug}` stands for one segment.
  let pattern: String
  /// The pattern's text before, between and behind its parameters.
  let pieces: [String]
  /// The root has no name that a suffix could stand behind, and what has one in its name no second.
  let takesSuffix: Bool
  /// The formats that JSON leads to.
  let alternates: [Alternates.Alternate]
  /// For the help and the documentation.
  let answers: String
  let parameters: [Parameter]
  /// What it answers as JSON.
  let answer: AnswerSchema
  let offers: Offers
  let validity: Validity
  let handler: Handler
  /// What it takes beside questions.
  let writes: [Write]
  /// Who may ask; nil for everyone.
  let role: Role?
  /// Of a route that answers with one record.
  let record: RecordType?

  init(
    _ relation: StaticString, _ methods: MethodSet, _ pattern: String, _ answers: String,
    yielding answer: AnswerSchema, taking parameters: [Parameter] = [], offers: Offers = .json,
    true validity: Validity = .revision, by handler: Handler, writes: [Write] = [],
    of record: RecordType? = nil, for role: Role? = nil
  ) {
    self.relation = relation
    self.methods = writes.reduce(into: methods) { $0.insert(MethodSet($1.method)) }
    self.pattern = pattern
    pieces = Links.pieces(of: pattern)
    takesSuffix = pattern != "/" && pattern.split(separator: "/").last?.contains(".") == false
    alternates = takesSuffix ? offers.formats.filter { $0 != .json }.map(Alternates.Alternate.init) : []
    self.answers = answers
    self.parameters = parameters
    self.answer = answer
    self.offers = offers
    self.validity = validity
    self.handler = handler
    self.writes = writes
    self.record = record
    self.role = role
  }
}

extension MethodSet {
  static let read: MethodSet = [MethodSet(.get), MethodSet(.head), MethodSet(.options)]
  /// Of a route that is only written to.
  static let none: MethodSet = [MethodSet(.options)]
}
