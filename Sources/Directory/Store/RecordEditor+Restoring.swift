/// The rules of a restore. The edit runs in a copy of the backup, which takes the place of the directory
/// afterwards, in one transaction.
extension RecordEditor {
  /// Returns what a later restore must not bring back.
  package func withdrawals() throws(DirectoryError) -> Withdrawals {
    var revoked: [[UInt8]: Int64] = [:]
    for token in try tables.tokens() { revoked[token.digest] = token.revokedAt }
    return Withdrawals(revokedTokens: revoked, erasedContacts: try tables.erasures())
  }

  /// Returns what a restore keeps of this directory.
  package func replacedDirectory() throws(DirectoryError) -> ReplacedDirectory {
    ReplacedDirectory(
      people: try tables.people(), tokens: try tables.tokens(), erasedContacts: try tables.erasures(),
      last: try tables.lastNumbers())
  }

  /// Changes the backup so that it can replace the directory:
  ///
  /// - A token is revoked if either of the two says so. One that the replaced directory doesn't have is
  ///   revoked as well, because it may have been removed for a reason; but not if the backup is known to be
  ///   of another directory, such as one that is moved to a new database, since this one never had its
  ///   tokens. Tokens that were created after the backup stay, so that their owners aren't locked out.
  /// - Who has access, and with which role, stays as it is: a backup brings back neither a person who was
  ///   removed nor a role that was taken away. A backup of another directory adds its people.
  /// - All sessions end, as it isn't known which of them were ended since.
  /// - Contacts that were erased after the backup are erased again.
  /// - Draft changes of the backup that are scheduled become drafts again, and links to previews end
  ///   (`endSchedules`).
  /// - Numbers continue after the last one of either. Followers of the changes have to start again, since the
  ///   feed cannot list what the restore has changed.
  package func restore(_ restoration: Restoration) throws(DirectoryError) -> RestoreCounts {
    let time = now
    var withdrawals = restoration.recorded
    if let replaced = restoration.replaced {
      withdrawals.add(Withdrawals(erasedContacts: replaced.erasedContacts))
    }
    try raiseNumbers(restoration)
    try endSessions(.all)
    try restorePeople(restoration)
    var counts = try restoreTokens(restoration, revoked: withdrawals.revokedTokens)
    counts.erasedContacts = try eraseAgain(withdrawals.erasedContacts)
    try endSchedules()
    try write { tables throws(DirectoryError) in
      try tables.setDirectoryID(restoration.directoryID)
      try tables.startChanges()
      try tables.moveRevision(at: time)
    }
    return counts
  }

  /// Ids from before the restore must not be given again, because a follower that has seen them would miss
  /// what has them now. If the last ones are not known, the new ones begin at the time in milliseconds,
  /// which no count of changes reaches (docs/decisions/0018-change-ids-never-repeat.md).
  private func raiseNumbers(_ restoration: Restoration) throws(DirectoryError) {
    var last = try tables.lastNumbers()
    if let replaced = restoration.replaced { last = last.raised(to: replaced.last) }
    let isKnown = restoration.replaced != nil && restoration.isOfThisDirectory == true
    if !isKnown { last.change = max(last.change, (now + 1) * 1000) }
    // One more: the last id before the restore is refused as a position, too.
    last.change += 1
    try write { tables throws(DirectoryError) in try tables.raiseNumbers(to: last) }
  }

  /// Replaces the people of the backup by those of the directory. The tokens of the backup then have no
  /// owners.
  private func restorePeople(_ restoration: Restoration) throws(DirectoryError) {
    guard let replaced = restoration.replaced?.people else { return }
    let backup = try tables.people()
    let known = Set(replaced.map(\.name))
    try write { tables throws(DirectoryError) in
      try tables.replacePeople(by: replaced)
      guard restoration.isOfThisDirectory == false else { return }
      for var person in backup where !known.contains(person.name) {
        person.id = 0
        _ = try tables.put(person)
      }
    }
  }

  private func restoreTokens(
    _ restoration: Restoration, revoked: [[UInt8]: Int64]
  ) throws(DirectoryError) -> RestoreCounts {
    var counts = RestoreCounts()
    let replaced = restoration.replaced?.tokens
    // A backup without an id may be of this directory, and it is easy to replace a token that is revoked.
    let mustBeKnown = replaced != nil && restoration.isOfThisDirectory != false
    var tokens = replaced ?? []
    let known = Dictionary(
      tokens.enumerated().map { ($1.digest, $0) }, uniquingKeysWith: { first, _ in first })
    let backup = try backupTokens()
    for token in backup {
      if let index = known[token.digest] {
        tokens[index].revoke(at: token.revokedAt)
      } else {
        tokens.append(token)
        if mustBeKnown { tokens[tokens.count - 1].revoke(at: now) }
        if mustBeKnown, token.revokedAt == nil { counts.unknownTokens += 1 }
      }
    }
    for index in tokens.indices { tokens[index].revoke(at: revoked[tokens[index].digest]) }
    if replaced != nil {
      counts.otherTokens = tokens.count { $0.revokedAt == nil && known[$0.digest] == nil }
    }
    let wasValid = Set(backup.lazy.filter { $0.revokedAt == nil }.map(\.digest))
    counts.revokedTokens = tokens.count { $0.revokedAt != nil && wasValid.contains($0.digest) }
    let inBackup = Set(backup.map(\.digest))
    counts.newTokens = replaced?.count { !inBackup.contains($0.digest) } ?? 0
    try write { tables throws(DirectoryError) in try tables.replaceTokens(by: tokens) }
    return counts
  }

  /// Returns the tokens of the backup, each with the person who has its name after the restore.
  private func backupTokens() throws(DirectoryError) -> [Token] {
    let people = try tables.people().map { ($0.name, $0.id) }
    let owners = Dictionary(people, uniquingKeysWith: { first, _ in first })
    return try tables.tokens().map { token in
      var token = token
      if token.person == nil, token.revokedAt == nil { token.person = owners[token.name] }
      return token
    }
  }

  /// Erases the contacts whose erasure the backup does not contain. What the backup has after that erasure
  /// was created later, and stays.
  private func eraseAgain(_ erased: [[UInt8]: Int64]) throws(DirectoryError) -> Int {
    let inBackup = try tables.erasures()
    let due = erased.filter { digest, time in inBackup[digest].map { $0 < time } ?? true }
    var count = 0
    for slug in try tables.contactSlugs().sorted() where due[tables.digest(ofContact: slug)] != nil {
      if let erasure = try eraseContact(slug, keepingSharedPictures: true), !erasure.slugs.isEmpty {
        count += 1
      }
    }
    try write { tables throws(DirectoryError) in
      for (digest, time) in due { try tables.noteErasure(digest, at: time) }
    }
    return count
  }
}

extension Token {
  /// Revokes the token from that time on, if there is a time. A token that was revoked earlier keeps its
  /// time.
  fileprivate mutating func revoke(at time: Int64?) {
    guard let time else { return }
    revokedAt = min(revokedAt ?? time, time)
  }
}
