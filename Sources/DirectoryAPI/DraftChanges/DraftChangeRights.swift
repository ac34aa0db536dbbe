internal import Directory
internal import HTTPCore

/// What a person may do with draft changes, beyond the role that each route requires. All checks are here.
enum DraftChangeRights {
  /// Throws unless the requester may write down changes of that record: a proposer those of the own member
  /// only, and a reader none.
  static func checkWriting(about key: RecordKey, _ requester: Requester) throws(APIError) {
    if requester.role >= .editor { return }
    if requester.role == .proposer, let member = requester.person.member, key == RecordKey(.member, member) {
      return
    }
    throw .access(.roleRequired(.editor, has: requester.role))
  }

  /// Throws as if there were no such draft change unless the requester may see it. A proposer sees the own
  /// ones.
  static func checkReading(_ change: DraftChange, _ requester: Requester) throws(APIError) {
    guard requester.role >= .reader || isOwn(change, requester) else {
      throw .writing(.draftChange(.unknown("\(change.id)")))
    }
  }

  /// Throws unless the requester may change this draft change.
  static func checkChanging(_ change: DraftChange, _ requester: Requester) throws(APIError) {
    try checkReading(change, requester)
    guard requester.role >= .editor || requester.role == .proposer else {
      throw .access(.roleRequired(.editor, has: requester.role))
    }
  }

  /// Whether the requester may end a preview whose secret is known.
  static func mayEndPreviews(_ requester: Requester) -> Bool { requester.role != .reader }

  /// Returns the author to whom a list is limited; nil for no limit.
  static func onlyAuthor(_ requester: Requester) -> String? {
    requester.role >= .reader ? nil : requester.name
  }

  /// Whether what the requester writes waits for the decision of somebody else.
  static func onlyProposes(_ requester: Requester) -> Bool { requester.role < .editor }

  /// Throws unless the requester may decide about changes of such a record, which takes the role that writes
  /// it.
  static func checkDeciding(about type: RecordType, _ requester: Requester) throws(APIError) {
    let role = Routes.item(type)?.writes.first { $0.method == .patch }?.role ?? .admin
    guard requester.role >= role else { throw .access(.roleRequired(role, has: requester.role)) }
  }

  private static func isOwn(_ change: DraftChange, _ requester: Requester) -> Bool {
    change.author == requester.name
  }
}
