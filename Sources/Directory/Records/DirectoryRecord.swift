/// What is written by itself: an item of the document, with references by slug.
package enum DirectoryRecord: Sendable, Equatable {
  case organisation(Organisation)
  case office(Office)
  case contact(DirectoryDocument.Contact)
  case county(DirectoryDocument.County)
  case topic(DirectoryDocument.Topic)
  case member(DirectoryDocument.Member)

  package var key: RecordKey {
    switch self {
    case .organisation: .organisation
    case .office(let office): RecordKey(.office, office.id)
    case .contact(let contact): RecordKey(.contact, contact.id)
    case .county(let county): RecordKey(.county, county.slug)
    case .topic(let topic): RecordKey(.topic, topic.slug)
    case .member(let member): RecordKey(.member, member.slug)
    }
  }

  /// What people call it.
  package var name: String {
    switch self {
    case .organisation(let organisation): organisation.name
    case .office(let office): office.name
    case .contact(let contact): contact.name
    case .county(let county): county.name
    case .topic(let topic): topic.name
    case .member(let member): member.name
    }
  }

  /// With lists that have no order of their own in the order of an export, so that equal records are equal.
  package var normalized: DirectoryRecord {
    guard case .member(var member) = self else { return self }
    member.topics.sort()
    return .member(member)
  }
}

package enum RecordType: String, Sendable, CaseIterable {
  case organisation, office, contact, county, topic, member

  /// The field that holds the slug; the organisation, of which there is one, has none.
  package var slugField: String? {
    switch self {
    case .organisation: nil
    case .office, .contact: "id"
    case .county, .topic, .member: "slug"
    }
  }
}

/// What a record is called by.
package struct RecordKey: Sendable, Hashable {
  package var type: RecordType
  package var slug: String

  package init(_ type: RecordType, _ slug: String) {
    self.type = type
    self.slug = slug
  }

  package static let organisation = RecordKey(.organisation, RecordType.organisation.rawValue)
}

package enum RecordStatus: String, Sendable, CaseIterable {
  /// In every list, count, facet, search, relation and feed.
  case published
  /// In none of them: seen by staff alone.
  case draft
}

/// A record as it is stored.
package struct StoredRecord: Sendable, Equatable {
  package var record: DirectoryRecord
  package var status: RecordStatus

  package init(_ record: DirectoryRecord, _ status: RecordStatus) {
    self.record = record
    self.status = status
  }
}
