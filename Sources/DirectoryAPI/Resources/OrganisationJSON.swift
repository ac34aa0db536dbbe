internal import Directory

enum OrganisationJSON {
  /// The names of all fields that `write` can write.
  static let fields =
    [
      "name", "shortName", "region", "summary", "copyrightYear", "languages", "collation", "synonyms",
      "logo", "links",
    ] + JSONWriter.languageFields

  static func write(_ organisation: Organisation, to json: inout JSONWriter) {
    json.field("name", organisation.name)
    json.field("shortName", organisation.shortName)
    json.field("region", organisation.region)
    json.field("summary", organisation.summary)
    json.field("copyrightYear", organisation.copyrightYear)
    if !organisation.languages.isEmpty {
      json.array("languages", organisation.languages) { $0.element($1) }
    }
    json.field("collation", organisation.collation)
    if !organisation.synonyms.isEmpty {
      json.array("synonyms", organisation.synonyms) { json, group in json.list(group) { $0.element($1) } }
    }
    if let logo = organisation.logo {
      json.object("logo") { PictureJSON.write(logo, of: .organisation, to: &$0) }
    }
    json.object("links") {
      $0.field("self", "/organisation")
      $0.field("members", "/members")
      $0.field("topics", "/topics")
      $0.field("contacts", "/contacts")
      $0.field("offices", "/offices")
    }
    json.languages(of: organisation)
  }
}
