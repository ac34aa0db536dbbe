/// A search for staff, over the published records and the drafts.
package struct RecordQuery: Sendable {
  package var text: String
  /// No types are all types.
  package var types: [RecordType]
  /// Nil for both.
  package var status: RecordStatus?
  package var limit: Int

  package init(text: String, types: [RecordType], status: RecordStatus?, limit: Int) {
    self.text = text
    self.types = types
    self.status = status
    self.limit = limit
  }

  /// The types that can be found. The organisation is only one.
  package static let searchedTypes = RecordType.allCases.filter { $0 != .organisation }
  /// The drafts in which words are looked for.
  package static let mostDrafts = 1_000
}

/// A record that such a search has found.
package struct FoundRecord: Sendable, Equatable {
  package var record: NamedRecord
  package var status: RecordStatus
  /// The kind of a member, a topic or an area.
  package var kind: String?
}

package struct FoundRecords: Sendable {
  package var items: [FoundRecord]
  package var total: BoundedCount
}

extension StaffReader {
  /// Returns the records that contain the words, drafts first: they are few, and are what is being written.
  package func records(_ query: RecordQuery) throws(DirectoryError) -> FoundRecords {
    guard let terms = SearchTerms(query.text) else {
      return FoundRecords(items: [], total: BoundedCount(0))
    }
    let types = query.types.isEmpty ? RecordQuery.searchedTypes : query.types
    var items: [FoundRecord] = []
    var total = BoundedCount(0)
    if query.status != .published {
      let drafts = try drafts(of: types, limit: RecordQuery.mostDrafts + 1)
      items += drafts.prefix(RecordQuery.mostDrafts).filter { terms.areIn($0) }.map {
        FoundRecord($0, .draft)
      }
      total = BoundedCount(items.count, isExact: drafts.count <= RecordQuery.mostDrafts)
      // Many drafts leave room for what is published.
      if query.status == nil { items = Array(items.prefix(max(1, query.limit / 2))) }
    }
    if query.status != .draft {
      let listed = try listed(types).filter { terms.areIn($0) }.map { FoundRecord($0, .published) }
      let searched = types.compactMap { SearchType(rawValue: $0.rawValue) }
      let page =
        searched.isEmpty
        ? SearchPage() : try search(SearchQuery(query.text, types: searched, limit: query.limit))
      items += listed + page.hits.map { FoundRecord($0) }
      total.count += listed.count + page.total
      total.isExact = total.isExact && page.isTotalExact
    }
    return FoundRecords(items: Array(items.prefix(query.limit)), total: total)
  }

  /// Returns the published records of the types that search doesn't know. There are few of them.
  private func listed(_ types: [RecordType]) throws(DirectoryError) -> [DirectoryRecord] {
    var records: [DirectoryRecord] = []
    if types.contains(.memberKind) { records += try kinds(.memberKind).map { .memberKind($0) } }
    if types.contains(.topicKind) { records += try kinds(.topicKind).map { .topicKind($0) } }
    if types.contains(.field) { records += try fields().map { .field($0) } }
    if types.contains(.area) || types.contains(.county) {
      records += try areas().map(\.record).filter { types.contains($0.key.type) }
    }
    return records
  }
}

extension FoundRecord {
  fileprivate init(_ record: DirectoryRecord, _ status: RecordStatus) {
    let kind: String? =
      switch record {
      case .member(let member): member.kind
      case .topic(let topic): topic.kind
      case .area(let area), .county(let area): area.kind
      default: nil
      }
    self.init(record: NamedRecord(record.key, name: record.name), status: status, kind: kind)
  }

  fileprivate init(_ hit: SearchHit) {
    let type = RecordType(rawValue: hit.type.rawValue) ?? .member
    self.init(
      record: NamedRecord(RecordKey(type, hit.slug), name: hit.name), status: .published, kind: hit.kind)
  }
}

extension SearchTerms {
  /// Reports whether the names, the slug or the summary of a record contain all words, the last one as the
  /// beginning of a word.
  fileprivate func areIn(_ record: DirectoryRecord) -> Bool {
    var texts = [record.name, record.key.slug] + record.otherNames
    switch record {
    case .member(let member): texts += [member.summary] + member.focusAreas
    case .topic(let topic): texts += [topic.summary].compactMap(\.self)
    case .contact(let contact): texts.append(contact.role)
    case .office(let office): texts += [office.host, office.street, office.city]
    default: break
    }
    let found = texts.flatMap { SearchFold.fold($0) }
    return words.enumerated().allSatisfy { index, word in
      let isLast = index == words.count - 1
      return found.contains { isLast ? $0.utf8.starts(with: word.utf8) : $0 == word }
    }
  }
}
