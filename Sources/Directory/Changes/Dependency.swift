/// One thing on which an answer depends and that a commit can change. It is a number, so that caches compare
/// and keep it cheaply. If two things have the same number, an answer is made again without need.
package struct Dependency: Hashable, Sendable {
  package let code: UInt64

  private init(_ code: UInt64) { self.code = code }

  /// Every commit changes it.
  package static let anything = Dependency(1)
  /// Which members there are, how they are sorted, and all by which they are filtered and counted. What else
  /// a list shows of a member is that member's record.
  package static let memberList = Dependency(2)
  /// Contacts and offices: which there are, and everything in them.
  package static let people = Dependency(3)
  /// The words that a search finds.
  package static let words = Dependency(4)
  /// The history of records.
  package static let history = Dependency(5)
  /// Becomes true when the revision has a date. No commit changes it.
  package static let date = Dependency(6)

  /// What one published record says, apart from its texts in other languages.
  package static func record(_ type: RecordType, _ slug: String) -> Dependency {
    record(type, slug.utf8.span)
  }

  /// What one published record says, apart from its texts in other languages.
  package static func record(_ type: RecordType, _ slug: Span<UInt8>) -> Dependency {
    Dependency(hash(type, slug, seed: 0xCBF2_9CE4_8422_2325))
  }

  /// The texts of one record in other languages.
  package static func translations(of type: RecordType, _ slug: String) -> Dependency {
    Dependency(hash(type, slug.utf8.span, seed: 0x8422_2325_CBF2_9CE4))
  }

  /// The hash FNV-1a.
  private static func hash(_ type: RecordType, _ slug: Span<UInt8>, seed: UInt64) -> UInt64 {
    var hash = seed
    for byte in type.rawValue.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    // No UTF-8 has this byte.
    hash = (hash ^ 0xFF) &* 0x100_0000_01B3
    for index in slug.indices { hash = (hash ^ UInt64(slug[index])) &* 0x100_0000_01B3 }
    return hash
  }
}

/// All on which an answer depends.
package struct Dependencies: Sendable, Equatable {
  package private(set) var all: [Dependency]

  /// - Parameter all: each once.
  package init(_ all: [Dependency]) { self.all = all }

  /// Those of an answer of which nothing is known.
  package static let everything = Dependencies([.anything])

  package mutating func add(_ dependency: Dependency) {
    if !all.contains(dependency) { all.append(dependency) }
  }

  /// Reports whether an answer with these dependencies may be another one now than at an earlier number.
  package func areTouched(by news: RecentChanges, since earlier: UInt64) -> Bool {
    guard news.number != earlier else { return false }
    return news.changes.isEverything
      || all.contains { $0 == .anything || news.changes.dependencies.contains($0) }
  }
}
