internal import Directory
internal import HTTPCore

/// People, tokens and sessions as JSON. None of it has a secret or a digest.
enum AccessJSON {
  static func write(_ person: Person, to json: inout JSONWriter) {
    json.field("id", Int(person.id))
    json.field("name", person.name)
    json.fieldOrNull("email", person.email)
    json.field("role", person.role.rawValue)
    json.fieldOrNull("member", person.member)
    json.field("createdAt", RFC3339.text(person.createdAt))
    json.fieldOrNull("lastSeenAt", person.lastSeenAt.map { RFC3339.text($0) })
    json.field("active", person.isActive)
    json.object("links") {
      $0.field("self", "/people/\(person.id)")
      $0.field("tokens", "/tokens?person=\(person.id)")
      $0.field("sessions", "/sessions?person=\(person.id)")
      $0.field("export", "/people/\(person.id)/export")
    }
  }

  static func write(_ token: Token, to json: inout JSONWriter) {
    json.field("id", Int(token.id))
    json.field("person", token.person.map { JSONValue.integer(Int($0)) } ?? .null)
    json.field("owner", token.name)
    json.fieldOrNull("name", token.label)
    json.field("role", token.role.rawValue)
    json.field("createdAt", RFC3339.text(token.createdAt))
    json.fieldOrNull("expiresAt", token.expiresAt.map { RFC3339.text($0) })
    json.fieldOrNull("revokedAt", token.revokedAt.map { RFC3339.text($0) })
    json.fieldOrNull("lastUsedAt", token.lastUsedAt.map { RFC3339.text($0) })
    json.object("links") { $0.field("revoke", "/tokens/\(token.id)") }
  }

  /// - Parameters:
  ///   - requester: by whom it is read.
  ///   - idle: the seconds after which a session ends that isn't used.
  static func write(
    _ session: Session, of token: Token, for requester: Requester?, idle: Int64, to json: inout JSONWriter
  ) {
    json.field("id", Int(session.id))
    json.field("person", token.person.map { JSONValue.integer(Int($0)) } ?? .null)
    json.field("token", Int(token.id))
    json.field("createdAt", RFC3339.text(session.createdAt))
    json.field("lastUsedAt", RFC3339.text(session.lastUsedAt))
    json.field("expiresAt", RFC3339.text(min(session.end(idle: idle), token.expiresAt ?? .max)))
    json.fieldOrNull("userAgent", session.userAgent)
    json.field("current", session.id == requester?.session?.id)
    json.object("links") { $0.field("end", "/sessions/\(session.id)") }
  }

  /// What `GET /session` answers with.
  static func current(_ requester: Requester, idle: Int64) -> [UInt8] {
    JSONWriter.document { json in
      json.object("person") { write(requester.person, to: &$0) }
      json.field("role", requester.role.rawValue)
      guard let session = requester.session else { return json.field("session", JSONValue.null) }
      json.object("session") {
        write(session, of: requester.token, for: requester, idle: idle, to: &$0)
      }
    }
  }

  static func content(_ person: Person) -> Content {
    var content = Content(bytes: JSONWriter.document { write(person, to: &$0) })
    // The time when somebody was last seen isn't what an administrator changes.
    content.state = RecordState(ofText: PersonContent.json(person).compact() + Array("\(person.id)".utf8))
    return content
  }
}
