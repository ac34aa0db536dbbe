internal import Directory
internal import SQLite

/// One member, read from its row: the bytes of its texts one after another, and the rows to which it refers,
/// from the `VocabularyCache`. The next member reuses the buffer, so that reading a member allocates nothing.
final class MemberBytes: MemberContent {
  private typealias Text = Range<Int>

  private struct Parts {
    var bytes: [UInt8] = []
    var texts: [Text?] = Array(repeating: nil, count: MemberText.allCases.count)
    var focusAreas: [Text] = []
    var facts: [(label: Text, text: Text)] = []
    var topicIDs: [Int64] = []
    /// The topics that the member doesn't work with.
    var relations: [(id: Int64, relation: TopicRelation)] = []
    var population: Population?
    var profile: MemberProfile?
    var translations = Translations.none
    var image: Image?
    var kind: [UInt8] = []
    var area: VocabularyCache.Area?
    var topics: [(topic: VocabularyCache.Topic, relation: TopicRelation)] = []
  }

  private var parts = Parts()
  /// True if protected fields are read too.
  private let isStaff: Bool

  init(isStaff: Bool) { self.isStaff = isStaff }

  // MARK: Reading a row

  /// Reads a row of `MemberColumn` in place of the member before. Throws `damaged` if a list isn't in the
  /// form of `StoredJSON`.
  func take(
    _ row: borrowing Row, cache: VocabularyCache, in connection: Connection
  ) throws(DirectoryError) {
    parts.bytes.removeAll(keepingCapacity: true)
    for text in MemberText.allCases {
      let column = Self.column(of: text)
      parts.texts[text.rawValue] = column.flatMap { row.isNull($0) ? nil : add(row, $0) }
    }
    parts.population = row.optionalInteger(MemberColumn.population).map {
      Population(value: Int($0), approximate: row.boolean(MemberColumn.populationIsApproximate))
    }
    try takeProfile(row, cache: cache, in: connection)
    parts.image = nil
    if !row.isNull(MemberColumn.image) {
      parts.image = try DocumentJSON.image(fromStored: row.text(MemberColumn.image))
    }
    guard takeFocusAreas(row), takeFacts(row), takeTopicIDs(row), takeRelations(row) else {
      let slug = row.text(MemberColumn.slug)
      throw .damaged("the focus areas, facts or topics of the member \(slug) are not in the expected form")
    }
    if isStaff { try takeTranslations(row, cache: cache, in: connection) }
    parts.kind = try cache.kind(row.integer(MemberColumn.kind), in: connection) ?? []
    parts.area = try row.optionalInteger(MemberColumn.area).flatMap { id throws(DirectoryError) in
      try cache.area(id, in: connection)
    }
    parts.topics.removeAll(keepingCapacity: true)
    for id in parts.topicIDs {
      guard let topic = try cache.topic(id, in: connection) else { continue }
      parts.topics.append((topic, parts.relations.first { $0.id == id }?.relation ?? .worksWith))
    }
    // A member has few topics. An ORDER BY would make SQLite set up a sorter for them.
    if parts.topics.count > 1 { parts.topics.sort { $0.topic.precedes($1.topic) } }
  }

  /// Returns the column of a text in the member's own row.
  private static func column(of text: MemberText) -> MemberColumn? {
    switch text {
    case .slug: .slug
    case .name: .name
    case .shortName: .shortName
    case .summary: .summary
    case .joined: .joined
    case .left: .left
    case .imageCredit: .imageCredit
    case .kind, .countySlug, .countyName, .areaSlug, .areaName, .areaKind: nil
    }
  }

  private func takeProfile(
    _ row: borrowing Row, cache: VocabularyCache, in connection: Connection
  ) throws(DirectoryError) {
    parts.profile = nil
    guard !row.isNull(MemberColumn.profile) else { return }
    let profile = try DocumentJSON.profile(fromStored: row.text(MemberColumn.profile))
    // Only a member with values of its own pays for the fields.
    let shown = isStaff || profile.custom.isEmpty ? [] : try cache.publicFields(in: connection)
    parts.profile = isStaff ? profile : profile.published(showing: shown)
  }

  private func takeTranslations(
    _ row: borrowing Row, cache: VocabularyCache, in connection: Connection
  ) throws(DirectoryError) {
    parts.translations = try cache.translations(ofMember: row.text(MemberColumn.slug), in: connection)
  }

