/// The rules that a record must meet before it is written.
extension RecordEditor {
  /// The most records that an error names. The others are only counted.
  static let mostNamed = 20

  /// Throws `invalidRecord` with all faults of the record.
  ///
  /// - Parameter before: the published record that it replaces, or nil if there is none.
  func validate(_ stored: StoredRecord, over before: DirectoryRecord?) throws(DirectoryError) {
    let faults = try faults(of: stored, over: before)
    guard faults.isEmpty else { throw .invalidRecord(faults) }
    if stored.status == .published, before == nil { try refuseFormerSlug(stored.record) }
  }

  /// Returns the faults of the record, with the same `before` as `validate`.
  func faults(
    of stored: StoredRecord, over before: DirectoryRecord?
  ) throws(DirectoryError) -> [DocumentFault] {
    let record = stored.record
    let known = try knownReferences(of: record, isDraft: stored.status == .draft, over: before)
    // Values that were valid stay so: a field that has some is only changed in ways that allow it.
    let hasNewValues = !record.custom.isEmpty && record.custom != before?.custom
    let faults = try DocumentValidation.faults(
      in: record, known: known, fields: hasNewValues ? try definedFields() : [],
      broader: { slug throws(DirectoryError) in try broader(of: slug) },
      parent: { slug throws(DirectoryError) in try area(slug)?.parent })
    let others = faults + (try pictureFaults(of: record, over: before))
    switch record {
    case .organisation(let organisation): return try others + languageFaults(organisation.languages)
    case .field(let field) where faults.isEmpty && stored.status == .published:
      if case .field(let before)? = before { return try self.faults(of: field, over: before) }
      return try self.faults(of: field, over: nil)
    default: return others
    }
  }

  /// A former slug leads to the successors of its record, so no other record may get it.
  private func refuseFormerSlug(_ record: DirectoryRecord) throws(DirectoryError) {
    guard let kind = FormerSlug.Kind(rawValue: record.key.type.rawValue),
      try tables.former(kind, slug: record.key.slug) != nil
    else { return }
    throw .invalidRecord([DocumentValidation.formerSlug(of: record)])
  }

  private func broader(of slug: String) throws(DirectoryError) -> String? {
    guard case .topic(let topic)? = try tables.published(RecordKey(.topic, slug)) else { return nil }
    return topic.broader
  }

  /// Returns the records to which the record may refer. A draft may refer to others too, except that its kind
  /// must exist.
  private func knownReferences(
    of record: DirectoryRecord, isDraft: Bool, over before: DirectoryRecord?
  ) throws(DirectoryError) -> KnownReferences {
    let wanted = KnownReferences(of: record)
    // A record can't be removed while published records refer to it, so these references need no check.
    if let before, KnownReferences(of: before) == wanted, before.key != .organisation { return wanted }
    var known = wanted
    if case .organisation(let organisation) = record {
      known.speak(organisation.languages)
    } else if !wanted.languages.isEmpty {
      known.speak(try reader.organisation()?.languages ?? [])
    }
    known.memberKinds = try existing(among: wanted.memberKinds, .memberKind, .memberKinds)
    known.topicKinds = try existing(among: wanted.topicKinds, .topicKind, .topicKinds)
    if isDraft { return known }
    if !wanted.fields.isEmpty {
      let defined = Set(try definedFields().map(\.name))
      known.fields = wanted.fields.isSubset(of: defined) ? wanted.fields : defined
    }
    known.offices = try existing(among: wanted.offices, .office, .offices)
    known.areas = try existing(among: wanted.areas, .area, .areas)
    known.counties = try existing(among: wanted.counties, .county, .counties)
    known.topics = try existing(among: wanted.topics, .topic, .topics)
    known.members = try existing(among: wanted.members, .member, .members)
    return known
  }

  /// Returns those of the slugs that exist. If one doesn't, returns all slugs of the type, so that the fault
  /// can suggest the one that was meant.
  private func existing(
    among wanted: Set<String>, _ type: RecordType, _ vocabulary: Vocabulary
  ) throws(DirectoryError) -> Set<String> {
    var known: Set<String> = []
    for slug in wanted where try tables.exists(RecordKey(type, slug)) { known.insert(slug) }
    return known == wanted ? known : known.union(try reader.vocabulary(vocabulary))
  }
}

/// The rules for the languages of the directory.
extension RecordEditor {
  /// Returns a fault for each language that the directory would lose although records have texts in it. A
  /// language is lost too if it becomes the default one, whose texts are in the fields of the records.
  private func languageFaults(_ languages: [String]) throws(DirectoryError) -> [DocumentFault] {
    let before = try reader.organisation()?.languages ?? []
    var faults: [DocumentFault] = []
    for language in before.dropFirst() where !languages.dropFirst().contains(language) {
      let users = try tables.translated(into: language, limit: Self.mostNamedInFault)
      guard users.total > 0 else { continue }
      let names = users.keys.map { "\($0.type.noun) \($0.slug)" }.joined(separator: ", ")
      faults.append(
        DocumentFault(
          pointer: "/languages", code: .languageInUse,
          message:
            "\(users.total) record\(users.total == 1 ? " has" : "s have") texts in \(language): \(names)"
            + (users.total > users.keys.count ? " and others" : ""),
          hint: "keep the language after the first one, or remove these texts first"))
    }
    return faults
  }

  private static let mostNamedInFault = 5
}

/// The steps of a write.
extension RecordEditor {
  /// Adds the current record to its history, unless it has one. A record that was loaded with a document has
  /// no history before its first edit.
  func keepOriginal(_ stored: StoredRecord?) throws(DirectoryError) {
    guard let stored, try !tables.hasRevisions(of: stored.record.key) else { return }
    try tables.add(NewRevision(originalOf: stored))
  }

  /// Adds the revision of the record, and increases the revision number of the directory.
  ///
  /// - Parameter state: that of `after`.
  func addRevision(
    of key: RecordKey, from before: StoredRecord?, to after: StoredRecord?, kept state: NewRevision.State?,
    by author: Author
  ) throws(DirectoryError) {
    let time = now
    let showing = try publicFields(of: [before, after])
    try tables.add(
      NewRevision(of: key, from: before, to: after, kept: state, showing: showing, by: author, at: time))
    try tables.moveRevision(at: time)
  }

  /// Removes a published record, also from the successors of former slugs. Throws `stillReferenced` if others
  /// refer to it.
  func withdraw(_ key: RecordKey) throws(DirectoryError) {
    try refuseWithdrawal(of: key)
    if let kind = FormerSlug.Kind(rawValue: key.type.rawValue) {
      try tables.removeSuccessor(kind, slug: key.slug)
    }
    try tables.remove(key)
  }

  /// Throws `stillReferenced` if other published records refer to the record.
  func refuseWithdrawal(of key: RecordKey) throws(DirectoryError) {
    let others = try tables.referrers(to: key, limit: Self.mostNamed)
    guard others.total == 0 else { throw .stillReferenced(key, by: others.keys, total: others.total) }
    guard key == .organisation else { return }
    let faults = try languageFaults([])
    guard faults.isEmpty else { throw .invalidRecord(faults) }
  }
}
