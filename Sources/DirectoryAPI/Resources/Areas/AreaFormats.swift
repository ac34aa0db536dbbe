internal import Directory

enum AreaFormats {
  static let areas = presentation("areas", of: .area, columns: own + more)
  static let counties = presentation(
    "counties", of: .county, columns: own + more.filter { $0.name != "kind" })

  private static func presentation(
    _ name: StaticString, of type: RecordType, columns: [RecordPresentation<DirectoryDocument.Area>.Column]
  ) -> RecordPresentation<DirectoryDocument.Area> {
    RecordPresentation(
      name, of: type, typicalBytes: 256, json: { AreaJSON.write($0, to: &$1) }, record: \.record,
      columns: columns,
      linkedData: { area, source, json in
        json.field("@type", area.kind == DirectoryDocument.Area.country ? "Country" : "AdministrativeArea")
        json.field("@id", source.id(Links.record(area.record.key)))
        json.field("name", area.name)
        json.field("alternateName", area.shortName == area.name ? nil : area.shortName)
        if let parent = area.parent {
          let link = source.counties.contains(parent) ? Links.county(parent) : Links.area(parent)
          json.object("containedInPlace") { $0.field("@id", source.id(link)) }
        }
      })
  }

  private static let own: [RecordPresentation<DirectoryDocument.Area>.Column] = [
    .init("slug") { .text($0.slug) }, .init("name") { .text($0.name) },
    .init("shortName") { .text($0.shortName) },
  ]

  private static let more: [RecordPresentation<DirectoryDocument.Area>.Column] = [
    .init("kind") { .text($0.kind) }, .init("code") { .text($0.code) }, .init("parent") { .text($0.parent) },
    .init("order") { .number($0.order) },
  ]
}
