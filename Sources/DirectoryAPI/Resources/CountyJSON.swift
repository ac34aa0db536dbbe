internal import Directory

enum CountyJSON {
  /// The names of all fields that `write` writes.
  static let fields = ["slug", "name", "shortName", "links"]

  static func write(_ county: DirectoryDocument.County, to json: inout JSONWriter) {
    json.field("slug", county.slug)
    json.field("name", county.name)
    json.field("shortName", county.shortName)
    json.object("links") {
      $0.field("self", Links.county(county.slug))
      $0.field("members", "/members?county=\(county.slug)")
    }
  }
}
