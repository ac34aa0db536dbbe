/// One write to a former slug.
package struct FormerSlugRevision: Sendable, Equatable {
  package var type: FormerSlug.Kind
  package var slug: String
  /// Unix seconds.
  package var at: Int64
  package var author: String
  /// The former slug before the write; nil if there was none.
  package var before: FormerSlug?
  /// The former slug after the write; nil if the write removed it.
  package var after: FormerSlug?
  /// The import that the write was part of.
  package var batch: Int64?

  package init(
    type: FormerSlug.Kind, slug: String, at: Int64, author: String, before: FormerSlug?, after: FormerSlug?,
    batch: Int64?
  ) {
    self.type = type
    self.slug = slug
    self.at = at
    self.author = author
    self.before = before
    self.after = after
    self.batch = batch
  }

  /// The key of the record that had the slug.
  var key: RecordKey? { type.key(slug) }
}
