/// The right to be forgotten (GDPR, article 17).
extension RecordEditor {
  /// Removes everything that is stored about a contact, also under the former slugs that lead to it or that
  /// it leads to. Returns nil if nothing was stored and the contact was never erased.
  ///
  /// If the contact was public, one revision remains of each slug, without author and content: it tells
  /// followers of the changes that the contact is deleted, and readers that the slug is gone.
  ///
  /// The files of its portraits are removed, also if revisions of other records name them, which can then
  /// not be restored. If another record shows one of them now, nothing is erased, and the result names these
  /// records.
  ///
  /// - Parameter keepingSharedPictures: true if the files that other records show stay.
  package func eraseContact(
    _ slug: String, keepingSharedPictures: Bool
  ) throws(DirectoryError) -> ContactErasure? {
    let slugs = try slugsToErase(slug)
    let (pictures, sharing) = try picturesToErase(slugs)
    guard sharing.isEmpty || keepingSharedPictures else {
      return ContactErasure(slugs: [], followers: [], sharing: sharing)
    }
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
        return wasErased ? ContactErasure(slugs: [], followers: [], sharing: []) : nil
      }
      try remove(pictures, from: tables)
      try tables.moveRevision(at: time)
      return ContactErasure(
        slugs: slugs, followers: followers.filter { !slugs.contains($0) }, sharing: sharing)
    }
  }

  /// Returns the files that only these contacts show, and the records that show others of their files.
  private func picturesToErase(
    _ slugs: [String]
  ) throws(DirectoryError) -> (own: [String], sharing: [RecordKey]) {
    var files: Set<String> = []
    for slug in slugs { files.formUnion(try tables.pictures(ofContact: slug)) }
    var own: [String] = []
    var sharing: [RecordKey] = []
    for file in files.sorted() {
      let others = try tables.records(showing: file).filter {
        $0.type != .contact || !slugs.contains($0.slug)
      }
      if others.isEmpty { own.append(file) }
      sharing += others.filter { !sharing.contains($0) }
    }
    return (own, sharing)
  }

  /// Removes files, and throws `unavailable` if one of them is still there.
  private func remove(_ pictures: [String], from tables: any RecordTables) throws(DirectoryError) {
    for picture in pictures {
      try tables.removePicture(picture)
      guard try tables.picture(picture) == nil else {
        throw .unavailable("the file of a portrait, \(picture), could not be removed")
      }
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
  /// The other records that show a file of the contact's portraits. Such a file isn't removed.
  package var sharing: [RecordKey]

  package init(slugs: [String], followers: [String], sharing: [RecordKey]) {
    self.slugs = slugs
    self.followers = followers
    self.sharing = sharing
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
