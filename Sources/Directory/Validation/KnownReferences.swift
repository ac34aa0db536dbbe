/// The slugs that a record may refer to.
package struct KnownReferences: Sendable, Equatable {
  package var offices: Set<String>
  package var counties: Set<String>
  /// Areas of any kind.
  package var areas: Set<String>
  package var topics: Set<String>
  package var memberKinds: Set<String>
  package var topicKinds: Set<String>
  /// The names of the fields of which members have values.
  package var fields: Set<String>
  package var members: Set<String>
  /// The languages of translations, and the default language, which is none of these.
  package var languages: Set<String> = []
  package var defaultLanguage: String?

  package init(
    offices: Set<String> = [], counties: Set<String> = [], areas: Set<String> = [],
    topics: Set<String> = [], members: Set<String> = [], memberKinds: Set<String> = [],
    topicKinds: Set<String> = [],
    fields: Set<String> = []
  ) {
    self.offices = offices
    self.counties = counties
    self.areas = areas
    self.topics = topics
    self.memberKinds = memberKinds
    self.topicKinds = topicKinds
    self.fields = fields
    self.members = members
  }

  /// The slugs that the record refers to, and no others.
  package init(of record: DirectoryRecord) {
    self.init()
    switch record {
    case .office(let office): if let member = office.member { members = [member] }
    case .contact(let contact):
      if let office = contact.office { offices = [office] }
      if let member = contact.member { members = [member] }
    case .topic(let topic):
      if let broader = topic.broader { topics = [broader] }
      topicKinds = [topic.kind]
    case .member(let member):
      if let county = member.county { counties = [county] }
      if let area = member.area { areas = [area] }
      topics = Set(member.topics.map(\.slug))
      memberKinds = [member.kind]
      if !member.profile.custom.isEmpty { fields = Set(member.profile.custom.map(\.name)) }
    case .area(let area), .county(let area): if let parent = area.parent { areas = [parent] }
    case .organisation, .memberKind, .topicKind, .field: break
    }
    languages = Set(record.translations.languages.map(\.tag))
  }

  /// Sets the languages in which a record may have texts.
  mutating func speak(_ tags: [String]) {
    defaultLanguage = tags.first
    languages = Set(tags.dropFirst())
  }

  /// The keys of these records. The key of an area may be that of a county.
  package var keys: [RecordKey] {
    let groups: [(RecordType, Set<String>)] = [
      (.office, offices), (.memberKind, memberKinds), (.topicKind, topicKinds), (.area, areas),
      (.field, fields),
      (.county, counties), (.topic, topics), (.member, members),
    ]
    return groups.flatMap { type, slugs in slugs.map { RecordKey(type, $0) } }
  }
}
