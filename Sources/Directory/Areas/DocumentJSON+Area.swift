/// Areas as JSON.
extension DocumentJSON {
  static func area(_ fields: FieldReader) -> DirectoryDocument.Area {
    area(fields) { fields.string("kind") }
  }

  /// Reads a county, which needn't state its kind.
  static func county(_ fields: FieldReader) -> DirectoryDocument.Area {
    let county = DirectoryDocument.Area.county
    return area(fields) { fields.optionalValue("kind", of: "kind of county", among: [county]) ?? county }
  }

  private static func area(_ fields: FieldReader, kind: () -> String) -> DirectoryDocument.Area {
    let (slug, name) = (fields.string("slug"), fields.string("name"))
    var area = DirectoryDocument.Area(
      slug: slug, name: name, shortName: fields.optionalString("shortName") ?? name, kind: kind(),
      code: fields.optionalString("code"), parent: fields.optionalString("parent"),
      order: fields.optionalInteger("order"))
    area.translations = translations(fields, of: .area)
    return area
  }

  /// Returns the area. A county has no kind, since its list says so.
  static func json(_ area: DirectoryDocument.Area) -> JSONValue {
    object([
      "slug": .string(area.slug), "name": .string(area.name), "shortName": .string(area.shortName),
      "kind": area.isCounty ? nil : .string(area.kind), "code": string(area.code),
      "parent": string(area.parent), "order": area.order.map { .integer($0) },
      "translations": json(area.translations),
    ])
  }
}
