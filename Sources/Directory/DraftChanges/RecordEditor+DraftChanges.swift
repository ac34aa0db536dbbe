/// Draft changes. The public directory doesn't contain them, so writing one doesn't move its revision.
extension RecordEditor {
  /// Adds a draft change and returns it with its id. The id of the argument is ignored.
  package func add(_ change: DraftChange) throws(DirectoryError) -> DraftChange {
    var change = change
    change.id = try write { tables throws(DirectoryError) in try tables.add(change) }
    return change
  }

  /// Replaces the draft change with that id.
  package func replace(_ change: DraftChange) throws(DirectoryError) {
    try write { tables throws(DirectoryError) in try tables.put(change) }
  }

  /// Removes a draft change, and the links to it.
  package func removeDraftChange(_ id: Int64) throws(DirectoryError) {
    try write { tables throws(DirectoryError) in try tables.removeDraftChange(id) }
  }

  /// Adds a link, and removes those that have expired or that are too many.
  package func add(_ link: PreviewLink) throws(DirectoryError) {
    try write { tables throws(DirectoryError) in
      try tables.removePreviewLinks(until: now)
      try tables.put(link, keeping: DraftChangeLimit.links)
    }
  }

  /// Removes a link. Returns false if there is none.
  package func removePreviewLink(_ digest: [UInt8]) throws(DirectoryError) -> Bool {
    guard try reader.previewLink(digest) != nil else { return false }
    try write { tables throws(DirectoryError) in try tables.removePreviewLink(digest) }
    return true
  }

  /// Removes all links to a draft change.
  package func removePreviewLinks(of change: Int64) throws(DirectoryError) {
    try write { tables throws(DirectoryError) in try tables.removePreviewLinks(of: change) }
  }

  /// The places of areas, with the writes so far.
  package var places: AreaPlaces {
    AreaPlaces { [self] slug throws(DirectoryError) in try area(slug) }
  }

  /// Throws what `save` would throw, without writing anything.
  package func check(_ record: StoredRecord) throws(DirectoryError) {
    let before = try stored(record.record.key)
    let published = before?.status == .published ? before?.record : nil
    try validate(record, over: published)
    if record.status == .draft, published != nil { try refuseWithdrawal(of: record.record.key) }
  }

  /// Prepares a restored directory: nothing that was scheduled is published without a new decision, since
  /// what was decided after the backup is lost, and links that were revoked don't work again.
  func endSchedules() throws(DirectoryError) {
    try write { tables throws(DirectoryError) in
      try tables.endSchedules(
        because: "The directory was restored from a backup. Schedule the change again if it is still right.")
      try tables.removePreviewLinks(until: .max)
    }
  }
}
