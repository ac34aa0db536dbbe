/// A slug, or a code, that stood for something once: a county that was split, a municipality that got
/// another name, a record that was taken away.
package struct FormerSlug: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    case member, topic, contact, office, county
  }

  package var type: Kind
  package var slug: String
  package var name: String?
  /// The last day on which it stood for it, `YYYY-MM-DD`.
  package var until: String?
  /// Slugs of what took its place: one after a change of name or a merger, several after a split, none where
  /// it is gone.
  package var successors: [String]

  package init(
    type: Kind, slug: String, name: String? = nil, until: String? = nil, successors: [String] = []
  ) {
    self.type = type
    self.slug = slug
    self.name = name
    self.until = until
    self.successors = successors
  }
}
