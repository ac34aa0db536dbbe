internal import Directory
internal import HTTPCore
internal import Representations

/// A write as its head describes it, checked before its content is read.
struct PreparedWrite {
  let method: WriteMethod
  /// The values of the route's path parameters.
  let path: [String]
  let author: Author
  let requester: Requester
  let isDryRun: Bool
  /// Whether a draft change is published although others have changed the same fields.
  let overwrites: Bool
  /// Whether an import makes topics, kinds and areas that don't exist.
  let createsMissing: Bool
  /// What confirms an import, and the parameters to which it belongs.
  let confirmation: String?
  let importParameters: [String]
  /// The type of the rows of a CSV import.
  let rowType: RecordType?
  /// What is said about the columns of a CSV import.
  let columns: ColumnChoices
  /// What is said about a picture.
  let alt: String?
  let credit: String?
  /// The type of the content; nil if there is none.
  let contentType: MediaType?
  let conditions: WriteConditions
  /// Nil for a dry run too: it has no effect that a second request could repeat.
  let idempotencyKey: IdempotencyKey?
  /// Method and target, which belong to the fingerprint of an attempt.
  let requestLine: [UInt8]

  /// - Parameter requester: one whose role is sufficient.
  init(
    _ method: WriteMethod, path: [String], by requester: Requester, _ head: RequestHead, in bytes: Span<UInt8>
  ) throws(APIError) {
    self.method = method
    self.path = path
    author = Author(name: requester.name)
    self.requester = requester
    let query: Query
    do { query = try Query(head.target.query, in: bytes) } catch { throw .argument(.malformedQuery) }
    let arguments = try Arguments(query, for: method.parameters)
    isDryRun = arguments.flags.contains(Parameter.dryRun.name)
    overwrites = arguments.flags.contains(Parameter.overwrite.name)
    createsMissing = arguments.flags.contains(Parameter.createMissing.name)
    confirmation = arguments[.confirmation]
    importParameters = method.operation == .importing ? ImportConfirmation.parameters(arguments) : []
    rowType = arguments[.rowType].flatMap { RecordType(rawValue: $0) }
    columns = try Self.columns(arguments)
    (alt, credit) = (arguments[.alternativeText], arguments[.credit])
    guard method.answersNothing || MediaType.negotiate([.json], for: head, in: bytes) != nil else {
      throw .negotiation(.notAcceptable(offers: [.json], suffix: nil))
    }
    contentType = try Self.contentType(method, head, in: bytes)
    try Self.checkTable(arguments, contentType)
    let key = try Self.idempotencyKey(method, requester, head, in: bytes)
    idempotencyKey = isDryRun ? nil : key
    conditions = WriteConditions(head, in: bytes)
    try conditions.check(for: method.operation)
    requestLine =
      bytes.array(head.methodBytes) + [Byte.space] + bytes.array(head.target.cacheKey)
  }

  private static func columns(_ arguments: Arguments) throws(APIError) -> ColumnChoices {
    var columns = ColumnChoices()
    for text in arguments.all(.columnMap) where !columns.map(text) {
      throw .argument(
        .invalidValue(
          InvalidValue(parameter: Parameter.columnMap.name, value: text, reason: .notColumnAndField)))
    }
    columns.ignored = arguments.all(.ignoredColumn)
    return columns
  }

  /// Throws if something is said about rows or columns of content that has none.
  private static func checkTable(
    _ arguments: Arguments, _ contentType: MediaType?
  ) throws(APIError) {
    let given = [Parameter.rowType, .columnMap, .ignoredColumn].first { arguments[$0] != nil }
    guard let given, ImportJob.format(of: contentType) != .csv else { return }
    throw .argument(.parameterForTables(given.name))
  }

  static func contentType(
    _ method: WriteMethod, _ head: RequestHead, in bytes: Span<UInt8>
  ) throws(APIError) -> MediaType? {
    guard !method.contentTypes.isEmpty else { return nil }
    if let coding = head.first(.contentEncoding), !bytes.equalsIgnoringCase(coding, "identity") {
      throw .writing(.unsupportedCoding)
    }
    if let value = head.first(.contentType) {
      // Parameters are ignored: JSON is UTF-8 (RFC 8259 §8.1), and so are the other types here.
      let end = value.first { bytes[$0] == Byte.semicolon || Byte.isBlank(bytes[$0]) } ?? value.upperBound
      let slash = value.first { bytes[$0] == Byte.slash } ?? end
      let known = method.contentTypes.first { media in
        slash < end && bytes.equalsIgnoringCase(value.lowerBound..<slash, media.type)
          && bytes.equalsIgnoringCase(slash &+ 1..<end, media.subtype)
      }
      if let known { return known }
    } else if method.takesPicture {
      return .octets
    }
    throw .writing(.unsupportedMediaType(allowed: method.contentTypes, isPatch: method.method == .patch))
  }

  /// Stripe's limit.
  private static let longestKey = 255

  private static func idempotencyKey(
    _ method: WriteMethod, _ requester: Requester, _ head: RequestHead, in bytes: Span<UInt8>
  ) throws(APIError) -> IdempotencyKey? {
    guard method.takesIdempotencyKey else { return nil }
    let values = head.fields.filter { $0.known == .idempotencyKey }.map(\.value)
    guard let value = values.first else { return nil }
    let key = bytes.array(value)
    guard values.count == 1, (1...longestKey).contains(key.count),
      key.allSatisfy({ $0 > Byte.space && $0 < 0x7F })
    else { throw .writing(.idempotencyKey(.invalid)) }
    return IdempotencyKey(token: requester.id, key: String(decoding: key, as: UTF8.self))
  }
}
