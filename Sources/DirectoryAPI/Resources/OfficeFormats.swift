internal import Directory

enum OfficeFormats {
  static let presentation = RecordPresentation<Office>(
    "offices", of: .office, typicalBytes: 512, json: { OfficeJSON.write($0, to: &$1) },
    record: { .office(DirectoryDocument.Office($0)) },
    columns: columns,
    linkedData: { writeLinkedData($0, of: $1, to: &$2) },
    card: .init(
      shownRecords: { office in
        let owner = office.member.map { RecordKey(.member, $0.slug) } ?? .organisation
        return [RecordKey(.office, office.id), .organisation, owner]
      }, write: { write($0, of: $1, to: &$2) }))

  private static let columns: [RecordPresentation<Office>.Column] = [
    .init("id") { .text($0.id) }, .init("name") { .text($0.name) }, .init("host") { .text($0.host) },
    .init("street") { .text($0.street) }, .init("postcode") { .text($0.postcode) },
    .init("city") { .text($0.city) }, .init("country") { .text($0.country) },
    // Added later, as those of contacts.
    .init("member", isShort: false) { .text($0.member?.slug) },
  ]

  private static func writeLinkedData(_ office: Office, of source: Provenance, to json: inout JSONWriter) {
    json.field("@type", "Organization")
    json.field("@id", source.id(Links.office(office.id)))
    json.field("name", office.name)
    json.object("parentOrganization") { source.writeOwner(office.member, to: &$0) }
    json.object("address") {
      $0.field("@type", "PostalAddress")
      $0.field("name", office.host)
      $0.field("streetAddress", office.street)
      $0.field("postalCode", office.postcode)
      $0.field("addressLocality", office.city)
      $0.field("addressCountry", office.country)
    }
  }

  private static func write(_ office: Office, of source: Provenance, to card: inout VCardWriter) {
    card.property("KIND", "org")
    card.properties(of: source, Links.office(office.id), id: office.id)
    card.property("FN", office.name)
    card.property(
      "ORG", components: [office.member?.name ?? source.organisation?.name, office.name].compactMap { $0 })
    card.address(
      extended: office.host, street: office.street, postcode: office.postcode, city: office.city,
      country: office.country)
  }
}
