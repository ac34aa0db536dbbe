import Directory
import DirectorySQLite
import TestSupport
import Testing

@Suite("Matching") struct MatchTests {
  private let folder: TemporaryFolder
  private let reader: any DirectoryReader
  private let document: DirectoryDocument

  init() throws {
    folder = try TemporaryFolder()
    let store = try SQLiteDirectoryStore(path: folder.file("directory.sqlite"))
    var document = GeneratedDirectory.document(members: 120)
    for index in document.members.indices where index % 13 == 4 {
      document.members[index].left = "2022-01-01"
    }
    try store.load(document)
    self.document = document
    reader = try store.makeReader()
  }

  private struct Expected {
    var member: DirectoryDocument.Member
    var reasons: [String]
    var rank: [Double]
  }

  /// Returns the topics that count, each with its nearest relation to a requested topic, in the order of the
  /// reasons.
  private func wanted(_ query: MatchQuery) -> [(slug: String, relation: Match.Reason.Relation, asked: String)]
  {
    let own = document.members.first { $0.slug == query.with }?.topicSlugs ?? []
    let asked = document.topics.filter { (query.topics + query.programmes + own).contains($0.slug) }
    var wanted = asked.map { (slug: $0.slug, relation: Match.Reason.Relation.same, asked: $0.slug) }
    for topic in asked {
      for narrower in document.topics where narrower.broader == topic.slug {
        wanted.append((narrower.slug, .narrower, topic.slug))
      }
    }
    for topic in asked {
      if let broader = topic.broader { wanted.append((broader, .broader, topic.slug)) }
    }
    var seen: Set<String> = []
    return wanted.filter { seen.insert($0.slug).inserted }
  }

  /// Returns the relation of a member to a topic. A topic that the query names counts as one to work with.
  private func relation(of member: String?, to topic: String) -> TopicRelation {
    let topics = document.members.first { $0.slug == member }?.topics
    return topics?.first { $0.slug == topic }?.relation ?? .worksWith
  }

  private func expected(_ query: MatchQuery) -> [Expected] {
    let wanted = wanted(query)
    let present = document.members.filter { $0.left == nil }
    return present.filter { member in
      member.slug != query.with
        && query.clauses.allSatisfy {
          if case .values(let values) = $0.condition { values.contains(member.kind) } else { false }
        }
    }.compactMap { member in
      let shared = wanted.filter { member.topicSlugs.contains($0.slug) }
      guard !shared.isEmpty else { return nil }
      let rarity = shared.map { topic in
        1 / Double(max(1, present.count { $0.topicSlugs.contains(topic.slug) }))
      }
      let pairs = shared.filter { $0.relation == .same }.map { topic in
        "\(relation(of: query.with, to: topic.slug)) \(relation(of: member.slug, to: topic.slug))"
      }
      let rank = [
        Double(pairs.count { ["worksWith interestedIn", "interestedIn worksWith"].contains($0) }),
        Double(pairs.count { $0 == "worksWith worksWith" }), Double(pairs.count), Double(shared.count),
        rarity.reduce(0, +),
      ]
      let reasons = shared.map { topic in
        let relations = (relation(of: member.slug, to: topic.slug), relation(of: query.with, to: topic.asked))
        return "\(topic.slug) \(topic.relation) \(topic.asked) \(relations.0) \(relations.1)"
      }
      return Expected(member: member, reasons: reasons, rank: rank)
    }.sorted { left, right in
      for (one, other) in zip(left.rank, right.rank) where abs(one - other) > 1e-9 { return one > other }
      return CollationKey.make(left.member.shortName)
        .lexicographicallyPrecedes(CollationKey.make(right.member.shortName))
    }
  }

  private static let queries = [
    MatchQuery(topics: ["topic-0"]), MatchQuery(topics: ["topic-4", "topic-13"]),
    MatchQuery(topics: ["topic-5"]),
    MatchQuery(programmes: ["topic-2"]), MatchQuery(topics: ["topic-13"], programmes: ["topic-26"]),
    MatchQuery(with: "member-77"), MatchQuery(topics: ["topic-9"], with: "member-30"),
    MatchQuery(topics: ["topic-0"], clauses: [Clause("kind", "county")]),
    MatchQuery(with: "member-77", clauses: [Clause("kind", "municipality")], limit: 3),
    MatchQuery(topics: ["topic-0"], limit: 0), MatchQuery(topics: ["topic-0"], limit: 1000), MatchQuery(),
  ]

  @Test(
    "ranks members by the topics that complement the request, then by those that both work with, then by all",
    arguments: queries)
  func ranking(query: MatchQuery) throws {
    let expected = expected(query)
    let page = try reader.match(query)
    #expect(page.total == expected.count)
    let limit = min(max(query.limit, 0), SearchLimit.maximum)
    #expect(page.matches.map(\.member.slug) == expected.prefix(limit).map(\.member.slug))
    for (match, expected) in zip(page.matches, expected) {
      let reasons = match.reasons.map {
        "\($0.topic.slug) \($0.relation) \($0.asked) \($0.memberRelation) \($0.askedRelation)"
      }
      #expect(reasons == expected.reasons)
    }
  }

  @Test(
    "refuses a topic, programme or member that doesn't exist, and a programme that is another kind of topic")
  func unknown() {
    #expect(
      throws: DirectoryError.unknownValue(
        parameter: "topic", value: "topic_0", nearest: ["topic-0", "topic-1", "topic-10"])
    ) {
      try reader.match(MatchQuery(topics: ["topic_0"]))
    }
    #expect(
      throws: DirectoryError.unknownValue(
        parameter: "with", value: "member_77", nearest: ["member-77", "member-17", "member-27"])
    ) {
      try reader.match(MatchQuery(with: "member_77"))
    }
    let error = #expect(throws: DirectoryError.self) { try reader.match(MatchQuery(programmes: ["topic-0"])) }
    guard case .unknownValue("programme", "topic-0", let nearest) = error else { return }
    let programmes = document.topics.filter { $0.kind == Kind.programme }.map(\.slug)
    #expect(!nearest.isEmpty && nearest.allSatisfy(programmes.contains))
  }
}
