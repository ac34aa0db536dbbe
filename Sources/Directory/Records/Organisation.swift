/// The organisation that publishes the directory.
package struct Organisation: Sendable, Equatable {
  package var name: String
  package var shortName: String?
  package var region: String
  package var summary: String
  package var copyrightYear: Int

  package init(name: String, shortName: String?, region: String, summary: String, copyrightYear: Int) {
    self.name = name
    self.shortName = shortName
    self.region = region
    self.summary = summary
    self.copyrightYear = copyrightYear
  }
}
