import Directory
import Synchronization

/// A directory in memory: five members, four topics. What a test changes in it, its readers see at once.
final class FakeStore: DirectoryStore {
  struct State: Sendable {
    var members = FakeDirectory.members
    var topics = FakeDirectory.topics
    var contacts = FakeDirectory.contacts
    var offices = FakeDirectory.offices
    var organisation: Organisation? = FakeDirectory.organisation
    var formerSlugs: [FormerSlug] = []
    var revision = Revision(number: 7, changedAt: FakeDirectory.changedAt)
    /// Thrown by every question, while set.
    var failure: DirectoryError?
    var questions = 0
    var refreshes = 0
    /// What readers did: "hold", "release".
    var holding: [String] = []
    var tokens: [Token] = []
    var tokenLookups = 0
  }

  private let state = Mutex(State())

  var revisionNumber: UInt64 { state.withLock { $0.revision.number } }
  /// How many questions readers have been asked.
  var questions: Int { state.withLock { $0.questions } }
  var refreshes: Int { state.withLock { $0.refreshes } }
  var holding: [String] { state.withLock { $0.holding } }
  var tokenLookups: Int { state.withLock { $0.tokenLookups } }
  func token(digest: [UInt8]) -> Token? {
    state.withLock { state in
      state.tokenLookups += 1
      return state.tokens.first { $0.digest == digest }
    }
  }
  func note(_ what: String) { state.withLock { $0.holding.append(what) } }

  func change(_ body: (inout State) -> Void) {
    state.withLock {
      body(&$0)
      $0.revision.number += 1
      $0.revision.changedAt += 60
    }
  }

  func fail(with error: DirectoryError?) { state.withLock { $0.failure = error } }

  func ask<Answer: Sendable>(
    _ question: (State) throws(DirectoryError) -> Answer
  ) throws(DirectoryError) -> Answer {
    let now = state.withLock { state in
      state.questions += 1
      return state
    }
    if let failure = now.failure { throw failure }
    return try question(now)
  }

  func makeReader() throws(DirectoryError) -> any DirectoryReader { FakeReader(store: self) }
  func refreshRevision() { state.withLock { $0.refreshes += 1 } }
  func isEmpty() throws(DirectoryError) -> Bool { false }
  func load(_ document: DirectoryDocument) throws(DirectoryError) { throw .notEmpty }
  func export(_ type: RecordType?, to receive: (ExportItem) -> Bool) throws(DirectoryError) {
    throw .readOnly
  }
}

final class FakeReader: DirectoryReader {
  let store: FakeStore

  init(store: FakeStore) { self.store = store }

  func revision() throws(DirectoryError) -> Revision { try store.ask { $0.revision } }
  func check() throws(DirectoryError) { try store.ask { _ in } }

  func members(_ query: ListQuery) throws(DirectoryError) -> Page<Member> {
    try store.ask { state throws(DirectoryError) in
      try self.page(state.members, query, of: .members) { member, field in
        switch field {
        case "kind": [member.kind]
        case "county": [member.county?.slug].compactMap { $0 }
        case "topic": member.topics.map(\.slug)
        default: [member.slug]
        }
      }
    }
  }

  func withMembers(
    _ query: ListQuery, _ body: (any MemberContent) -> Void
  ) throws(DirectoryError) -> Page<Never> {
    let page = try members(query)
    for member in page.items { body(member) }
    return Page(items: [], total: page.total, next: page.next, facets: page.facets)
  }

  func withMember(slug: String, _ body: (any MemberContent) -> Void) throws(DirectoryError) -> Bool {
    guard let member = try store.ask({ $0.members.first { $0.slug == slug } }) else { return false }
    body(member)
    return true
  }

  func topics(_ query: ListQuery) throws(DirectoryError) -> Page<Topic> {
    try store.ask { state throws(DirectoryError) in
      try self.page(state.topics, query, of: .topics) { topic, field in
        switch field {
        case "kind": [topic.kind]
        case "broader": [topic.broader?.slug].compactMap { $0 }
        case "member":
          state.members.filter { $0.topics.contains { $0.slug == topic.slug } }.map(\.slug)
        default: [topic.slug]
        }
      }
    }
  }

