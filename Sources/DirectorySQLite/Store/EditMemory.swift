internal import Directory

/// The member that an edit looked at last. A correction asks four times for what it corrects: for its entity
/// tag, for what changes, for what was there, and for its first revision.
final class EditMemory {
  private var member: (slug: String, value: Member?)?

  /// At every write, and before the next edit.
  func forget() { member = nil }

  func member(
    slug: String, _ read: () throws(DirectoryError) -> Member?
  ) throws(DirectoryError) -> Member? {
    if let member, member.slug == slug { return member.value }
    let value = try read()
    member = (slug, value)
    return value
  }
}
