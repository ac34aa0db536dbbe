internal import Directory

enum OrganisationFormats {
  static let presentation = RecordPresentation<Organisation>(
    "organisation", of: .organisation, typicalBytes: 1_024, json: { OrganisationJSON.write($0, to: &$1) },
    record: { .organisation($0) },
    columns: [
      .init("name") { .text($0.name) }, .init("shortName") { .text($0.shortName) },
      .init("region") { .text($0.region) }, .init("summary") { .text($0.summary) },
      .init("copyrightYear") { .number($0.copyrightYear) },
      .init("languages") { .text($0.languagesCell) },
      .init("collation", isShort: false) { .text($0.collation) },
      .init("synonyms", isShort: false) { .text($0.synonymsCell) },
    ] + PictureColumns.of(.organisation, { $0.logo }, key: { _ in .organisation }),
    linkedData: { organisation, source, json in
      json.field("@type", "Organization")
      json.field("@id", source.id("/organisation"))
      json.field("name", organisation.name)
      json.field("alternateName", organisation.shortName)
      json.field("description", organisation.summary)
      json.object("areaServed") {
        $0.field("@type", "Place")
        $0.field("name", organisation.region)
      }
      PictureJSON.writeLinkedData(
        organisation.logo, as: "logo", of: .organisation, from: source, to: &json)
    })
}
