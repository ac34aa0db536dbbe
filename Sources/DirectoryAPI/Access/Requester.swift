internal import Directory

/// Who makes a request: a person, with a token or in a session that began with one.
struct Requester: Sendable {
  let token: Token
  let person: Person
  /// Nil if the request has a token.
  let session: Session?

  /// What counts is the lower one of the two roles: neither does a token get more than its person has, nor a
  /// person more than the token was made for.
  var role: Role { min(token.role, person.role) }
  /// The number by which accounts and idempotency keys are kept.
  var id: Int64 { token.id }
  /// The author of what the request writes.
  var name: String { person.name }

  /// Reports whether the requester sees of the resource what only staff see. A proposer does so for one
  /// member, by itself: what its page includes of other records is the public part.
  func isStaff(on route: Route, path: [String], including inclusions: [Inclusion] = []) -> Bool {
    if role >= .reader || route.limitsItself { return true }
    return isOwn(route, path) && inclusions.isEmpty
  }

  /// Whether the route is about the member for which a proposer writes, and not about what belongs to it.
  func isOwn(_ route: Route, _ path: [String]) -> Bool {
    guard let member = person.member, path.first == member else { return false }
    return route.isOfOneMember
  }
}

extension Route {
  /// Whether it is the member itself, its picture or its revisions.
  var isOfOneMember: Bool {
    [
      "/members/{slug}", "/members/{slug}/revisions", "/members/{slug}/revisions/{number}",
      "/members/{slug}/image", "/members/{slug}/image/{sha256}",
    ]
    .contains(pattern)
  }

  /// Whether its handler shows each person what concerns the person: access, and draft changes.
  var limitsItself: Bool {
    ["people", "tokens", "session", "sessions", "draft-changes"].contains(
      pattern.split(separator: "/").first.map(String.init) ?? "")
  }
}
