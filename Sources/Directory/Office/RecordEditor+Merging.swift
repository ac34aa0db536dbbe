/// Merging topics.
extension RecordEditor {
  /// Removes a topic, and lets all that names it name another one instead: members, narrower topics, drafts,
  /// draft changes and former slugs. The slug leads to the other topic from then on. All of it but the draft
  /// changes is one import, which can be undone.
  ///
  /// A member that has both topics keeps the stronger relation. If the other topic is below this one, it
  /// first takes its place in the tree.
  ///
  /// Throws `invalidRecord` if one of the topics isn't published, if both are the same, or if a record that
  /// has to be changed breaks a rule. Nothing may be committed then.
  ///
  /// - Parameter changed: called for each record that is changed.
  package func merge(
    topic slug: String, into other: String, by author: Author, changed: (MergeChange) -> Void
  ) throws(DirectoryError) -> MergeSummary {
    let (source, target) = try topicsToMerge(slug, other)
    var summary = MergeSummary(id: try beginImport(by: author, merge: TopicMerge(from: slug, into: other)))
    let author = Author(name: author.name, batch: summary.id)
    func put(_ before: DirectoryRecord, _ after: DirectoryRecord, _ status: RecordStatus)
      throws(DirectoryError)
    {
      try save(naming: StoredRecord(after, status), by: author)
      changed(MergeChange(before: before, after: after))
    }
    var moved = target
    if try isTopic(other, below: slug) {
      moved.broader = source.broader
      try put(.topic(target), .topic(moved), .published)
      summary.topics += 1
    }
    let key = RecordKey(.topic, slug)
    // Topics first: the order in which an undo needs it, from the end.
    for referrer in try tables.referrers(to: key, limit: .max).keys.topicsFirst {
      guard let before = try tables.published(referrer) else { continue }
      try put(before, before.naming(other, insteadOf: slug), .published)
      if referrer.type == .topic { summary.topics += 1 } else { summary.members += 1 }
    }
    for draft in try tables.drafts(namingTopic: slug) {
      let after = draft.naming(other, insteadOf: slug)
      guard after != draft else { continue }
      try put(draft, after, .draft)
      summary.drafts += 1
    }
    summary.draftChanges = try name(other, insteadOf: slug)
    summary.formerSlugs = try leadFormers(of: slug, to: other, author)
    try delete(key, by: author)
    changed(MergeChange(before: .topic(source), after: nil))
    try leave(slug, of: source, leadingTo: other, author)
    return summary
  }

  /// Lets the former slugs that lead to a topic lead to another one, and returns their number.
  private func leadFormers(
    of slug: String, to other: String, _ author: Author
  ) throws(DirectoryError) -> Int {
    let formers = try tables.formers(.topic, leadingTo: slug)
    for former in formers {
      try replace(former, by: former.leading(to: other, insteadOf: slug), author)
    }
    return formers.count
  }

  /// Lets the slug of a topic that is gone lead to another one.
  private func leave(
    _ slug: String, of topic: DirectoryDocument.Topic, leadingTo other: String, _ author: Author
  ) throws(DirectoryError) {
    let own = FormerSlug(type: .topic, slug: slug, name: topic.name, until: nil, successors: [other])
    try replace(try tables.former(.topic, slug: slug), by: own, author)
  }

  private func topicsToMerge(
    _ slug: String, _ other: String
  ) throws(DirectoryError) -> (source: DirectoryDocument.Topic, target: DirectoryDocument.Topic) {
    func fault(_ code: DocumentFault.Code, _ message: String, _ hint: String) -> DirectoryError {
      .invalidRecord([DocumentFault(pointer: "/into", code: code, message: message, hint: hint)])
    }
    guard slug != other else {
      throw fault(.cycle, "a topic can't be merged into itself", "name another topic")
    }
    guard case .topic(let source)? = try tables.published(RecordKey(.topic, slug)) else {
      throw fault(.unknownReference, "the topic \"\(slug)\" isn't published", "publish or delete it instead")
    }
    guard case .topic(let target)? = try tables.published(RecordKey(.topic, other)) else {
      if try tables.draft(RecordKey(.topic, other)) != nil {
        throw fault(.unknownReference, "the topic \"\(other)\" is a draft", "publish it first")
      }
      let near = NearestValues.nearest(to: other, among: try reader.vocabulary(.topics))
      throw fault(
        .unknownReference, "there is no topic \"\(other)\"",
        near.isEmpty ? "use the slug of a topic" : "did you mean \(near.joined(separator: ", "))?")
    }
    return (source, target)
  }

  /// Reports whether a topic is below another one, at any depth.
  private func isTopic(_ slug: String, below other: String) throws(DirectoryError) -> Bool {
    var seen: Set<String> = []
    var current = slug
    while seen.insert(current).inserted,
      case .topic(let topic)? = try tables.published(RecordKey(.topic, current)), let broader = topic.broader
    {
      if broader == other { return true }
      current = broader
    }
    return false
  }

  /// Saves the record. A fault says which record has it, since the client has named another one.
  private func save(naming stored: StoredRecord, by author: Author) throws(DirectoryError) {
    do throws(DirectoryError) { try save(stored, by: author) } catch {
      guard case .invalidRecord(let faults) = error else { throw error }
      let key = stored.record.key
      throw .invalidRecord(
        faults.map { fault in
          DocumentFault(
            pointer: fault.pointer, code: fault.code,
            message: "the \(key.type.noun) \(key.slug): \(fault.message)", hint: fault.hint)
        })
    }
  }
}

/// What a merge has done.
package struct MergeSummary: Sendable, Equatable {
  /// The number by which it can be undone as an import.
  package var id: Int64
  /// How many records name the other topic now.
  package var members = 0
  package var topics = 0
  package var drafts = 0
  package var draftChanges = 0
  package var formerSlugs = 0

  init(id: Int64) { self.id = id }
}

/// A record that a merge changes; the topic that it removes has no state after it.
package struct MergeChange: Sendable {
  package var before: DirectoryRecord
  package var after: DirectoryRecord?
}

extension DirectoryRecord {
  /// Returns the record with one topic in place of another.
  func naming(_ topic: String, insteadOf former: String) -> DirectoryRecord {
    switch self {
    case .topic(var record):
      if record.broader == former { record.broader = record.slug == topic ? nil : topic }
      return .topic(record)
    case .member(var member):
      guard let old = member.topics.first(where: { $0.slug == former }) else { return self }
      var relation = old.relation
      if let other = member.topics.first(where: { $0.slug == topic }) {
        relation = relation.stronger(other.relation)
      }
      member.topics.removeAll { $0.slug == former || $0.slug == topic }
      member.topics.append(DirectoryDocument.MemberTopic(slug: topic, relation: relation))
      return DirectoryRecord.member(member).normalized
    default: return self
    }
  }
}

extension [RecordKey] {
  fileprivate var topicsFirst: [RecordKey] {
    filter { $0.type == .topic } + filter { $0.type != .topic }
  }
}

extension TopicRelation {
  /// Returns the relation that says more: what a member does counts more than what its place has, and that
  /// more than what it would like to do.
  func stronger(_ other: TopicRelation) -> TopicRelation {
    [.worksWith, .local].first { $0 == self || $0 == other } ?? .interestedIn
  }
}

extension FormerSlug {
  fileprivate func leading(to slug: String, insteadOf former: String) -> FormerSlug {
    var changed = self
    changed.successors = []
    for successor in successors.map({ $0 == former ? slug : $0 })
    where !changed.successors.contains(successor) {
      changed.successors.append(successor)
    }
    return changed
  }
}
