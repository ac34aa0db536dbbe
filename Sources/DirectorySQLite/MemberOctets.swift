internal import Directory
internal import SQLite

/// One member as the rows of its statements say it: the octets of its texts one after another, in a buffer that
/// the next member takes over, so that reading one allocates nothing. Filled by `Connection.read`.
final class MemberOctets: MemberContent {
  private typealias Text = Range<Int>

  private struct Topic {
    let key, slug, name, kind: Text
  }

  private struct Parts {
    var octets: [UInt8] = []
    var texts: [Text?] = Array(repeating: nil, count: MemberText.allCases.count)
    var focusAreas: [Text] = []
    var facts: [(label: Text, text: Text)] = []
    var topics: [Topic] = []
    var population: Population?
    var isCountyMember = false
  }

  private var parts = Parts()

  // MARK: Filling

  /// Forgets what it held. `row` is one of `Connection.memberColumns`.
  func take(_ row: borrowing Row) {
    forget()
    for text in MemberText.allCases { take(text, row) }
    takePopulation(row)
    parts.isCountyMember = row.boolean(13)
  }

  /// Forgets what it held. `row` is that of `Connection.ownBySlug`; kind, county and topics, which are ids there, are
  /// added by `refer`.
  func takeOwn(_ row: borrowing Row) {
    forget()
    for text in Self.ownTexts { take(text, row) }
    takePopulation(row)
  }

  private static let ownTexts: [MemberText] = [
    .slug, .name, .shortName, .summary, .joined, .left, .imageCredit,
  ]

  private func forget() {
    parts.octets.removeAll(keepingCapacity: true)
    parts.focusAreas.removeAll(keepingCapacity: true)
    parts.facts.removeAll(keepingCapacity: true)
    parts.topics.removeAll(keepingCapacity: true)
    for index in parts.texts.indices { parts.texts[index] = nil }
    parts.isCountyMember = false
  }

  private func take(_ text: MemberText, _ row: borrowing Row) {
    let column = Self.column(of: text)
    if !row.isNull(column) { parts.texts[text.rawValue] = add(row, column) }
  }

  private func takePopulation(_ row: borrowing Row) {
    parts.population = row.optionalInteger(6).map {
      Population(value: Int($0), approximate: row.boolean(7))
    }
  }

  func refer(toKind slug: [UInt8]) { parts.texts[MemberText.kind.rawValue] = add(slug) }

  func refer(to county: ReferredRows.County) {
    parts.texts[MemberText.countySlug.rawValue] = add(county.slug)
    parts.texts[MemberText.countyName.rawValue] = add(county.name)
    parts.isCountyMember = county.isMember
  }

  func refer(to topic: ReferredRows.Topic) {
    let start = add(topic.octets).lowerBound
    func moved(_ range: Text) -> Text { range.lowerBound + start..<range.upperBound + start }
    parts.topics.append(
      Topic(
        key: moved(topic.key), slug: moved(topic.slug), name: moved(topic.name), kind: moved(topic.kind)))
  }

  private func add(_ octets: [UInt8]) -> Text {
    let start = parts.octets.count
    parts.octets += octets
    return start..<parts.octets.count
  }

  private static func column(of text: MemberText) -> Int32 {
    switch text {
    case .slug: 1
    case .kind: 2
    case .name: 3
    case .shortName: 4
    case .summary: 5
    case .joined: 8
    case .left: 9
    case .imageCredit: 10
    case .countySlug: 11
    case .countyName: 12
    }
  }

  /// Of `MemberRelations.focusAreas`.
  func addFocusArea(_ row: borrowing Row) { parts.focusAreas.append(add(row, 1)) }

  /// Of `MemberRelations.facts`.
  func addFact(_ row: borrowing Row) { parts.facts.append((add(row, 1), add(row, 2))) }

  /// Of `MemberRelations.topics`.
  func addTopic(_ row: borrowing Row) {
    parts.topics.append(
      Topic(
        key: row.append(blob: 4, to: &parts.octets), slug: add(row, 1), name: add(row, 2), kind: add(row, 3)))
  }

  /// Sorted here: a handful a member, for which SQLite would set up a sorter.
  func sortTopics() {
    let octets = parts.octets
    parts.topics.sort {
      let keys = (octets[$0.key], octets[$1.key])
      if keys.0.lexicographicallyPrecedes(keys.1) { return true }
      return keys.0 == keys.1 && octets[$0.slug].lexicographicallyPrecedes(octets[$1.slug])
    }
  }

  private func add(_ row: borrowing Row, _ column: Int32) -> Text {
    row.append(text: column, to: &parts.octets)
  }

  // MARK: What it says

  var isCountyMember: Bool { parts.isCountyMember }
  var population: Population? { parts.population }
  var focusAreaCount: Int { parts.focusAreas.count }
  var factCount: Int { parts.facts.count }

  func withText(_ text: MemberText, _ body: (Span<UInt8>) -> Void) {
    guard let range = parts.texts[text.rawValue] else { return }
    let octets = parts.octets
    body(octets.span.extracting(range))
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
    let octets = parts.octets
    for topic in parts.topics {
      body(
        octets.span.extracting(topic.slug), octets.span.extracting(topic.name),
        octets.span.extracting(topic.kind))
    }
  }
}
