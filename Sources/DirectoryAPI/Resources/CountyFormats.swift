internal import Directory

enum CountyFormats {
  static let presentation = RecordPresentation<DirectoryDocument.County>(
    "counties", typicalBytes: 256, json: { CountyJSON.write($0, to: &$1) }, record: { .county($0) },
    columns: [
      .init("slug") { .text($0.slug) }, .init("name") { .text($0.name) },
      .init("shortName") { .text($0.shortName) },
    ],
    linkedData: { county, source, json in
      json.field("@type", "AdministrativeArea")
      json.field("@id", source.id(Links.county(county.slug)))
      json.field("name", county.name)
      json.field("alternateName", county.shortName == county.name ? nil : county.shortName)
    })
}
