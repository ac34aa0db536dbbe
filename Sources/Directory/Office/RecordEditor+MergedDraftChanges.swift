/// Draft changes that name a topic which is merged into another one.
extension RecordEditor {
  /// Lets the open draft changes that name one topic name another one instead: in what they change, and in
  /// the record that their authors have seen, so that the merge alone isn't a conflict. Returns their
  /// number.
  ///
  /// They aren't part of the import that a merge is, so undoing the merge leaves them as they are.
  func name(_ topic: String, insteadOf former: String) throws(DirectoryError) -> Int {
    var count = 0
    for change in try tables.openDraftChanges(namingTopic: former) {
      var changed = change
      let patch = try change.parsedPatch()
      let named = patch.naming(topic, insteadOf: former, in: change.key)
      if named != patch { changed.patch = named.compactText }
      // A base that this version can't read stays as it is.
      if let base = try? change.base.record(change.key.type) {
        let record = base.record.naming(topic, insteadOf: former)
        if record != base.record { changed.base = NewRevision.State(StoredRecord(record, base.status)) }
      }
      guard changed != change else { continue }
      try replace(changed)
      count += 1
    }
    return count
  }
}

extension JSONValue {
  /// Returns a merge patch of a member or a topic with one topic in place of another.
  fileprivate func naming(_ topic: String, insteadOf former: String, in key: RecordKey) -> JSONValue {
    guard case .object(var fields) = self else { return self }
    for index in fields.indices {
      switch (key.type, fields[index].name, fields[index].value) {
      case (.member, "topics", .array(let topics)):
        fields[index].value = .array(Self.naming(topic, insteadOf: former, in: topics))
      case (.topic, "broader", .string(former)):
        fields[index].value = key.slug == topic ? .null : .string(topic)
      default: break
      }
    }
    return .object(fields)
  }

  /// Returns the topics of a member, each a slug or an object, with one in place of another. A member that
  /// has both keeps the stronger relation.
  private static func naming(
    _ topic: String, insteadOf former: String, in topics: [JSONValue]
  ) -> [JSONValue] {
    guard let old = topics.first(where: { $0.topicSlug == former }) else { return topics }
    let other = topics.first { $0.topicSlug == topic }
    let relation = other.map { old.topicRelation.stronger($0.topicRelation) } ?? old.topicRelation
    let named = JSONValue.object([
      JSONMember(name: "slug", value: .string(topic)),
      JSONMember(name: "relation", value: .string(relation.rawValue)),
    ])
    return topics.filter { $0.topicSlug != former && $0.topicSlug != topic } + [named]
  }

  private var topicSlug: String? { text ?? member("slug")?.text }

  private var topicRelation: TopicRelation {
    member("relation")?.text.flatMap { TopicRelation(rawValue: $0) } ?? .worksWith
  }
}