  func topic(slug: String) throws(DirectoryError) -> Topic? {
    try store.ask { $0.topics.first { $0.slug == slug } }
  }

  func contacts(_ query: ListQuery) throws(DirectoryError) -> Page<Contact> {
    try store.ask { state throws(DirectoryError) in
      try self.page(state.contacts, query, of: .contacts) { contact, field in
        field == "office" ? [contact.office?.id].compactMap { $0 } : [contact.id]
      }
    }
  }

  func contact(id: String) throws(DirectoryError) -> Contact? {
    try store.ask { $0.contacts.first { $0.id == id } }
  }

  func offices(_ query: ListQuery) throws(DirectoryError) -> Page<Office> {
    try store.ask { state throws(DirectoryError) in
      try self.page(state.offices, query, of: .offices) { office, _ in [office.id] }
    }
  }

  func office(id: String) throws(DirectoryError) -> Office? {
    try store.ask { $0.offices.first { $0.id == id } }
  }

  func former(_ type: FormerSlug.Kind, slug: String) throws(DirectoryError) -> FormerSlug? {
    try store.ask { $0.formerSlugs.first { $0.type == type && $0.slug == slug } }
  }

  func consistently<Answer>(
    _ body: () throws(DirectoryError) -> Answer
  ) throws(DirectoryError) -> Answer { try body() }

  func hold() throws(DirectoryError) { store.note("hold") }
  func release() { store.note("release") }

  func formerSlugs() throws(DirectoryError) -> [FormerSlug] { try store.ask { $0.formerSlugs } }

  func match(_ query: MatchQuery) throws(DirectoryError) -> MatchPage {
    try store.ask { state in
      let matches = state.members.filter { member in member.topics.contains { query.topics.contains($0.slug) }
      }
      return MatchPage(matches: matches.map { Match(member: $0, reasons: []) }, total: matches.count)
    }
  }

  func organisation() throws(DirectoryError) -> Organisation? { try store.ask { $0.organisation } }

  func vocabulary(_ vocabulary: Vocabulary) throws(DirectoryError) -> [String] {
    try store.ask { state in
      switch vocabulary {
      case .memberKinds: ["county", "municipality", "university"]
      case .counties: ["innlandet", "viken"]
      case .topics: state.topics.map(\.slug).sorted()
      case .topicKinds: TopicKind.all
      case .programmes: state.topics.filter { $0.kind == "programme" }.map(\.slug)
      case .members: state.members.map(\.slug).sorted()
      case .contacts: state.contacts.map(\.id).sorted()
      case .offices: state.offices.map(\.id).sorted()
      case .countries: Set(state.offices.map(\.country)).sorted()
      case .cities: Set(state.offices.map(\.city)).sorted()
      }
    }
  }

  /// Any of a clause's values, all clauses; what orders and counts is the store's own and tested there.
  private func page<Item>(
    _ items: [Item], _ query: ListQuery, of list: DirectoryList, values: (Item, String) -> [String]
  ) throws(DirectoryError) -> Page<Item> {
    var found = items
    for clause in query.clauses {
      guard case .values(let wanted) = clause.condition,
        case .values(let vocabulary) = list.field(clause.field, for: .filter)?.kind
      else { continue }
      let known = try self.vocabulary(vocabulary)
      for value in wanted where !known.contains(value) {
        throw .unknownValue(
          parameter: clause.field, value: value, nearest: NearestValues.nearest(to: value, among: known))
      }
      found = found.filter { item in
        values(item, clause.field).contains(where: wanted.contains) != clause.isExcluding
      }
    }
    return try Self.page(
      found, list: Cursor.fingerprint([list.rawValue] + query.clauses.map { "\($0)" }), limit: query.limit,
      after: query.after)
  }

  private static func page<Item>(
    _ items: [Item], list: UInt64, limit: Int, after: Cursor?
  ) throws(DirectoryError) -> Page<Item> {
    var start = 0
    if let after {
      guard after.list == list else { throw .invalidCursor }
      start = min(Int(after.id), items.count)
    }
    let end = min(start + limit, items.count)
    return Page(
      items: Array(items[start..<end]), total: items.count,
      next: end < items.count ? Cursor(list: list, id: Int64(end), key: []) : nil)
  }
}
