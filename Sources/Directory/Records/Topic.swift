/// A subject that members work with, such as a theme or a funding programme.
package struct Topic: Sendable, Equatable {
  package var slug: String
  package var name: String
  /// The slug of a topic kind.
  package var kind: String
  /// Empty if the topic has none.
  package var summary: String
  /// The topic of which this one is a part.
  package var broader: TopicReference?
  /// The number of members that name this topic; those that name only a narrower one aren't counted.
  package var memberCount: Int
  package var translations = Translations.none
  package var fallback: Fallback?

  package init(
    slug: String, name: String, kind: String, summary: String, broader: TopicReference?,
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
  /// The language of the name, if it should be in another one.
  package var language: String?

  package init(slug: String, name: String, kind: String) {
    self.slug = slug
    self.name = name
    self.kind = kind
  }
}
