internal import Directory
internal import HTTPCore

/// What the owner of a token may do with draft changes, beyond the role that each route requires. All checks
/// are here.
enum DraftChangeRights {
  /// Throws unless the token may have draft changes of that record.
  static func checkWriting(about key: RecordKey, _ token: Token) throws(APIError) {}

  /// Throws unless the token may see and change this draft change.
  static func checkAccess(to change: DraftChange, _ token: Token) throws(APIError) {}

  /// Returns the author to whom a list is limited; nil for no limit.
  static func onlyAuthor(_ token: Token) -> String? { nil }

  /// Whether what the token writes waits for the decision of somebody else.
  static func onlyProposes(_ token: Token) -> Bool { false }

  /// Throws unless the token may decide about changes of such a record, which takes the role that writes it.
  static func checkDeciding(about type: RecordType, _ token: Token) throws(APIError) {
    let role = Routes.item(type)?.writes.first { $0.method == .patch }?.role ?? .admin
    guard token.role >= role else { throw .access(.roleRequired(role, has: token.role)) }
  }
}
