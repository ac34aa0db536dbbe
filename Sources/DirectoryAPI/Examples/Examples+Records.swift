internal import Directory
internal import HTTPCore

/// The records as JSON: as GET answers with them, and as staff write them.
extension Examples {
  func slug(of type: RecordType) -> String {
    switch type {
    case .organisation: ""
    case .office: office.id
    case .contact: contact.id
    case .memberKind: memberKind.slug
    case .topicKind: topicKind.slug
    case .area: area.slug
    case .field: field.name
    case .county: county.slug
    case .topic: topic.slug
    case .member: member.slug
    }
  }

  /// Returns the record as its GET answers with it.
  func answer(_ type: RecordType) -> JSONValue {
    Self.parsed { json in
      switch type {
      case .organisation: OrganisationJSON.write(organisation, to: &json)
      case .office: OfficeJSON.write(office, to: &json)
      case .contact: ContactJSON.write(contact, to: &json)
      case .memberKind: KindJSON.write(memberKind, of: type, to: &json)
      case .topicKind: KindJSON.write(topicKind, of: type, to: &json)
      case .area: AreaJSON.write(area, to: &json)
      case .field: FieldJSON.write(field, to: &json)
      case .county: AreaJSON.write(county, to: &json)
      case .topic: TopicJSON.write(topic, to: &json)
      case .member: MemberJSON.write(member, to: &json)
      }
    }
  }

  var memberReference: JSONValue { Self.parsed { MemberJSON.writeReference(member, to: &$0) } }
  var topicReference: JSONValue {
    let reference = TopicReference(slug: topic.slug, name: topic.name, kind: topic.kind)
    return Self.parsed { TopicJSON.writeReference(reference, to: &$0) }
  }

  private static func parsed(_ write: (inout JSONWriter) -> Void) -> JSONValue {
    // What the writer writes is JSON.
    (try? JSONParser.parse(JSONWriter.document(write))) ?? .null
  }

  /// Returns the record as staff send it.
  func content(_ type: RecordType) -> JSONValue {
    switch type {
    case .organisation: DocumentJSON.json(.organisation(organisation))
    case .office: DocumentJSON.json(.office(DirectoryDocument.Office(office)))
    case .contact: DocumentJSON.json(.contact(DirectoryDocument.Contact(contact)))
    case .memberKind: DocumentJSON.json(.memberKind(memberKind))
    case .topicKind: DocumentJSON.json(.topicKind(topicKind))
    case .area: area.record.json(as: .area)
    case .field: DocumentJSON.json(.field(field))
    case .county: DocumentJSON.json(.county(county))
    case .topic: DocumentJSON.json(.topic(DirectoryDocument.Topic(topic)))
    case .member: DocumentJSON.json(.member(DirectoryDocument.Member(member)))
    }
  }

  /// Returns a record that the directory doesn't have, but that could be added to it.
  func newContent(_ type: RecordType) -> JSONValue {
    guard case .object(let members) = content(type) else { return .null }
    let new: [String: String] = [
      "slug": "new-\(type.hyphenated)", "id": "new-\(type.hyphenated)",
      "name": type == .field ? "new-field" : "A new \(type.noun)",
      "shortName": "New", "label": "A new field",
    ]
    return .object(
      members.map { JSONMember(name: $0.name, value: new[$0.name].map { .string($0) } ?? $0.value) })
  }
}
