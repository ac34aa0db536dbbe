internal import Directory
internal import HTTPCore

/// What people may do with draft changes, beyond the role that each route requires. All checks are here.
///
/// Editors may write, see and change all. Readers see all, and a proposer sees its own. Both may propose changes
/// of the member for which they are responsible, and change what they have proposed.
enum DraftChangeRights {
  /// Throws unless the requester may have draft changes of that record.
  static func checkWriting(about key: RecordKey, _ requester: Requester) throws(APIError) {
    guard onlyProposes(requester) else { return }
    guard key.type == .member, key.slug == requester.person.member else {
      throw .access(.roleRequired(.editor, has: requester.role))
    }
  }

  /// Throws unless the requester may see this draft change.
  static func checkAccess(to change: DraftChange, _ requester: Requester) throws(APIError) {
    guard requester.role >= .reader || change.author == requester.name else {
      // A proposer doesn't learn whether there is one with that number.
      throw .writing(.draftChange(.unknown("\(change.id)")))
    }
  }

  /// Throws unless the requester may change, show or remove this draft change.
  static func checkChanging(_ change: DraftChange, _ requester: Requester) throws(APIError) {
    try checkAccess(to: change, requester)
    guard requester.role >= .editor || change.author == requester.name else {
      throw .access(.roleRequired(.editor, has: requester.role))
    }
  }

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
}
