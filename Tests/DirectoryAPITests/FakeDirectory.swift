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
    var revision = Revision(number: 7, changedAt: FakeDirectory.changedAt)
    /// Thrown by every question, while set.
    var failure: DirectoryError?
    var questions = 0
    var refreshes = 0
  }

  private let state = Mutex(State())

  var revisionNumber: UInt64 { state.withLock { $0.revision.number } }
  /// How many questions readers have been asked.
  var questions: Int { state.withLock { $0.questions } }
  var refreshes: Int { state.withLock { $0.refreshes } }

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
  func export() throws(DirectoryError) -> DirectoryDocument { throw .readOnly }
}

final class FakeReader: DirectoryReader {
  let store: FakeStore

  init(store: FakeStore) { self.store = store }

  func revision() throws(DirectoryError) -> Revision { try store.ask { $0.revision } }
  func check() throws(DirectoryError) { try store.ask { _ in } }

  func members(_ query: MemberQuery) throws(DirectoryError) -> Page<Member> {
    try store.ask { state throws(DirectoryError) in
      try Self.require(query.kind, "kind", among: ["county", "municipality", "university"])
      try Self.require(query.county, "county", among: ["innlandet", "viken"])
      try Self.require(query.topic, "topic", among: state.topics.map(\.slug).sorted())
      let found = state.members.filter { member in
        (query.kind == nil || member.kind == query.kind)
          && (query.county == nil || member.county?.slug == query.county)
          && (query.topic == nil || member.topics.contains { $0.slug == query.topic })
      }
      let list = Cursor.fingerprint("members", query.kind, query.county, query.topic)
      return try Self.page(found, list: list, limit: query.limit, after: query.after)
    }
  }

  func member(slug: String) throws(DirectoryError) -> Member? {
    try store.ask { $0.members.first { $0.slug == slug } }
  }

  func topics(_ query: TopicQuery) throws(DirectoryError) -> Page<Topic> {
    try store.ask { state throws(DirectoryError) in
      try Self.require(query.kind, "kind", among: TopicKind.all)
      return try Self.page(
        state.topics.filter { query.kind == nil || $0.kind == query.kind },
        list: Cursor.fingerprint("topics", query.kind), limit: query.limit, after: query.after)
    }
  }

  func topic(slug: String) throws(DirectoryError) -> Topic? {
    try store.ask { $0.topics.first { $0.slug == slug } }
  }

  func contacts(limit: Int, after: Cursor?) throws(DirectoryError) -> Page<Contact> {
    try store.ask { state throws(DirectoryError) in
      try Self.page(state.contacts, list: Cursor.fingerprint("contacts"), limit: limit, after: after)
    }
  }

  func contact(id: String) throws(DirectoryError) -> Contact? {
    try store.ask { $0.contacts.first { $0.id == id } }
  }

  func offices(limit: Int, after: Cursor?) throws(DirectoryError) -> Page<Office> {
    try store.ask { state throws(DirectoryError) in
      try Self.page(state.offices, list: Cursor.fingerprint("offices"), limit: limit, after: after)
    }
  }

  func office(id: String) throws(DirectoryError) -> Office? {
    try store.ask { $0.offices.first { $0.id == id } }
  }

  func organisation() throws(DirectoryError) -> Organisation? { try store.ask { $0.organisation } }

  func vocabulary(_ vocabulary: Vocabulary) throws(DirectoryError) -> [String] {
    try store.ask { state in
      switch vocabulary {
      case .memberKinds: ["county", "municipality", "university"]
      case .counties: ["innlandet", "viken"]
      case .topics: state.topics.map(\.slug).sorted()
      case .topicKinds: TopicKind.all
      }
    }
  }

  private static func require(
    _ value: String?, _ parameter: String, among values: [String]
  ) throws(DirectoryError) {
    guard let value, !values.contains(value) else { return }
    throw .unknownValue(
      parameter: parameter, value: value, nearest: NearestValues.nearest(to: value, among: values))
  }

  private static func page<Item>(
    _ items: [Item], list: UInt64, limit: Int, after: Cursor?
  ) throws(DirectoryError) -> Page<Item> {
    var start = 0
    if let after {
      guard after.list == list else { throw .invalidCursor }
      start = Int(after.id)
    }
    let end = min(start + limit, items.count)
    return Page(
      items: Array(items[start..<end]), total: items.count,
      next: end < items.count ? Cursor(list: list, id: Int64(end), key: []) : nil)
  }
}
