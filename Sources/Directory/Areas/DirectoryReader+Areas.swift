extension DirectoryReader {
  /// Returns all counties, by slug.
  package func counties() throws(DirectoryError) -> [DirectoryDocument.Area] {
    try areas().filter(\.isCounty)
  }

  /// Returns what became of a slug of the vocabulary; nil if it isn't a former one.
  package func former(
    _ vocabulary: Vocabulary, slug: String
  ) throws(DirectoryError) -> FormerSlug? {
    for kind in vocabulary.formerKinds {
      if let former = try former(kind, slug: slug) { return former }
    }
    return nil
  }
}