  private func takeFocusAreas(_ row: borrowing Row) -> Bool {
    parts.focusAreas.removeAll(keepingCapacity: true)
    let range = add(row, .focusAreas)
    let bytes = parts.bytes
    var json = StoredJSON(bytes, range)
    return json.forEachText { text in
      guard let area = place(text, of: bytes) else { return false }
      parts.focusAreas.append(area)
      return true
    }
  }

  private func takeFacts(_ row: borrowing Row) -> Bool {
    parts.facts.removeAll(keepingCapacity: true)
    let range = add(row, .facts)
    let bytes = parts.bytes
    var json = StoredJSON(bytes, range)
    return json.forEachFact { label, text in
      guard let label = place(label, of: bytes), let text = place(text, of: bytes) else { return false }
      parts.facts.append((label, text))
      return true
    }
  }

  private func takeTopicIDs(_ row: borrowing Row) -> Bool {
    parts.topicIDs.removeAll(keepingCapacity: true)
    let range = add(row, .topics)
    var json = StoredJSON(parts.bytes, range)
    return json.forEachInteger { parts.topicIDs.append($0) }
  }

  private func takeRelations(_ row: borrowing Row) -> Bool {
    parts.relations.removeAll(keepingCapacity: true)
    let range = add(row, .topicRelations)
    var json = StoredJSON(parts.bytes, range)
    return json.forEachNumber { id, number in
      guard let relation = TopicRelation(code: number) else { return false }
      parts.relations.append((id, relation))
      return true
    }
  }

  private func add(_ row: borrowing Row, _ column: MemberColumn) -> Text {
    row.append(text: column.rawValue, to: &parts.bytes)
  }

  /// Returns the range of a text in the buffer. `bytes` is a copy of the buffer. A text with escapes is
  /// appended to the buffer without them.
  private func place(_ text: StoredJSON.Text, of bytes: [UInt8]) -> Text? {
    guard text.hasEscapes else { return text.range }
    guard let unescaped = text.unescaped(in: bytes) else { return nil }
    let start = parts.bytes.count
    parts.bytes += unescaped
    return start..<parts.bytes.count
  }

  // MARK: The content

  var isCountyMember: Bool { parts.area?.county?.isMember ?? false }
  var population: Population? { parts.population }
  var focusAreaCount: Int { parts.focusAreas.count }
  var factCount: Int { parts.facts.count }
  var profileIfAny: MemberProfile? { parts.profile }
  var translations: Translations { parts.translations }
  // A row has the texts of the default language.
  var fallback: Fallback? { nil }
  var countyLanguage: String? { nil }
  var areaLanguage: String? { nil }
  var imageIfAny: Image? { parts.image }

  func withText(_ text: MemberText, _ body: (Span<UInt8>) -> Void) {
    guard let (bytes, range) = place(of: text) else { return }
    body(bytes.span.extracting(range))
  }

  private func place(of text: MemberText) -> (bytes: [UInt8], range: Text)? {
    switch text {
    case .kind: (parts.kind, parts.kind.indices)
    case .countySlug: parts.area?.county.map { ($0.slug, $0.slug.indices) }
    case .countyName: parts.area?.county.map { ($0.name, $0.name.indices) }
    case .areaSlug: parts.area.map { ($0.slug, $0.slug.indices) }
    case .areaName: parts.area.map { ($0.name, $0.name.indices) }
    case .areaKind: parts.area.map { ($0.kind, $0.kind.indices) }
    default: parts.texts[text.rawValue].map { (parts.bytes, $0) }
    }
  }

  func forEachFocusArea(_ body: (Span<UInt8>) -> Void) {
    let bytes = parts.bytes
    for area in parts.focusAreas { body(bytes.span.extracting(area)) }
  }

  func forEachFact(_ body: (_ label: Span<UInt8>, _ text: Span<UInt8>) -> Void) {
    let bytes = parts.bytes
    for fact in parts.facts { body(bytes.span.extracting(fact.label), bytes.span.extracting(fact.text)) }
  }

  func forEachAreaAround(_ body: (Span<UInt8>) -> Void) {
    for slug in parts.area?.within ?? [] { body(slug.span) }
  }

  func forEachTopic(
    _ body: (
      _ slug: Span<UInt8>, _ name: Span<UInt8>, _ kind: Span<UInt8>, TopicRelation, _ language: String?
    ) -> Void
  ) {
    for (topic, relation) in parts.topics {
      let bytes = topic.bytes
      body(
        bytes.span.extracting(topic.slug), bytes.span.extracting(topic.name),
        bytes.span.extracting(topic.kind), relation, nil)
    }
  }
}
