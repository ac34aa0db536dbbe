/// A record as it is written and exported: an item of a document, with references by slug.
package enum DirectoryRecord: Sendable, Equatable {
  case organisation(Organisation)
  case office(DirectoryDocument.Office)
  case contact(DirectoryDocument.Contact)
  case memberKind(Kind)
  case topicKind(Kind)
  case area(DirectoryDocument.Area)
  case field(Field)
  case county(DirectoryDocument.Area)
  case topic(DirectoryDocument.Topic)
  case member(DirectoryDocument.Member)

  package var key: RecordKey {
    switch self {
    case .organisation: .organisation
    case .office(let office): RecordKey(.office, office.id)
    case .contact(let contact): RecordKey(.contact, contact.id)
    case .memberKind(let kind): RecordKey(.memberKind, kind.slug)
    case .topicKind(let kind): RecordKey(.topicKind, kind.slug)
    case .area(let area): RecordKey(.area, area.slug)
    case .field(let field): RecordKey(.field, field.name)
    case .county(let county): RecordKey(.county, county.slug)
    case .topic(let topic): RecordKey(.topic, topic.slug)
    case .member(let member): RecordKey(.member, member.slug)
    }
  }

  /// The name for people.
  package var name: String {
    switch self {
    case .organisation(let organisation): organisation.name
    case .office(let office): office.name
    case .contact(let contact): contact.name
    case .memberKind(let kind), .topicKind(let kind): kind.name
    case .field(let field): field.label.shown
    case .area(let area), .county(let area): area.name
    case .topic(let topic): topic.name
    case .member(let member): member.name
    }
  }

  /// Returns the record without what is protected.
  ///
  /// - Parameter fields: the names of the public fields of members.
  func published(showing fields: Set<String>) -> DirectoryRecord {
    switch self {
    case .contact(var contact):
      if contact.emailProtected { contact.email = nil }
      if contact.telephoneProtected { contact.telephone = nil }
      return .contact(contact)
    case .member(var member):
      member.profile = member.profile.published(showing: fields)
      return .member(member)
    case .organisation, .office, .memberKind, .topicKind, .area, .field, .county, .topic: return self
    }
  }

  /// False for a record that only staff may see, although it isn't a draft.
  var isPublic: Bool { if case .field(let field) = self { field.isPublic } else { true } }

  /// The values that a member has of the directory's fields.
  var custom: [JSONMember] { if case .member(let member) = self { member.profile.custom } else { [] } }

  /// The same record with the lists sorted whose order has no meaning, so that records with the same content
  /// are equal.
  package var normalized: DirectoryRecord {
    guard case .member(var member) = self else { return self }
    member.topics.sort { $0.slug < $1.slug }
    return .member(member)
  }
}

/// Identifies a record.
package struct RecordKey: Sendable, Hashable {
  package var type: RecordType
  package var slug: String

  package init(_ type: RecordType, _ slug: String) {
    self.type = type
    self.slug = slug
  }

  package static let organisation = RecordKey(.organisation, RecordType.organisation.rawValue)
}
