/// The right to be forgotten (GDPR, article 17).
extension RecordEditor {
  /// Removes everything that is stored about a contact, also under the former slugs that lead to it or that
  /// it leads to. Returns nil if nothing was stored and the contact was never erased.
  ///
  /// If the contact was public, one revision remains of each slug, without author and content: it tells
  /// followers of the changes that the contact is deleted, and readers that the slug is gone.
  package func eraseContact(_ slug: String) throws(DirectoryError) -> ContactErasure? {
    let slugs = try slugsToErase(slug)
    let followers = try tables.former(.contact, slug: slug)?.successors ?? []
    let time = now
    return try write { tables throws(DirectoryError) in
      var hasErased = false
      for slug in slugs {
        let key = RecordKey(.contact, slug)
        let wasPublic = try wasPublic(key)
        guard try tables.eraseContact(slug) else { continue }
        hasErased = true
        if wasPublic { try tables.add(NewRevision(erasureOf: key, at: time)) }
        try tables.noteErasure(tables.digest(ofContact: slug), at: time)
      }
      guard hasErased else {
        let wasErased = try tables.erasures()[tables.digest(ofContact: slug)] != nil
        return wasErased ? ContactErasure(slugs: [], followers: []) : nil
      }
      try tables.moveRevision(at: time)
      return ContactErasure(
        slugs: slugs, followers: followers.filter { !slugs.contains($0) })
    }
  }

  /// Returns the slug, and the former slugs that are connected with it. Other contacts, such as a successor
  /// in office, are not among them.
  private func slugsToErase(_ slug: String) throws(DirectoryError) -> [String] {
    var slugs = [slug]
    var index = 0
    while index < slugs.count {
      let before = try tables.formers(.contact, leadingTo: slugs[index]).map(\.slug)
      let after = try tables.former(.contact, slug: slugs[index])?.successors ?? []
      index += 1
      for other in before + after where !slugs.contains(other) {
        if try tables.former(.contact, slug: other) != nil { slugs.append(other) }
      }
    }
    return slugs
  }

  /// Returns true if everyone could see the contact at some time, or can see its former slug.
  private func wasPublic(_ key: RecordKey) throws(DirectoryError) -> Bool {
    if try tables.exists(key) { return true }
    if try tables.former(.contact, slug: key.slug) != nil { return true }
    return try tables.revisions(of: key, before: nil, limit: .max).contains { stored in
      // The state before the first edit of a record that a document contained is public.
      stored.revision.publicAction != nil
        || stored.revision.action == .original && stored.revision.state?.status == .published
    }
  }
}

/// What an erasure has removed.
package struct ContactErasure: Sendable, Equatable {
  /// The slug of the contact, and the former slugs that were connected with it; none if the contact was
  /// erased before and nothing was stored since.
  package var slugs: [String]
  /// The contacts that followed a former slug, and that are not erased.
  package var followers: [String]

  package init(slugs: [String], followers: [String]) {
    self.slugs = slugs
    self.followers = followers
  }
}

extension NewRevision {
  /// What remains of a contact that was erased.
  fileprivate init(erasureOf key: RecordKey, at time: Int64) {
    self.init(
      key: key, at: time, author: "", action: .deleted, publicAction: .deleted, state: nil, batch: nil)
  }

  /// Whether the revision is what remains of a contact that was erased.
  package var isErasure: Bool { action == .deleted && author.isEmpty && state == nil }
}
