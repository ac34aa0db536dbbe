/// Answers in one language: reads from another reader, and replaces the texts by their translations. What
/// isn't translated stays in the default language, and is marked.
///
/// Lists keep the order that they have in the default language.
package final class TranslatingReader: DirectoryReader {
  let base: any DirectoryReader
  let language: String
  /// The default language, once it is known. A reader serves one answer, which sees one state.
  private var knownStandard: String?

  package init(_ base: any DirectoryReader, into language: String) {
    self.base = base
    self.language = language
  }

  // MARK: Lists

  package func members(_ query: ListQuery) throws(DirectoryError) -> Page<Member> {
    try consistently { () throws(DirectoryError) in
      var page = try base.members(query)
      try translate(&page.items)
      try translate(&page.facets, of: .members)
      return page
    }
  }

  package func withMembers(
    _ query: ListQuery, _ body: (any MemberContent) -> Void
  ) throws(DirectoryError) -> Page<Never> {
    let page = try members(query)
    for member in page.items { body(member) }
    return Page(items: [], total: page.total, next: page.next, facets: page.facets)
  }

  package func withMember(
    slug: String, _ body: (any MemberContent) -> Void
  ) throws(DirectoryError) -> Bool {
    let member = try one(try base.member(slug: slug)) { (members) throws(DirectoryError) in
      try translate(&members)
    }
    if let member { body(member) }
    return member != nil
  }

  package func topics(_ query: ListQuery) throws(DirectoryError) -> Page<Topic> {
    try consistently { () throws(DirectoryError) in
      var page = try base.topics(query)
      try translate(&page.items)
      try translate(&page.facets, of: .topics)
      return page
    }
  }

  package func topic(slug: String) throws(DirectoryError) -> Topic? {
    try one(try base.topic(slug: slug)) { (topics) throws(DirectoryError) in try translate(&topics) }
  }

  package func contacts(_ query: ListQuery) throws(DirectoryError) -> Page<Contact> {
    try consistently { () throws(DirectoryError) in
      var page = try base.contacts(query)
      try translate(&page.items)
      try translate(&page.facets, of: .contacts)
      return page
    }
  }

  package func contact(id: String) throws(DirectoryError) -> Contact? {
    try one(try base.contact(id: id)) { (contacts) throws(DirectoryError) in try translate(&contacts) }
  }

  package func offices(_ query: ListQuery) throws(DirectoryError) -> Page<Office> {
    try consistently { () throws(DirectoryError) in
      var page = try base.offices(query)
      try translate(&page.items)
      try translate(&page.facets, of: .offices)
      return page
    }
  }

  package func office(id: String) throws(DirectoryError) -> Office? {
    try one(try base.office(id: id)) { (offices) throws(DirectoryError) in try translate(&offices) }
  }

  package func organisation() throws(DirectoryError) -> Organisation? {
    try one(try base.organisation()) { (items) throws(DirectoryError) in
      try translate(&items, .organisation) { _ in RecordKey.organisation.slug }
    }
  }

  package func kinds(_ type: RecordType) throws(DirectoryError) -> [Kind] {
    var kinds = try base.kinds(type)
    try translate(&kinds, type, \.slug)
    return kinds
  }

  package func fields() throws(DirectoryError) -> [Field] { try translated(try base.fields()) }

  package func areas() throws(DirectoryError) -> [DirectoryDocument.Area] {
    var areas = try base.areas()
    try translate(&areas, .area, \.slug)
    return areas
  }

  package func search(_ query: SearchQuery) throws(DirectoryError) -> SearchPage {
    var page = try base.search(query)
    let names = try names(of: page.hits.map { RecordKey($0.type.recordType, $0.slug) })
    for index in page.hits.indices {
      var hit = page.hits[index]
      names.set(&hit.name, &hit.language, of: RecordKey(hit.type.recordType, hit.slug))
      page.hits[index] = hit
    }
    return page
  }

  package func match(_ query: MatchQuery) throws(DirectoryError) -> MatchPage {
    var page = try base.match(query)
    var members = page.matches.map(\.member)
    try translate(&members)
    let names = try names(of: page.matches.flatMap(\.reasons).map { RecordKey(.topic, $0.topic.slug) })
    for (index, member) in zip(page.matches.indices, members) {
      page.matches[index].member = member
      for reason in page.matches[index].reasons.indices {
        names.set(&page.matches[index].reasons[reason].topic)
      }
    }
    return page
  }
}

/// Replaces texts by their translations.
extension TranslatingReader {
  func standard() throws(DirectoryError) -> String {
    if let knownStandard { return knownStandard }
    let standard = try base.organisation()?.languages.first ?? ""
    knownStandard = standard
    return standard
  }

  /// Translates the own texts of records.
  private func translate<Item: Translatable>(
    _ items: inout [Item], _ type: RecordType, _ slug: (Item) -> String
  ) throws(DirectoryError) {
    guard !items.isEmpty else { return }
    let translations = try base.translations(of: type, items.map(slug))
    let standard = try standard()
    for index in items.indices {
      items[index].translations = translations[slug(items[index])] ?? .none
      items[index].translate(type.texts, into: language, from: standard)
    }
  }

