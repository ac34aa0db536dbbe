internal import Directory
internal import HTTPCore

/// A write to people, tokens or sessions.
struct AccessJob: WriteJob {
  let operation: WriteMethod.AccessOperation
  /// The values of the route's path parameters.
  let path: [String]
  let requester: Requester
  let conditions: WriteConditions
  /// Whether a change of a person is only shown.
  let isDryRun: Bool
  let content: [UInt8]
  /// Unix seconds.
  let now: Int64

  var attempt: Attempt? { nil }
  var isLong: Bool { false }
  var withdraws: Bool { [.updatePerson, .removePerson, .revokeToken].contains(operation) }

  private var number: String { path.first ?? "" }

  /// Returns the number that consists of digits alone, as links have it; nil for another text.
  static func id(_ number: String) -> Int64? {
    let digits = Array(number.utf8)
    return digits.span.decimal(0..<digits.count).map { Int64($0) }
  }

  func run(with editor: RecordEditor) throws(APIError) -> EditResult<Response> {
    try checkRequester(editor)
    return switch operation {
    case .addPerson: try addPerson(editor)
    case .updatePerson: try updatePerson(editor)
    case .removePerson: try removePerson(editor)
    case .addToken: try addToken(editor)
    case .revokeToken: try revokeToken(editor)
    case .endOwnSession: try endOwnSession(editor)
    case .endSession: try endSession(editor)
    // It has a job of its own, since its request has no credentials yet.
    case .beginSession: throw .access(.tokenRequired)
    }
  }

  /// Throws if the requester has lost access while the write was waiting.
  private func checkRequester(_ editor: RecordEditor) throws(APIError) {
    let (token, person) = try APIError.wrapping { () throws(DirectoryError) in
      (try editor.token(id: requester.token.id), try editor.person(requester.person.id))
    }
    guard let token, token.revokedAt == nil, let person, person.isActive else {
      throw .access(requester.session == nil ? .revokedToken : .sessionExpired)
    }
    guard min(person.role, token.role) >= requester.role else {
      throw .access(.roleRequired(requester.role, has: min(person.role, token.role)))
    }
  }

  // MARK: People

  private func addPerson(_ editor: RecordEditor) throws(APIError) -> EditResult<Response> {
    let content = try RecordContent.parse(content).value
    let new = Person(
      id: 0, name: "", email: nil, role: .proposer, member: nil, createdAt: now, lastSeenAt: nil,
      isActive: true)
    let person = try APIError.wrapping { () throws(DirectoryError) in
      try editor.save(try PersonContent.person(content, over: new))
    }
    return EditResult(response(with: person, isNew: true), keeps: true)
  }

  private func updatePerson(_ editor: RecordEditor) throws(APIError) -> EditResult<Response> {
    let existing = try person(editor)
    let patch = try RecordContent.parse(content).value
    guard case .object = patch else { throw .directory(.invalidRecord([Self.notAnObject])) }
    let before = PersonContent.json(existing)
    let after = before.merged(with: patch)
    try checkIfMatch(existing, wanted: after)
    let person = try APIError.wrapping { () throws(DirectoryError) in
      let changed = try PersonContent.person(after, over: existing)
      return changed == existing ? existing : try editor.save(changed)
    }
    return EditResult(response(with: person, isNew: false), keeps: person != existing && !isDryRun)
  }

  private static let notAnObject = DocumentFault(
    pointer: "", code: .wrongType, message: "this isn't an object", hint: "write the fields to change")

  private func removePerson(_ editor: RecordEditor) throws(APIError) -> EditResult<Response> {
    let existing = try person(editor)
    try checkIfMatch(existing, wanted: nil)
    try APIError.wrapping { () throws(DirectoryError) in try editor.removePerson(existing) }
    return done
  }

  private func person(_ editor: RecordEditor) throws(APIError) -> Person {
    let person = try APIError.wrapping { () throws(DirectoryError) in
      try Self.id(number).flatMap { id throws(DirectoryError) in try editor.person(id) }
    }
    guard let person else { throw .access(.unknown(.person, number)) }
    return person
  }

  private func checkIfMatch(_ person: Person, wanted: JSONValue?) throws(APIError) {
    let content = AccessJSON.content(person)
    let tag = EntityTag(of: content)
    if conditions.matchContent(of: tag) { return }
    if let state = content.state, conditions.match(state) { return }
    let current = PersonContent.json(person)
    throw .writing(
      .changed(
        EditConflict(
          tag: tag, current: current, base: nil, wanted: wanted,
          changes: wanted.map { current.changes(to: $0) } ?? [], revisions: [])))
  }

  private func response(with person: Person, isNew: Bool) -> Response {
    let content = AccessJSON.content(person)
    return KeptResponse(
      location: isNew ? "/people/\(person.id)" : "", tag: EntityTag(of: content).text, content: content.bytes
    ).response
  }

  // MARK: Tokens

  private func addToken(_ editor: RecordEditor) throws(APIError) -> EditResult<Response> {
    let content = try TokenContent(try RecordContent.parse(content).value, now: now)
    let person = try APIError.wrapping { () throws(DirectoryError) in try editor.person(content.person) }
    let role = try content.role(for: person)
    guard let person else { throw .access(.unknown(.person, "\(content.person)")) }
    let secret = TokenSecret.make()
    let token = try APIError.wrapping { () throws(DirectoryError) in
      try editor.add(
        Token(
          name: person.name, role: role, createdAt: now, expiresAt: content.expiresAt,
          digest: TokenSecret.digest(secret.utf8), label: content.name), for: person)
    }
    let bytes = JSONWriter.document { json in
      AccessJSON.write(token, to: &json)
      json.field("token", secret)
    }
    return EditResult(KeptResponse(location: "/tokens/\(token.id)", content: bytes).response, keeps: true)
  }

  private func revokeToken(_ editor: RecordEditor) throws(APIError) -> EditResult<Response> {
    let token = try APIError.wrapping { () throws(DirectoryError) in
      try Self.id(number).flatMap { id throws(DirectoryError) in try editor.token(id: id) }
    }
    guard let token, requester.role == .admin || token.person == requester.person.id else {
      throw .access(.unknown(.token, number))
    }
    try APIError.wrapping { () throws(DirectoryError) in _ = try editor.revokeToken(token.id) }
    return done
  }

  // MARK: Sessions

  private func endOwnSession(_ editor: RecordEditor) throws(APIError) -> EditResult<Response> {
    guard let session = requester.session else { throw .access(.noSession) }
    try APIError.wrapping { () throws(DirectoryError) in try editor.endSessions(.session(session.id)) }
    var result = done
    result.answer.fields.append(Response.Field("Set-Cookie", SessionCookie.expired))
    return result
  }

  private func endSession(_ editor: RecordEditor) throws(APIError) -> EditResult<Response> {
    let session = try APIError.wrapping { () throws(DirectoryError) in
      try Self.id(number).flatMap { id throws(DirectoryError) in try editor.session(id) }
    }
    guard let (session, owner) = session, requester.role == .admin || owner == requester.person.id else {
      throw .access(.unknown(.session, number))
    }
    try APIError.wrapping { () throws(DirectoryError) in try editor.endSessions(.session(session.id)) }
    return done
  }

  private var done: EditResult<Response> {
    EditResult(Response(.noContent, fields: KeptResponse.fields), keeps: true)
  }
}
