extension Member: MemberContent {
  package func withText(_ text: MemberText, _ body: (Span<UInt8>) -> Void) {
    let value: String? =
      switch text {
      case .slug: slug
      case .kind: kind
      case .name: name
      case .shortName: shortName
      case .countySlug: county?.slug
      case .countyName: county?.name
      case .areaSlug: area?.slug
      case .areaName: area?.name
      case .areaKind: area?.kind
      case .summary: summary
      case .joined: joined
      case .left: left
      case .imageCredit: image?.credit
      }
    if let value { body(value.utf8Span.span) }
  }

  package var isCountyMember: Bool { county?.isMember ?? false }
  package var countyLanguage: String? { county?.language }
  package var areaLanguage: String? { area?.language }
  package var focusAreaCount: Int { focusAreas.count }
  package var factCount: Int { facts.count }
  package var profileIfAny: MemberProfile? { profile == .empty ? nil : profile }
  package var imageIfAny: Image? { image?.shownHere }

  package func forEachFocusArea(_ body: (Span<UInt8>) -> Void) {
    for area in focusAreas { body(area.utf8Span.span) }
  }

  package func forEachFact(_ body: (_ label: Span<UInt8>, _ text: Span<UInt8>) -> Void) {
    for fact in facts { body(fact.label.utf8Span.span, fact.text.utf8Span.span) }
  }

  package func forEachAreaAround(_ body: (Span<UInt8>) -> Void) {
    for slug in area?.within ?? [] { body(slug.utf8Span.span) }
  }

  package func forEachTopic(
    _ body: (
      _ slug: Span<UInt8>, _ name: Span<UInt8>, _ kind: Span<UInt8>, TopicRelation, _ language: String?
    ) -> Void
  ) {
    for item in topics {
      let topic = item.topic
      body(
        topic.slug.utf8Span.span, topic.name.utf8Span.span, topic.kind.utf8Span.span, item.relation,
        topic.language)
    }
  }

  /// Copies the whole content.
  package init(_ content: some MemberContent) {
    func text(_ text: MemberText) -> String? {
      var value: String?
      content.withText(text) { value = String($0) }
      return value
    }
    var focusAreas: [String] = []
    content.forEachFocusArea { focusAreas.append(String($0)) }
    var facts: [Fact] = []
    content.forEachFact { facts.append(Fact(label: String($0), text: String($1))) }
    var topics: [MemberTopic] = []
    content.forEachTopic {
      var topic = TopicReference(slug: String($0), name: String($1), kind: String($2))
      topic.language = $4
      topics.append(MemberTopic(topic, $3))
    }
    var within: [String] = []
    content.forEachAreaAround { within.append(String($0)) }
    self.init(
      slug: text(.slug) ?? "", kind: text(.kind) ?? "", name: text(.name) ?? "",
      shortName: text(.shortName) ?? "",
      county: text(.countySlug).map {
        CountyReference(slug: $0, name: text(.countyName) ?? "", isMember: content.isCountyMember)
      },
      area: text(.areaSlug).map {
        AreaReference(slug: $0, name: text(.areaName) ?? "", kind: text(.areaKind) ?? "", within: within)
      },
      summary: text(.summary) ?? "", population: content.population, joined: text(.joined),
      left: text(.left), focusAreas: focusAreas, facts: facts,
      image: content.imageIfAny ?? text(.imageCredit).map { Image(credit: $0) }, topics: topics,
      profile: content.profileIfAny ?? .empty)
    translations = content.translations
    fallback = content.fallback
  }
}

extension String {
  fileprivate init(_ bytes: Span<UInt8>) {
    self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}
