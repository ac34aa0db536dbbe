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

/// What a handler knows of its request.
struct Call {
  let route: Route
  /// The values of the pattern's parameters, in order, decoded.
  let path: [String]
  let arguments: Arguments
  let format: Format
  /// Whether the path said so, and not Accept.
  let hasSuffix: Bool
  let settings: APISettings
  /// Before the path of everything that is named for elsewhere.
  let origin: String
  let reader: any DirectoryReader
  /// The same one, where whoever asks has shown a token.
  private let staff: (any StaffReader)?

  init(
    route: Route, path: [String], arguments: Arguments, format: Format, hasSuffix: Bool,
    settings: APISettings, origin: String = "", reader: any DirectoryReader,
    staff: (any StaffReader)? = nil
  ) {
    self.route = route
    self.path = path
    self.arguments = arguments
    self.format = format
    self.hasSuffix = hasSuffix
    self.settings = settings
    self.origin = origin
    self.reader = staff ?? reader
    self.staff = staff
  }

  /// Asks the directory, its errors as ours.
  func ask<Answer>(
    _ question: (any DirectoryReader) throws(DirectoryError) -> Answer
  ) throws(APIError) -> Answer {
    do { return try question(reader) } catch { throw .directory(error) }
  }

  var isStaff: Bool { staff != nil }

  /// Asks what only staff may; a route for everyone has no such answer.
  func askStaff<Answer>(
    _ question: (any StaffReader) throws(DirectoryError) -> Answer
  ) throws(APIError) -> Answer {
    guard let staff else { throw .writing(.tokenRequired) }
    do { return try question(staff) } catch { throw .directory(error) }
  }

  func document<Failure: Error>(
    capacity: Int = 1_024, showing names: [String]? = nil,
    _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) -> [UInt8] {
    let bytes = try JSONWriter.document(capacity: capacity, showing: names, body)
    return arguments.isPretty ? PrettyJSON.format(bytes) : bytes
  }

  /// Why a slug has no record: because it is a former one, or never was one.
  func missing(_ slug: String, in list: DirectoryList) -> APIError {
    do {
      let former = try ask { reader throws(DirectoryError) -> FormerSlug? in
        if let former = try reader.former(list.formerKind, slug: slug) { return former }
        // A county that is a member has the same slug there.
        return list == .members ? try reader.former(.county, slug: slug) : nil
      }
      return former.map { .former($0, list) } ?? .noSuch(list, slug)
    } catch { return error }
  }

  /// The value of the first parameter of the pattern; the router has matched it.
  var slug: String { path.first ?? "" }
}

/// What a handler answers: the content of the representation that was asked for.
struct Content: Sendable {
  var bytes: [UInt8]
  /// In place of `bytes`: sent as it is made, and kept nowhere.
  var stream: (any BodySource)?
  /// The value of a `Link` field (RFC 8288), where there is something to link to.
  var link: String?
  /// What a browser would save it as.
  var fileName: String?

  init(bytes: [UInt8], link: String? = nil, fileName: String? = nil) {
    self.bytes = bytes
    self.link = link
    self.fileName = fileName
  }

  init(stream: any BodySource, fileName: String? = nil) {
    bytes = []
    self.stream = stream
    self.fileName = fileName
  }
}
