/// Which members, in the Norwegian alphabetical order of their short names. A reader clamps `limit` to
/// 1...`PageLimit.maximum`; telling the client that it asked for too much is the API's part.
package struct MemberQuery: Sendable, Hashable {
  /// Slugs; nil means any. A slug that does not exist is `DirectoryError.unknownValue`, not an empty page.
  package var kind: String?
  package var county: String?
  package var topic: String?
  package var limit: Int
  package var after: Cursor?

  package init(
    kind: String? = nil, county: String? = nil, topic: String? = nil, limit: Int = PageLimit.standard,
    after: Cursor? = nil
  ) {
    self.kind = kind
    self.county = county
    self.topic = topic
    self.limit = limit
    self.after = after
  }
}

package struct TopicQuery: Sendable, Hashable {
  package var kind: String?
  package var limit: Int
  package var after: Cursor?

  package init(kind: String? = nil, limit: Int = PageLimit.standard, after: Cursor? = nil) {
    self.kind = kind
    self.limit = limit
    self.after = after
  }
}

/// The lists of values that a filter accepts.
package enum Vocabulary: Sendable, Hashable, CaseIterable {
  case memberKinds
  case counties
  case topics
  case topicKinds
}
