internal import Directory

/// The request, as a handler gets it.
struct Call {
  let route: Route
  /// The values of the pattern's parameters, in order, decoded.
  let path: [String]
  let arguments: Arguments
  let format: Format
  /// True if the format comes from a suffix of the path, false if it comes from Accept.
  let hasSuffix: Bool
  let settings: APISettings
  /// Scheme and host for absolute references, such as `https://api.example.org`; empty if unknown.
  let origin: String
  let reader: any DirectoryReader
  /// Who makes the request; nil if it has no credentials.
  let requester: Requester?
  /// The time of the request, in Unix seconds.
  let now: Int64
  /// The same reader, if the answer has what only staff see.
  private let staff: (any StaffReader)?
  /// Whether the entity tag of a record names its state, which takes as long to make as the record's JSON.
  /// Only staff edit records, so only they get it (decision 27). What is shown in another language can't be
  /// compared with the record.
  let namesState: Bool

  init(
    route: Route, path: [String], arguments: Arguments, format: Format, hasSuffix: Bool,
    settings: APISettings, origin: String = "", reader: any DirectoryReader,
    staff: (any StaffReader)? = nil, namesState: Bool = true, requester: Requester? = nil, now: Int64 = 0
  ) {
    self.route = route
    self.path = path
    self.arguments = arguments
    self.format = format
    self.hasSuffix = hasSuffix
    self.settings = settings
    self.origin = origin
    let own: any DirectoryReader = staff ?? reader
    self.reader = arguments.language.map { TranslatingReader(own, into: $0) } ?? own
    self.staff = staff
    self.requester = requester
    self.now = now
    self.namesState = namesState && staff != nil && arguments.language == nil
  }

  var isStaff: Bool { staff != nil }

  /// The value of the pattern's first parameter; empty if the pattern has none.
  var slug: String { path.first ?? "" }

  /// Returns the value of a parameter of the kind `number`, or nil if it was not given.
  func number(_ parameter: Parameter) -> Int64? { arguments[parameter].flatMap { Int64($0) } }

  /// Reads from the directory, and throws its errors as API errors.
  func ask<Answer>(
    _ question: (any DirectoryReader) throws(DirectoryError) -> Answer
  ) throws(APIError) -> Answer {
    do { return try question(reader) } catch { throw .directory(error) }
  }

  /// Reads what only staff may see; throws `tokenRequired` if the request has no token.
  func askStaff<Answer>(
    _ question: (any StaffReader) throws(DirectoryError) -> Answer
  ) throws(APIError) -> Answer {
    guard let staff else { throw .access(.tokenRequired) }
    do { return try question(staff) } catch { throw .directory(error) }
  }

  /// Returns the JSON document that `body` writes, indented if the client has asked for that.
  func document<Failure: Error>(
    capacity: Int = 1_024, showing names: [String]? = nil,
    _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) -> [UInt8] {
    let bytes = try JSONWriter.document(capacity: capacity, showing: names, body)
    return arguments.isPretty ? PrettyJSON.format(bytes) : bytes
  }

  /// Returns the error for a record that isn't published (`LookupError.missing`).
  func missing(_ key: RecordKey) -> APIError {
    do {
      return .lookup(try ask { reader throws(DirectoryError) in try LookupError.missing(key, reader) })
    } catch { return error }
  }
}
