internal import Directory
internal import HTTPCore

extension Routes {
  /// People, their tokens and their sessions. Each needs a token or a session.
  static let access: [Route] = [
    Route(
      "people", .read, "/people", "the people who have access; for others than admins, oneself",
      yielding: .entries("Person"), taking: [.beforeNumber, .limitOfEntries], validity: .moment,
      handler: .loop(AccessRoutes.people),
      writes: [access(.post, .admin, "adds a person", .addPerson)], requires: .proposer),
    // Valid for the program, so that it has an entity tag, and no date: no write moves that of the directory.
    Route(
      "person", .read, "/people/{number}", "one person who has access", yielding: .entry("Person"),
      validity: .program, handler: .loop(AccessRoutes.person),
      writes: [
        access(.patch, .admin, "changes the person (JSON Merge Patch)", .updatePerson),
        access(.delete, .admin, "removes the person, and revokes all tokens and sessions", .removePerson),
      ], requires: .proposer),
    Route(
      "personExport", .read, "/people/{number}/export", "everything that is stored about a person",
      yielding: .entry("PersonExport"), taking: [.beforeNumber, .limitOfEntries], validity: .moment,
      handler: .loop(AccessRoutes.export), requires: .proposer),
    Route(
      "tokens", .read, "/tokens", "the tokens, the newest first; for others than admins, one's own",
      yielding: .entries("Token"), taking: [.person, .beforeNumber, .limitOfEntries], validity: .moment,
      handler: .loop(AccessRoutes.tokens),
      writes: [access(.post, .admin, "makes a token, which is shown once", .addToken)], requires: .proposer),
    Route(
      "token", .none, "/tokens/{number}", "one token", yielding: .written, handler: .none,
      writes: [access(.delete, .proposer, "revokes the token, and ends its sessions", .revokeToken)]),
    Route(
      "session", .read, "/session", "who makes this request, and the session of the cookie",
      yielding: .entry("CurrentSession"), validity: .moment, handler: .loop(AccessRoutes.current),
      writes: [
        access(.post, .proposer, "begins a session with a token, and sets a cookie", .beginSession),
        access(.delete, .proposer, "ends the session of the cookie", .endOwnSession),
      ], requires: .proposer),
    Route(
      "sessions", .read, "/sessions", "the sessions, the newest first; for others than admins, one's own",
      yielding: .entries("Session"), taking: [.person, .beforeNumber, .limitOfEntries], validity: .moment,
      handler: .loop(AccessRoutes.sessions), requires: .proposer),
    Route(
      "sessionToEnd", .none, "/sessions/{number}", "one session", yielding: .written, handler: .none,
      writes: [access(.delete, .proposer, "ends the session", .endSession)]),
  ]

  private static func access(
    _ method: Method, _ role: Role, _ summary: String, _ operation: WriteMethod.AccessOperation
  ) -> WriteMethod {
    WriteMethod(method: method, role: role, summary: summary, operation: .access(operation))
  }
}
