import Directory

extension FakeReader {
  /// Names only, in the order of the lists: ranking is the store's part.
  func search(_ query: SearchQuery) throws(DirectoryError) -> SearchPage {
    try store.ask { state in
      guard let terms = SearchTerms(query.text) else { return SearchPage() }
      var names: [(type: SearchType, slug: String, name: String, kind: String?)] = []
      names += state.members.map { (.member, $0.slug, $0.name, $0.kind) }
      names += state.topics.map { (.topic, $0.slug, $0.name, $0.kind) }
      names += state.contacts.map { (.contact, $0.id, $0.name, nil) }
      names += state.offices.map { (.office, $0.id, $0.name, nil) }
      let hits: [SearchHit] = names.compactMap { item in
        guard query.types.contains(item.type),
          let highlight = Highlight("name", of: item.name, matching: terms)
        else { return nil }
        return SearchHit(
          type: item.type, slug: item.slug, name: item.name, kind: item.kind, highlights: [highlight])
      }
      return SearchPage(
        hits: Array(hits.prefix(query.limit)), total: hits.count,
        didYouMean: hits.isEmpty ? ["climate"] : [])
    }
  }
}
