internal import Crypto
internal import Directory
internal import HTTPCore

/// The path of a write: all that its head says is weighed before its content is read, and again after, which
/// costs less than keeping it.
extension DirectoryResponder {
  func write(
    _ write: Write, _ match: Router.Match, _ head: RequestHead, in bytes: Span<UInt8>, content: [UInt8]?,
    id: RequestID, now: Int64
  ) throws(APIError) -> Reply {
    let token = try require(write.role, of: try authenticate(head, in: bytes, now: now))
    let query: Query
    do { query = try Query(head.target.query, in: bytes) } catch { throw .malformedQuery }
    let arguments = try Arguments(query, for: write.parameters)
    guard MediaType.negotiate([.json], for: head, in: bytes) != nil else {
      throw .notAcceptable(offers: [.json], suffix: nil)
    }
    let media = try contentType(of: head, in: bytes, for: write)
    let key = try idempotencyKey(head, in: bytes, for: write, token: token)
    if media != nil, content == nil {
      let isImport = write.operation == .importing
      return .readContent(limit: isImport ? settings.importBytes : settings.contentBytes)
    }
    let content = content ?? []
    let author = Author(name: token.name)
    let isDryRun = arguments.flags.contains(Parameter.dryRun.name)
    // A dry run is no attempt.
    let attempt =
      isDryRun ? nil : key.map { Attempt(key: $0, fingerprint: fingerprint(head, in: bytes, content)) }
    switch write.operation {
    case .importing:
      let records = ImportWrite(
        format: ImportWrite.format(of: media), type: arguments[.rowType].flatMap { RecordType(rawValue: $0) },
        content: content, author: author, isDryRun: isDryRun, attempt: attempt)
      return begin(attempt, isLong: true, id: id) { editor throws(APIError) in try records.run(with: editor) }
    case .undoImport:
      let undo = ImportUndo(
        number: match.parameters.last ?? "", author: author, isDryRun: isDryRun, attempt: attempt)
      return begin(attempt, isLong: true, id: id) { editor throws(APIError) in try undo.run(with: editor) }
    case .create, .replace, .patch, .delete, .restore:
      let record = RecordWrite(
        write: write, path: match.parameters, author: author, isDryRun: isDryRun,
        conditions: try conditions(head, in: bytes, for: write), content: content, attempt: attempt,
        settings: settings)
      return begin(attempt, id: id) { editor throws(APIError) in try record.run(with: editor) }
    }
  }

  private func begin(
    _ attempt: Attempt?, isLong: Bool = false, id: RequestID,
    _ run: @escaping @Sendable (RecordEditor) throws(APIError) -> EditResult<Response>
  ) -> Reply {
    let (store, settings, access) = (store, settings, access)
    return .awaited { answer in
      if let attempt, !access.begin(attempt.key) {
        answer.give(Self.refusal(.writing(.keyInFlight), nil, settings, id))
        return answer.send()
      }
      store.edit(isLong: isLong) { editor throws(DirectoryError) in
        do throws(APIError) {
          if let kept = try attempt?.kept(by: editor) { return EditResult(kept.response, keeps: false) }
          return try run(editor)
        } catch {
          // What is wrong with the store is for whoever runs the edit to mend; all else is answered.
          if case .directory(let failure) = error, !failure.isRefusal { throw failure }
          return EditResult(Self.refusal(error, editor.reader, settings, id), keeps: false)
        }
      } completion: { result in
        if let attempt { access.end(attempt.key) }
        switch result {
        case .success(let response): answer.give(response)
        case .failure(let error): answer.give(Self.refusal(.directory(error), nil, settings, id))
        }
      } settled: {
        answer.send()
      }
    }
  }

  private static func refusal(
    _ error: APIError, _ reader: (any DirectoryReader)?, _ settings: APISettings, _ id: RequestID
  ) -> Response {
    let entry = ProblemTable(suggestions: Suggestions(reader: reader)).entry(for: error, on: nil)
    if let message = entry.logged { settings.log("request \(id.text): \(entry.problem.code): \(message)") }
    return response(entry)
  }
}

