/// A question for records that may be the same as one that is being written.
package struct DuplicateQuery: Sendable {
  package var type: RecordType
  package var name: String?
  /// `SCHEME:VALUE`, or the value alone.
  package var identifier: String?
  package var website: String?
  /// The slug of the record that is being written, which isn't one of its duplicates.
  package var except: String?

  package init(type: RecordType) { self.type = type }

  /// The most records that are found by one of the reasons.
  package static let most = 20
  /// The drafts that are compared.
  package static let mostDrafts = 1_000
}

/// A record that may be the same as another.
package struct Duplicate: Sendable, Equatable {
  package enum Reason: String, Sendable, CaseIterable {
    /// The same name, another name of the same record, the same number, or the same host of the website.
    case name, alias, identifier, website
  }

  package var record: NamedRecord
  package var status: RecordStatus
  package var reasons: [Reason]
}

extension StaffReader {
  /// Returns the published records and the drafts that may be the same.
  package func duplicates(_ query: DuplicateQuery) throws(DirectoryError) -> [Duplicate] {
    let wanted = WantedDuplicate(query)
    var found: [Duplicate] = []
    var seen: Set<String> = []
    for slug in try candidates(query, wanted)
    where slug != query.except && seen.insert(slug).inserted {
      guard let record = try published(RecordKey(query.type, slug)) else { continue }
      if let duplicate = wanted.compare(record, .published) { found.append(duplicate) }
    }
    for draft in try drafts(of: [query.type], limit: DuplicateQuery.mostDrafts)
    where draft.key.slug != query.except {
      if let duplicate = wanted.compare(draft, .draft) { found.append(duplicate) }
    }
    return found
  }

  /// Returns the slugs of published records that are worth a comparison.
  private func candidates(
    _ query: DuplicateQuery, _ wanted: WantedDuplicate
  ) throws(DirectoryError) -> [String] {
    var slugs: [String] = []
    if let name = query.name, let type = SearchType(rawValue: query.type.rawValue) {
      // A name of many words is searched for by its first ones, which a longer one has too.
      let words = SearchFold.fold(name).prefix(SearchLimit.words)
      if !words.isEmpty {
        let page = try search(SearchQuery(words.joined(separator: " "), types: [type], limit: 50))
        slugs += page.hits.map(\.slug)
      }
    }
    guard query.type == .member else { return slugs }
    if !wanted.identifiers.isEmpty {
      let clause = Clause("identifier", .values(wanted.identifiers))
      slugs += try members(ListQuery([clause], limit: DuplicateQuery.most)).items.map(\.slug)
    }
    if let host = wanted.host { slugs += try members(withWebsiteAt: host, limit: DuplicateQuery.most) }
    return slugs
  }

  /// Returns the published record of a type that search knows.
  func published(_ key: RecordKey) throws(DirectoryError) -> DirectoryRecord? {
    switch key.type {
    case .member: try member(slug: key.slug).map { .member(DirectoryDocument.Member($0)) }
    case .topic: try topic(slug: key.slug).map { .topic(DirectoryDocument.Topic($0)) }
    case .contact: try contact(id: key.slug).map { .contact(DirectoryDocument.Contact($0)) }
    case .office: try office(id: key.slug).map { .office(DirectoryDocument.Office($0)) }
    default: nil
    }
  }
}

/// What the records are compared with.
private struct WantedDuplicate {
  private let name: [String]
  private let identifier: String?
  let host: String?

  init(_ query: DuplicateQuery) {
    name = query.name.map { SearchFold.fold($0) } ?? []
    identifier = query.identifier.flatMap { $0.isEmpty ? nil : $0 }
    host = query.website.flatMap { WebsiteHost.host(of: $0) }
  }

  /// The identifier with its scheme, for a filter.
  var identifiers: [String] {
    identifier.map { [$0.contains(":") ? $0 : "\(Identifier.norwegianOrganisation):\($0)"] } ?? []
  }

  /// Returns the record with the reasons for which it may be the same; nil if there are none.
  func compare(_ record: DirectoryRecord, _ status: RecordStatus) -> Duplicate? {
    var reasons: [Duplicate.Reason] = []
    if matches([record.name]) {
      reasons.append(.name)
    } else if matches(record.otherNames) {
      reasons.append(.alias)
    }
    if case .member(let member) = record {
      let numbers = member.profile.identifiers
      if let identifier, numbers.contains(where: { $0.value == identifier || $0.text == identifier }) {
        reasons.append(.identifier)
      }
      if let host, member.profile.website.flatMap({ WebsiteHost.host(of: $0) }) == host {
        reasons.append(.website)
      }
    }
    guard !reasons.isEmpty else { return nil }
    return Duplicate(record: NamedRecord(record.key, name: record.name), status: status, reasons: reasons)
  }

  private func matches(_ names: [String]) -> Bool {
    !name.isEmpty && names.contains { SearchFold.fold($0) == name }
  }
}

extension Identifier {
  fileprivate var text: String { "\(scheme):\(value)" }
}

extension DirectoryRecord {
  /// The names of the record besides its own: short, alternative, former and translated ones.
  var otherNames: [String] {
    let translated = ["name", "shortName", "pluralName"].flatMap { translations.strings($0) }
    switch self {
    case .member(let member):
      return [member.shortName] + member.profile.alternativeNames + member.profile.formerNames + translated
    case .area(let area), .county(let area): return [area.shortName] + translated
    case .memberKind(let kind), .topicKind(let kind): return [kind.pluralName].compactMap(\.self) + translated
    default: return translated
    }
  }
}
