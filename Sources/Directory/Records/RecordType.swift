/// The types of records, in the order in which a document lists them. Contacts and offices may refer to
/// members, which come last: an import writes a record after those to which it refers, wherever they are.
package enum RecordType: String, Sendable, CaseIterable {
  case organisation, office, contact, memberKind, topicKind, area, field, county, topic, member

  /// The field that holds the slug; nil for the organisation, since there is only one.
  package var slugField: String? {
    switch self {
    case .organisation: nil
    case .office, .contact: "id"
    case .field: "name"
    case .memberKind, .topicKind, .area, .county, .topic, .member: "slug"
    }
  }

  /// The type in words, such as `member kind`.
  package var noun: String {
    switch self {
    case .memberKind: "member kind"
    case .topicKind: "topic kind"
    case .organisation, .office, .contact, .area, .field, .county, .topic, .member: rawValue
    }
  }

  /// The words with a hyphen between them, for names that programs read.
  package var hyphenated: String { noun.replacing(" ", with: "-") }
}
