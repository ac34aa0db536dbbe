internal import Directory

/// Remembers what edits of one transaction have read: the member that was read last, and the kinds, areas and
/// topics to which members refer. An edit of a member reads the member four times: for its entity tag, to
/// apply the changes, for the row before the changes, and for its first revision.
final class EditMemory {
  private var member: (slug: String, value: Member?)?
  /// Has what members refer to, with the writes so far.
  private(set) var vocabulary = VocabularyCache()

  /// Forgets everything. Call it when a transaction begins or is rolled back, and at each write that could
  /// change what a member refers to.
  func forget() {
    member = nil
    vocabulary = VocabularyCache()
  }

  /// Forgets the member. Call it at a write that changes nothing but a member.
  func forgetMember() { member = nil }

  /// Returns the remembered member if it has this slug; otherwise calls `read` and remembers its result.
  func member(
    slug: String, _ read: (VocabularyCache) throws(DirectoryError) -> Member?
  ) throws(DirectoryError) -> Member? {
    if let member, member.slug == slug { return member.value }
    let value = try read(vocabulary)
    member = (slug, value)
    return value
  }
}
