/// The organisation that publishes the directory.
package struct Organisation: Sendable, Equatable {
  package var name: String
  package var shortName: String?
  package var region: String
  package var summary: String
  package var copyrightYear: Int
  /// The languages of the texts in the directory. The first is the default language, in which the fields of
  /// records are. Empty if the directory declares none.
  package var languages: [String] = []
  /// The language by whose alphabet lists are sorted; nil for the default language.
  package var collation: String?
  /// Words that search takes for one another, in groups: `helse`, `health`.
  package var synonyms: [[String]] = []
  package var logo: Image?
  package var translations = Translations.none
  package var fallback: Fallback?

  package init(name: String, shortName: String?, region: String, summary: String, copyrightYear: Int) {
    self.name = name
    self.shortName = shortName
    self.region = region
    self.summary = summary
    self.copyrightYear = copyrightYear
  }
}
