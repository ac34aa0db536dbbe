/// Converts records from the form for reading to the form for writing, which refers to other records by slug.
extension DirectoryDocument.Office {
  package init(_ office: Office) {
    self.init(
      id: office.id, name: office.name, host: office.host, street: office.street,
      postcode: office.postcode, city: office.city, country: office.country, member: office.member?.slug)
    translations = office.translations
  }
}

extension DirectoryDocument.Contact {
  package init(_ contact: Contact) {
    self.init(
      id: contact.id, name: contact.name, role: contact.role, email: contact.email,
      telephone: contact.telephone, emailProtected: contact.emailProtected,
      telephoneProtected: contact.telephoneProtected, office: contact.office?.id,
      member: contact.member?.slug, order: contact.order)
    portrait = contact.portrait
    translations = contact.translations
  }
}

extension DirectoryDocument.Topic {
  package init(_ topic: Topic) {
    self.init(
      slug: topic.slug, kind: topic.kind, name: topic.name,
      summary: topic.summary.isEmpty ? nil : topic.summary, broader: topic.broader?.slug)
    translations = topic.translations
  }
}

extension DirectoryDocument.Member {
  package init(_ member: Member) {
    self.init(
      slug: member.slug, kind: member.kind, name: member.name, shortName: member.shortName,
      county: member.area == nil || member.area?.slug == member.county?.slug ? member.county?.slug : nil,
      area: member.area.flatMap { $0.slug == member.county?.slug ? nil : $0.slug }, summary: member.summary,
      population: member.population,
      joined: member.joined, left: member.left, focusAreas: member.focusAreas, facts: member.facts,
      image: member.image,
      topics: member.topics.map { DirectoryDocument.MemberTopic(slug: $0.slug, relation: $0.relation) }
        .sorted { $0.slug < $1.slug },
      profile: member.profile)
    translations = member.translations
  }
}