  private func translate(_ members: inout [Member]) throws(DirectoryError) {
    try translate(&members, .member, \.slug)
    let keys = members.flatMap { member in
      member.topics.map { RecordKey(.topic, $0.slug) }
        + [member.county?.slug, member.area?.slug].compactMap(\.self).map { RecordKey(.area, $0) }
    }
    let names = try names(of: keys)
    for index in members.indices {
      if var county = members[index].county {
        names.set(&county.name, &county.language, of: RecordKey(.area, county.slug))
        members[index].county = county
      }
      if var area = members[index].area {
        names.set(&area.name, &area.language, of: RecordKey(.area, area.slug))
        members[index].area = area
      }
      for topic in members[index].topics.indices { names.set(&members[index].topics[topic].topic) }
    }
  }

  private func translate(_ topics: inout [Topic]) throws(DirectoryError) {
    try translate(&topics, .topic, \.slug)
    let names = try names(of: topics.compactMap(\.broader).map { RecordKey(.topic, $0.slug) })
    for index in topics.indices {
      guard var broader = topics[index].broader else { continue }
      names.set(&broader)
      topics[index].broader = broader
    }
  }

  private func translate(_ contacts: inout [Contact]) throws(DirectoryError) {
    try translate(&contacts, .contact, \.id)
    let names = try names(
      of: contacts.compactMap(\.office).map { RecordKey(.office, $0.id) }
        + contacts.compactMap(\.member).map { RecordKey(.member, $0.slug) })
    for index in contacts.indices {
      if var office = contacts[index].office {
        names.set(&office.name, &office.language, of: RecordKey(.office, office.id))
        contacts[index].office = office
      }
      names.set(&contacts[index].member)
    }
  }

  private func translate(_ offices: inout [Office]) throws(DirectoryError) {
    try translate(&offices, .office, \.id)
    let names = try names(of: offices.compactMap(\.member).map { RecordKey(.member, $0.slug) })
    for index in offices.indices { names.set(&offices[index].member) }
  }

  /// Translates the names of the values that were counted.
  private func translate(_ facets: inout [Facet], of list: DirectoryList) throws(DirectoryError) {
    for index in facets.indices {
      if facets[index].field.hasPrefix(Field.prefix) { try translate(&facets[index]) }
      guard
        case .values(let vocabulary)? = list.fields.first(where: { $0.name == facets[index].field })?.kind,
        let type = vocabulary.recordType
      else { continue }
      let names = try names(of: facets[index].values.map { RecordKey(type, $0.value) })
      for place in facets[index].values.indices {
        var value = facets[index].values[place]
        names.set(&value.name, &value.language, of: RecordKey(type, value.value))
        facets[index].values[place] = value
      }
    }
  }

  private func one<Item>(
    _ item: Item?, _ translate: (inout [Item]) throws(DirectoryError) -> Void
  ) throws(DirectoryError) -> Item? {
    guard let item else { return nil }
    var items = [item]
    try translate(&items)
    return items.first
  }

  private func names(of keys: [RecordKey]) throws(DirectoryError) -> TranslatedNames {
    let standard = try standard()
    var names: [RecordKey: String] = [:]
    guard language != standard else { return TranslatedNames(names: names, standard: nil) }
    for type in RecordType.allCases {
      let slugs = Set(keys.lazy.filter { $0.type == type }.map(\.slug))
      guard !slugs.isEmpty else { continue }
      for (slug, translations) in try base.translations(of: type, slugs.sorted()) {
        guard case .string(let name)? = translations.text("name", in: language) else { continue }
        names[RecordKey(type, slug)] = name
      }
    }
    return TranslatedNames(names: names, standard: standard)
  }
}

/// The names of records in one language.
private struct TranslatedNames {
  let names: [RecordKey: String]
  /// The language of names that aren't translated; nil if they need no translation.
  let standard: String?

  func set(_ name: inout String, _ language: inout String?, of key: RecordKey) {
    if let translated = names[key] {
      name = translated
    } else if key.type.texts.contains(where: { $0.name == "name" }) {
      language = standard
    }
  }

  func set(_ topic: inout TopicReference) {
    set(&topic.name, &topic.language, of: RecordKey(.topic, topic.slug))
  }

  func set(_ member: inout MemberReference?) {
    guard var reference = member else { return }
    set(&reference.name, &reference.language, of: RecordKey(.member, reference.slug))
    member = reference
  }
}

extension SearchType {
  package var recordType: RecordType {
    switch self {
    case .member: .member
    case .topic: .topic
    case .contact: .contact
    case .office: .office
    }
  }
}

extension Vocabulary {
  /// The type of the records that the values name; nil if they name none.
  package var recordType: RecordType? {
    switch self {
    case .memberKinds: .memberKind
    case .areas, .counties: .area
    case .topics, .programmes: .topic
    case .topicKinds: .topicKind
    case .members: .member
    case .contacts: .contact
    case .offices: .office
    case .fields, .areaKinds, .countries, .cities, .memberCities, .owners: nil
    }
  }
}
