/// The slugs that a record may refer to.
package struct KnownReferences: Sendable, Equatable {
  package var offices: Set<String>
  package var counties: Set<String>
  package var topics: Set<String>
  package var memberKinds: Set<String>

  package init(
    offices: Set<String> = [], counties: Set<String> = [], topics: Set<String> = [], memberKinds: Set<String>
  ) {
    self.offices = offices
    self.counties = counties
    self.topics = topics
    self.memberKinds = memberKinds
  }

  /// The slugs that the record refers to, and no others.
  package init(of record: DirectoryRecord, memberKinds: Set<String>) {
    self.init(memberKinds: memberKinds)
    switch record {
    case .contact(let contact): if let office = contact.office { offices = [office] }
    case .topic(let topic): if let broader = topic.broader { topics = [broader] }
    case .member(let member):
      if let county = member.county { counties = [county] }
      topics = Set(member.topics.map(\.slug))
    case .organisation, .office, .county: break
    }
  }
}
