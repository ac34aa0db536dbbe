internal import Directory

enum AreaJSON {
  /// The names of all fields that `write` can write.
  static let fields =
    ["slug", "name", "shortName", "kind", "code", "parent", "order", "links"] + JSONWriter.languageFields

  /// Writes an area or a county. A county has the same links wherever it is shown.
  static func write(_ area: DirectoryDocument.Area, to json: inout JSONWriter) {
    json.field("slug", area.slug)
    json.field("name", area.name)
    json.field("shortName", area.shortName)
    json.field("kind", area.kind)
    json.field("code", area.code)
    json.field("parent", area.parent)
    if let order = area.order { json.field("order", order) }
    json.object("links") { links in
      links.field("self", Links.record(area.record.key))
      links.field("members", "/members?\(area.isCounty ? "county" : "area")=\(area.slug)")
      links.field("parent", area.parent.map(Links.area))
    }
    json.languages(of: area)
  }
}
