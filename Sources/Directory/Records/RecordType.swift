/// The types of records, in the order in which a document lists them. A record is listed after those to which
/// it refers.
package enum RecordType: String, Sendable, CaseIterable {
  case organisation, office, contact, county, topic, member

  /// The field that holds the slug; nil for the organisation, since there is only one.
  package var slugField: String? {
    switch self {
    case .organisation: nil
    case .office, .contact: "id"
    case .county, .topic, .member: "slug"
    }
  }
}