extension DirectoryError {
  /// Whether it says no to what was asked, rather than that the directory cannot answer.
  var isRefusal: Bool {
    switch self {
    case .invalidRecord, .invalidDocument, .stillReferenced, .changedSince, .noSuchImport, .unknownValue,
      .invalidCursor, .notEmpty:
      true
    case .busy, .full, .readOnly, .damaged, .incompatible, .unavailable: false
    }
  }
}

/// What the head of a write says.
extension DirectoryResponder {
  /// That of the content; nil where there is to be none.
  private func contentType(
    of head: RequestHead, in bytes: Span<UInt8>, for write: Write
  ) throws(APIError) -> MediaType? {
    guard !write.contentTypes.isEmpty else { return nil }
    if let coding = head.first(.contentEncoding), !bytes.equalsIgnoringCase(coding, "identity") {
      throw .writing(.unsupportedCoding)
    }
    if let value = head.first(.contentType) {
      // Parameters say nothing: JSON is UTF-8 (RFC 8259 §8.1), and so is all else here.
      let end = value.first { bytes[$0] == Byte.semicolon || Byte.isBlank(bytes[$0]) } ?? value.upperBound
      let slash = value.first { bytes[$0] == Byte.slash } ?? end
      let known = write.contentTypes.first { media in
        slash < end && bytes.equalsIgnoringCase(value.lowerBound..<slash, media.type)
          && bytes.equalsIgnoringCase(slash &+ 1..<end, media.subtype)
      }
      if let known { return known }
    }
    throw .writing(.unsupportedMediaType(allowed: write.contentTypes, isPatch: head.method == .patch))
  }

  private func conditions(
    _ head: RequestHead, in bytes: Span<UInt8>, for write: Write
  ) throws(APIError) -> WriteConditions {
    var conditions = WriteConditions()
    for field in head.fields {
      switch field.known {
      case .ifMatch: conditions.ifMatch.append(bytes.array(field.value))
      case .ifNoneMatch where bytes.equals(field.value, "*"): conditions.mustBeNew = true
      default: break
      }
    }
    switch write.operation {
    case .replace where conditions.mustBeNew: break
    case .replace, .patch, .delete:
      guard !conditions.ifMatch.isEmpty else { throw .writing(.preconditionRequired) }
    case .create, .restore, .importing, .undoImport: break
    }
    return conditions
  }

  private func idempotencyKey(
    _ head: RequestHead, in bytes: Span<UInt8>, for write: Write, token: Token
  ) throws(APIError) -> IdempotencyKey? {
    guard write.takesIdempotencyKey else { return nil }
    let values = head.fields.filter { $0.known == .idempotencyKey }.map(\.value)
    guard let value = values.first else { return nil }
    let octets = bytes.array(value)
    guard values.count == 1, (1...Self.longestKey).contains(octets.count),
      octets.allSatisfy({ $0 > Byte.space && $0 < 0x7F })
    else { throw .writing(.invalidKey) }
    return IdempotencyKey(token: token.id, key: String(decoding: octets, as: UTF8.self))
  }

  /// Stripe's limit.
  private static let longestKey = 255

  /// The same for the same request, and for no other.
  private func fingerprint(_ head: RequestHead, in bytes: Span<UInt8>, _ content: [UInt8]) -> [UInt8] {
    var hasher = SHA256()
    hasher.update(data: bytes.array(head.methodBytes) + [Byte.space] + bytes.array(Self.key(head.target)))
    hasher.update(data: [Byte.lf])
    hasher.update(data: content)
    return Array(hasher.finalize())
  }
}

/// What If-Match and If-None-Match ask of a record.
struct WriteConditions: Sendable {
  /// The values of the field's lines.
  var ifMatch: [[UInt8]] = []
  /// If-None-Match: *.
  var mustBeNew = false

  /// If-Match: *.
  var matchAny: Bool { ifMatch.contains([Byte.asterisk]) }

  /// Gzip's tag names the same state of the record.
  func match(_ content: [UInt8]) -> Bool {
    // Most show the one of the plain content.
    [false, true].contains { isCompressed in
      let tag = EntityTag(of: content, isCompressed: isCompressed)
      return ifMatch.contains { tag.matches(0..<$0.count, in: $0.span, .strong) }
    }
  }
}
