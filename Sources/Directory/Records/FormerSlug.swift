/// A slug or a code that no longer identifies a record: of a county that was split, a municipality that got
/// another name, or a record that was deleted.
package struct FormerSlug: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    case member, topic, contact, office, area, county, memberKind, topicKind

    /// The type in words.
    package var noun: String { RecordType(rawValue: rawValue)?.noun ?? rawValue }

    /// Returns the key of the record that had the slug.
    package func key(_ slug: String) -> RecordKey? {
      RecordType(rawValue: rawValue).map { RecordKey($0, slug) }
    }
  }

  package var type: Kind
  package var slug: String
  package var name: String?
  /// The last day on which it identified the record, `YYYY-MM-DD`.
  package var until: String?
  /// The slugs of the records that replaced it: one after a change of name or a merger, several after a
  /// split, none if nothing did.
  package var successors: [String]

  package init(type: Kind, slug: String, name: String?, until: String?, successors: [String]) {
    self.type = type
    self.slug = slug
    self.name = name
    self.until = until
    self.successors = successors
  }
}
