import Directory

extension MemberDirectory {
  /// Erases everything that is stored about a contact, and returns lines that say what was done. Throws if
  /// it has left no trace and was not erased before, if other records show its portrait, and if parts
  /// of it may still be in the files.
  ///
  /// - Parameter keepingSharedPictures: true if portraits that other records show stay stored.
  package static func eraseContact(
    _ settings: Settings, id: String, keepingSharedPictures: Bool = false
  ) throws(StartupError) -> [String] {
    let store = try openExistingStore(settings)
    let path = settings.database.path
    let erasure: ContactErasure?
    do {
      erasure = try store.eraseContact(id, keepingSharedPictures: keepingSharedPictures)
    } catch { throw StartupError(error, database: path) }
    let sharing = erasure.map { names(of: $0.sharing) } ?? ""
    guard keepingSharedPictures || sharing.isEmpty else {
      throw StartupError(
        "\(id) isn't erased, because its portrait is also the picture of \(sharing). Remove it there, and "
          + "then run `member-directory contact erase \(id)` again. If the picture doesn't show the person, "
          + "add --keep-shared-pictures, which leaves it there", .data)
    }
    // Also without a trace: an earlier try may have failed after the contact was erased.
    let isForgotten: Bool
    do { isForgotten = try store.forgetDeleted() } catch {
      let error = StartupError(error, database: path)
      throw StartupError("\(unfinished(id)): \(error.description). \(again(id))", error.exitStatus)
    }
    guard isForgotten else {
      throw StartupError(
        "\(unfinished(id)), because another program is reading the database. "
          + "End long reads, such as an export, a backup or a shell of sqlite3. \(again(id))", .unavailable)
    }
    guard let erasure else { throw StartupError("there is no trace of a contact \(id)", .data) }
    try recordWithdrawals(settings, after: "\(id) is erased")
    var lines = ["\(id) is erased; backups that were made before still contain it"]
    let formers = erasure.slugs.dropFirst()
    if !formers.isEmpty { lines.append("former slugs erased with it: \(formers.joined(separator: ", "))") }
    if !erasure.followers.isEmpty {
      lines.append(
        "contacts that followed it and are not erased: \(erasure.followers.joined(separator: ", "))")
    }
    if !sharing.isEmpty { lines.append("the portrait is still stored, as the picture of \(sharing)") }
    return lines
  }

  private static func names(of records: [RecordKey]) -> String {
    records.map { $0 == .organisation ? "the organisation" : "\($0.type.noun) \($0.slug)" }
      .joined(separator: ", ")
  }

  private static func unfinished(_ id: String) -> String {
    "\(id) is not in the directory, but parts of it may still be in free pages of the files"
  }

  private static func again(_ id: String) -> String {
    "Then run `member-directory contact erase \(id)` again"
  }
}
