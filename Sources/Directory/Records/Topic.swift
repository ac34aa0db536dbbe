/// What members work with: a theme, a funding programme, a network or an agenda.
package struct Topic: Sendable, Equatable {
  package var slug: String
  package var name: String
  /// One of `TopicKind.all`.
  package var kind: String
  package var summary: String
  /// The topic that plainly stands above this one.
  package var broader: TopicReference?
  /// Members that name this very topic; those of narrower topics are not counted in.
  package var memberCount: Int

  package init(
    slug: String, name: String, kind: String, summary: String, broader: TopicReference? = nil,
    memberCount: Int
  ) {
    self.slug = slug
    self.name = name
    self.kind = kind
    self.summary = summary
    self.broader = broader
    self.memberCount = memberCount
  }
}

package struct TopicReference: Sendable, Equatable {
  package var slug: String
  package var name: String
  package var kind: String

  package init(slug: String, name: String, kind: String) {
    self.slug = slug
    self.name = name
    self.kind = kind
  }
}

package enum TopicKind {
  /// A closed list, unlike member kinds: each needs words of its own in the API.
  package static let programme = "programme"
  package static let all = ["agenda", "network", "programme", "theme"]
}
