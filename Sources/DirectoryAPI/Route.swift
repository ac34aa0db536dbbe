internal import Directory
internal import HTTPCore

/// One line of the table of routes, from which the router, the checks of queries, the help and the OpenAPI
/// document are made. It is a class because each request passes its route through many functions.
final class Route: Sendable {
  /// The function that makes the content, and the thread on which it runs.
  enum Handler: Sendable {
    /// The content is made on the event loop. This is for queries that take well under a millisecond.
    case loop(@Sendable (Call) throws(APIError) -> Content)
    /// The content is made on a worker thread with a reader of its own, once for each revision. This is for
    /// content that takes longer.
    case worker(LargeHandler)
    /// The file of a backup is sent part by part.
    case backup
    /// The picture of a record of this type is sent part by part.
    case picture(RecordType)
    /// A page of the website with a change applied, which is made in a transaction that is rolled back.
    case preview
    /// The route can't be read, only written to.
    case none
  }

  /// Makes content of any length: calls the receiver with each piece in turn.
  typealias LargeHandler =
    @Sendable (any DirectoryReader, _ receive: ([UInt8]) throws(DirectoryError) -> Void)
    throws(DirectoryError) -> Void

  /// How long a response is valid. This determines its validators, and whether it is cached.
  enum Validity: Sendable {
    /// The response is valid until the directory changes. It is cached, and has an entity tag and the time of
    /// the last change.
    case revision
    /// The response is valid while the program runs. It is cached, and has an entity tag.
    case program
    /// The response is valid only at this moment. No cache may store it, neither here nor elsewhere.
    case moment
    /// The response is for one member of staff at this moment, and has an entity tag for If-Match. It shows
    /// more than what is published, so it has no date.
    case staff
  }

  /// The relation of the links to it in the help.
  let relation: StaticString
  let methods: MethodSet
  /// `{slug}` is a parameter and matches one segment.
  let pattern: String
  /// The pattern's text before, between and after its parameters.
  let pieces: [String]
  /// False for the root, which has no name that a suffix could follow, and for names that have a suffix
  /// already.
  let takesSuffix: Bool
  /// The other formats, for the links of the JSON.
  let alternates: [Alternates.Alternate]
  /// Describes the content, for the help and the documentation.
  let summary: String
  let parameters: [Parameter]
  /// The schema of the JSON.
  let schema: AnswerSchema
  let offers: Offers
  let validity: Validity
  let handler: Handler
  let writes: [WriteMethod]
  /// The role that reading requires, or nil if everyone may read.
  let role: Role?
  /// Whether its answers take more than a millisecond in any directory.
  let isLong: Bool
  /// Whether every query ranks all records, whatever its parameters.
  var isRanked: Bool { parameters.contains { if case .bestFew = $0.kind { true } else { false } } }
  /// Whether it returns the file of a picture.
  var isPicture: Bool { if case .picture = handler { true } else { false } }
  /// The type of the record, if the route returns one record.
  let record: RecordType?

  init(
    _ relation: StaticString, _ methods: MethodSet, _ pattern: String, _ summary: String,
    yielding schema: AnswerSchema, taking parameters: [Parameter] = [], offers: Offers = .json,
    validity: Validity = .revision, handler: Handler, writes: [WriteMethod] = [], record: RecordType? = nil,
    requires role: Role? = nil, isLong: Bool = false
  ) {
    self.relation = relation
    self.methods = writes.reduce(into: methods) { $0.insert(MethodSet($1.method)) }
    self.pattern = pattern
    pieces = Links.pieces(of: pattern)
    takesSuffix = pattern != "/" && pattern.split(separator: "/").last?.contains(".") == false
    alternates = takesSuffix ? offers.formats.filter { $0 != .json }.map(Alternates.Alternate.init) : []
    self.summary = summary
    self.parameters = parameters
    self.schema = schema
    self.offers = offers
    self.validity = validity
    self.handler = handler
    self.writes = writes
    self.record = record
    self.role = role
    self.isLong = isLong
  }
}

extension MethodSet {
  static let read: MethodSet = [MethodSet(.get), MethodSet(.head), MethodSet(.options)]
  /// The methods of a route that can only be written to.
  static let none: MethodSet = [MethodSet(.options)]
}
