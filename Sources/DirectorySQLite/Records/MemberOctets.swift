internal import Directory
internal import SQLite

/// One member as its row says it: the octets of its texts one after another, in a buffer that the next member takes
/// over, so that reading one allocates nothing; and what it refers to, from `ReferredRows`.
final class MemberOctets: MemberContent {
  private typealias Text = Range<Int>

  private struct Parts {
    var octets: [UInt8] = []
    var texts: [Text?] = Array(repeating: nil, count: MemberText.allCases.count)
    var focusAreas: [Text] = []
    var facts: [(label: Text, text: Text)] = []
    var topicIDs: [Int64] = []
    var population: Population?
    var kind: [UInt8] = []
    var county: ReferredRows.County?
    var topics: [ReferredRows.Topic] = []
  }

  private var parts = Parts()

  // MARK: Filling

  /// Takes over a row of `Connection.memberColumns`, and forgets what it held.
  func take(
    _ row: borrowing Row, referringTo referred: ReferredRows, in connection: Connection
  ) throws(DirectoryError) {
    parts.octets.removeAll(keepingCapacity: true)
    for text in MemberText.allCases {
      let column = Self.column(of: text)
      parts.texts[text.rawValue] = column.flatMap { row.isNull($0) ? nil : add(row, $0) }
    }
    parts.population = row.optionalInteger(6).map {
      Population(value: Int($0), approximate: row.boolean(7))
    }
    guard takeFocusAreas(row), takeFacts(row), takeTopicIDs(row) else {
      throw .damaged("the focus areas, facts or topics of the member \(row.text(1)) are not in their form")
    }
    parts.kind = try referred.kind(row.integer(2), in: connection) ?? []
    parts.county = try row.optionalInteger(11).flatMap { id throws(DirectoryError) in
      try referred.county(id, in: connection)
    }
    parts.topics.removeAll(keepingCapacity: true)
    for id in parts.topicIDs {
      if let topic = try referred.topic(id, in: connection) { parts.topics.append(topic) }
    }
    // A handful, for which SQLite would set up a sorter.
    if parts.topics.count > 1 { parts.topics.sort { $0.precedes($1) } }
  }

  /// Of what the member says itself.
  private static func column(of text: MemberText) -> Int32? {
    switch text {
    case .slug: 1
    case .name: 3
    case .shortName: 4
    case .summary: 5
    case .joined: 8
    case .left: 9
    case .imageCredit: 10
    case .kind, .countySlug, .countyName: nil
    }
  }

  private func takeFocusAreas(_ row: borrowing Row) -> Bool {
    parts.focusAreas.removeAll(keepingCapacity: true)
    let range = add(row, 12)
    let octets = parts.octets
    var json = StoredJSON(octets, range)
    return json.forEachText { text in
      guard let area = place(text, of: octets) else { return false }
      parts.focusAreas.append(area)
      return true
    }
  }

  private func takeFacts(_ row: borrowing Row) -> Bool {
    parts.facts.removeAll(keepingCapacity: true)
    let range = add(row, 13)
    let octets = parts.octets
    var json = StoredJSON(octets, range)
    return json.forEachFact { label, text in
      guard let label = place(label, of: octets), let text = place(text, of: octets) else { return false }
      parts.facts.append((label, text))
      return true
    }
  }

  private func takeTopicIDs(_ row: borrowing Row) -> Bool {
    parts.topicIDs.removeAll(keepingCapacity: true)
    let range = add(row, 14)
    var json = StoredJSON(parts.octets, range)
    return json.forEachInteger { parts.topicIDs.append($0) }
  }

  private func add(_ row: borrowing Row, _ column: Int32) -> Text {
    row.append(text: column, to: &parts.octets)
  }

  /// Where it lies in `octets`, the buffer as it was; what has escapes is added to the buffer without them.
  private func place(_ text: StoredJSON.Text, of octets: [UInt8]) -> Text? {
    guard text.hasEscapes else { return text.range }
    guard let unescaped = text.unescaped(in: octets) else { return nil }
    let start = parts.octets.count
    parts.octets += unescaped
    return start..<parts.octets.count
  }

  // MARK: What it says

  var isCountyMember: Bool { parts.county?.isMember ?? false }
  var population: Population? { parts.population }
  var focusAreaCount: Int { parts.focusAreas.count }
  var factCount: Int { parts.facts.count }

  func withText(_ text: MemberText, _ body: (Span<UInt8>) -> Void) {
    guard let (octets, range) = place(of: text) else { return }
    body(octets.span.extracting(range))
  }

  private func place(of text: MemberText) -> (octets: [UInt8], range: Text)? {
    switch text {
    case .kind: (parts.kind, parts.kind.indices)
    case .countySlug: parts.county.map { ($0.slug, $0.slug.indices) }
    case .countyName: parts.county.map { ($0.name, $0.name.indices) }
    default: parts.texts[text.rawValue].map { (parts.octets, $0) }
    }
  }

  func forEachFocusArea(_ body: (Span<UInt8>) -> Void) {
    let octets = parts.octets
    for area in parts.focusAreas { body(octets.span.extracting(area)) }
  }

  func forEachFact(_ body: (_ label: Span<UInt8>, _ text: Span<UInt8>) -> Void) {
    let octets = parts.octets
    for fact in parts.facts { body(octets.span.extracting(fact.label), octets.span.extracting(fact.text)) }
  }

  func forEachTopic(_ body: (_ slug: Span<UInt8>, _ name: Span<UInt8>, _ kind: Span<UInt8>) -> Void) {
    for topic in parts.topics {
      let octets = topic.octets
      body(
        octets.span.extracting(topic.slug), octets.span.extracting(topic.name),
        octets.span.extracting(topic.kind))
    }
  }
}
