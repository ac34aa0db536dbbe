internal import Directory

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
    guard let staff else { throw .access(.tokenRequired) }
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
      return .lookup(former.map { .former($0, list) } ?? .noSuchItem(list, slug))
    } catch { return error }
  }

  /// The value of the first parameter of the pattern; the router has matched it.
  var slug: String { path.first ?? "" }

  /// The value of a parameter of the kind `number`; nil where it was not given.
  func number(_ parameter: Parameter) -> Int64? { arguments[parameter].flatMap { Int64($0) } }
}
