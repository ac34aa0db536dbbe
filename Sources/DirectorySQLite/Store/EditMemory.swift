internal import Directory

/// Remembers the member that an edit has read last. An edit of a member reads the member four times: for its
/// entity tag, to apply the changes, for the row before the changes, and for its first revision.
final class EditMemory {
  private var member: (slug: String, value: Member?)?

  /// Forgets the member. Call it at every write, and before the next edit.
  func forget() { member = nil }

  /// Returns the remembered member if it has this slug; otherwise calls `read` and remembers its result.
  func member(
    slug: String, _ read: () throws(DirectoryError) -> Member?
  ) throws(DirectoryError) -> Member? {
    if let member, member.slug == slug { return member.value }
    let value = try read()
    member = (slug, value)
    return value
  }
}
