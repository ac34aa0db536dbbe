internal import Directory
internal import HTTPCore

/// The schemas of people, tokens and sessions.
extension AnswerSchema {
  static let access: [(name: String, schema: Schema)] = [
    ("Person", .record("Someone who has access.", person)), ("PersonPage", page(of: "Person")),
    ("Token", .record("A token, without its secret.", token)), ("TokenPage", page(of: "Token")),
    ("Session", .record("The session of a browser.", session)), ("SessionPage", page(of: "Session")),
    ("CurrentSession", current), ("PersonExport", export), ("AuthoredRevision", authoredRevision),
    ("NewToken", newToken),
    ("PersonContent", .record("A person as an admin writes it.", personContent).closed),
    ("PersonPatch", .record("The fields of a person to change (RFC 7396).", personContent).patch),
    ("TokenContent", tokenContent), ("SessionContent", sessionContent),
  ]

  private static let id = Schema.Field.always("id", .integer("Its number.", of: nil, example: 1))
  private static let roles = Role.allCases.map(\.rawValue)
  private static let role = Schema.Field.always(
    "role", .string("What it allows. Each role includes those before it.", example: "editor", values: roles))
  private static let owner = Schema.Field.always(
    "person",
    .integer(
      "The number of the person to whom it belongs; null if that person was removed.", of: nil, example: 1
    )
    .orNull)
  private static let created = Schema.Field.always("createdAt", .time("When it was made."))
  private static let agent: Schema = .string("What the browser calls itself.", example: "Mozilla/5.0").orNull

  private static func page(of name: String) -> Schema {
    .record(
      "A part of a list.",
      [
        .always("items", .array("The items, the newest first.", of: .reference(name))),
        .always("next", .string("The value for before that gets older ones; null if there are none.").orNull),
      ])
  }

  private static func links(_ links: (name: String, description: String, example: String)...) -> Schema.Field
  {
    .always(
      "links",
      .record("Links to more.", links.map { .always($0.name, .link($0.description, example: $0.example)) }))
  }

  private static let person: [Schema.Field] = [
    id, .always("name", .string("The name, which revisions have as their author.", example: "Kari")),
    .always("email", .string("The e-mail address, for admins.", example: "kari@example.org").orNull), role,
    .always(
      "member", .slug("The member for which a proposer proposes changes.", example: "riverton").orNull),
    created,
    .always("lastSeenAt", .time("When a token or a session was last used, as of some minutes ago.").orNull),
    .always("active", .boolean("False for a person whose access has ended.")),
    links(
      ("self", "The person.", "/people/1"), ("tokens", "The tokens.", "/tokens?person=1"),
      ("sessions", "The sessions.", "/sessions?person=1"),
      ("export", "Everything that is stored about the person.", "/people/1/export")),
  ]

  private static let token: [Schema.Field] = [
    id, owner, .always("owner", .string("The name of its person.", example: "Kari")),
    .always("name", .string("What it is for.", example: "laptop").orNull), role, created,
    .always("expiresAt", .time("From when on it isn't valid.").orNull),
    .always("revokedAt", .time("When it was revoked.").orNull),
    .always("lastUsedAt", .time("When it was last used, as of some minutes ago.").orNull),
    links(("revoke", "DELETE it to revoke the token.", "/tokens/1")),
  ]

  private static let session: [Schema.Field] = [
    id, owner,
    .always("token", .integer("The number of the token that it began with.", of: nil, example: 1)), created,
    .always("lastUsedAt", .time("When it was last used, as of some minutes ago.")),
    .always("expiresAt", .time("When it ends, unless it is used again before.")),
    .always("userAgent", agent), .always("current", .boolean("Whether this request is part of it.")),
    links(("end", "DELETE it to end the session.", "/sessions/1")),
  ]

  private static let current: Schema = .record(
    "Who makes the request.",
    [
      .always("person", .reference("Person")),
      .always(
        "role",
        .string(
          "The lower one of the roles of the person and the token.", example: "editor",
          values: roles)),
      .always("session", Schema.reference("Session").orNull),
    ])

  private static let export: Schema = .record(
    "Everything that is stored about a person.",
    [
      .always("person", .reference("Person")),
      .always("tokens", .array("The tokens, without secrets.", of: .reference("Token"))),
      .always("sessions", .array("The sessions.", of: .reference("Session"))),
      .always("revisions", .array("What was written under the name.", of: .reference("AuthoredRevision"))),
      .always(
        "draftChanges", .array("The newest draft changes of the person.", of: authoredDraftChange)),
      .always(
        "next", .string("The value for before that gets older revisions; null if there are none.").orNull),
    ])

  private static let authoredDraftChange: Schema = .record(
    "A draft change that the person has written.",
    [
      .always("id", .integer("Its number.", of: nil, example: 7)),
      .always("type", .string("The type of the record.", example: "member")),
      .always("slug", .slug("The slug or id of the record.", example: "riverton")),
      .always("state", .string("What has become of it.", example: "draft")),
      .always("createdAt", .time("When it was written.")),
      .always("note", .string("What others should know about it.")),
    ])

  private static let authoredRevision: Schema = .record(
    "What the person has written.",
    [
      .always("id", .integer("The number of the revision.", of: nil, example: 3)),
      .always(
        "type",
        .string("The type of the record.", example: "member", values: RecordType.allCases.map(\.rawValue))),
      .always("slug", .slug("Identifies the record in links.", example: "riverton")),
      .always("at", .time("When it was written.").orNull),
      .always("action", .string("What was done.", example: "updated")),
    ])

  private static let newToken: Schema = .record(
    "The new token. Its secret is shown only now.",
    token + [.always("token", .string("What a client sends in Authorization.", example: "mdt_…"))])

  private static let personContent: [Schema.Field] = [
    .always("name", .string("The name, which revisions have as their author.", example: "Kari")),
    .ifStated("email", .string("The e-mail address, for admins.", example: "kari@example.org")),
    .always("role", .string("What the person may do.", example: "editor", values: roles)),
    .ifStated("member", .slug("The slug of the member of a proposer.", example: "riverton")),
    .ifStated("active", .boolean("False to end the access of the person; true without it.")),
  ]

  private static let tokenContent: Schema =
    .record(
      "A token to make.",
      [
        .always("person", .integer("The number of the person.", of: nil, example: 1)),
        .ifStated(
          "role",
          .string(
            "At most that of the person, and the same without it.", example: "editor",
            values: roles)),
        .ifStated("name", .string("What it is for.", example: "laptop")),
        .ifStated("expiresAt", .time("From when on it isn't valid.").orNull),
      ]
    ).closed

  private static let sessionContent: Schema =
    .record("A token to sign in with.", [.always("token", .string("The token.", example: "mdt_…"))]).closed
}

/// The content and the responses of the operations.
enum AccessSchemas {
  static func content(_ operation: WriteMethod.AccessOperation) -> JSONValue {
    let (name, example): (String, JSONValue) =
      switch operation {
      case .addPerson:
        ("PersonContent", .object(of: ["name": .string("Kari Nordmann"), "role": .string("editor")]))
      case .updatePerson: ("PersonPatch", .object(of: ["email": .string("kari@example.org")]))
      case .addToken:
        ("TokenContent", .object(of: ["person": .integer(1), "name": .string("laptop")]))
      default: ("SessionContent", .object(of: ["token": .string("mdt_…")]))
      }
    return .object(of: ["schema": Schema.reference(name).json, "example": example])
  }

  static func successes(_ operation: WriteMethod.AccessOperation) -> [(String, JSONValue?)] {
    switch operation {
    case .addPerson: [("201", OpenAPIWrites.written("The new person.", "Person", location: true))]
    case .updatePerson:
      [("200", OpenAPIWrites.written("The person after the write. With dryRun, as it would be.", "Person"))]
    case .addToken: [("201", OpenAPIWrites.written("The new token.", "NewToken", location: true))]
    case .beginSession:
      [("201", OpenAPIWrites.written("The new session, with a cookie.", "CurrentSession", location: true))]
    case .removePerson: [("204", .object(of: ["description": .string("The person has been removed.")]))]
    case .revokeToken: [("204", .object(of: ["description": .string("The token has been revoked.")]))]
    case .endOwnSession, .endSession:
      [("204", .object(of: ["description": .string("The session has ended.")]))]
    }
  }
}
