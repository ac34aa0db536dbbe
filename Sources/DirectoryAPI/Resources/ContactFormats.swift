internal import Directory

enum ContactFormats {
  static let presentation = RecordPresentation<Contact>(
    "contacts", of: .contact, typicalBytes: 512, json: { ContactJSON.write($0, to: &$1) },
    record: { .contact(DirectoryDocument.Contact($0)) }, columns: columns,
    linkedData: { writeLinkedData($0, of: $1, to: &$2) },
    card: .init(
      shownRecords: { contact in
        let office = contact.office.map { [RecordKey(.office, $0.id)] } ?? []
        let owner = contact.member.map { RecordKey(.member, $0.slug) } ?? .organisation
        return [RecordKey(.contact, contact.id), .organisation] + office + [owner]
      },
      write: { write($0, of: $1, to: &$2) }))

  private static let columns: [RecordPresentation<Contact>.Column] =
    [
      .init("id") { .text($0.id) }, .init("name") { .text($0.name) }, .init("role") { .text($0.role) },
      .init("telephone") { .text($0.telephone?.e164) },
      .init("telephonePrinted", of: "telephone", isShort: false) { .text($0.telephone?.printed) },
      .init("emailProtected", isShort: false) { .flag($0.emailProtected) },
      .init("office") { .text($0.office?.id) },
      // Added later, so it comes last: a program that counts columns still finds the others.
      .init("email", isShort: false) { .text($0.email) },
      .init("telephoneProtected", isShort: false) { .verbatim($0.telephoneProtected ? "true" : nil) },
      .init("member", isShort: false) { .text($0.member?.slug) },
      .init("order", isShort: false) { .number($0.order) },
    ] + PictureColumns.of(.contact, { $0.portrait }, key: { RecordKey(.contact, $0.id) })

  private static func writeLinkedData(_ contact: Contact, of source: Provenance, to json: inout JSONWriter) {
    json.field("@type", "Person")
    json.field("@id", source.id(Links.contact(contact.id)))
    json.field("name", contact.name)
    json.field("jobTitle", contact.role)
    json.field("email", contact.email)
    PictureJSON.writeLinkedData(
      contact.portrait, as: "image", of: RecordKey(.contact, contact.id), from: source, to: &json)
    json.object("worksFor") { json in
      source.writeOwner(contact.member, to: &json)
      if let telephone = contact.telephone {
        json.object("contactPoint") {
          $0.field("@type", "ContactPoint")
          $0.field("telephone", telephone.e164)
          $0.field("contactType", contact.role)
        }
      }
    }
    if let office = contact.office {
      json.object("workLocation") {
        $0.field("@type", "Place")
        $0.field("@id", source.id(Links.office(office.id)))
        $0.field("name", office.name)
      }
    }
  }

  private static func write(_ contact: Contact, of source: Provenance, to card: inout VCardWriter) {
    card.property("KIND", "individual")
    card.properties(of: source, Links.contact(contact.id), id: contact.id)
    card.property("FN", contact.name)
    // A name is stored as one text. Here its last word is taken for the family name.
    let words = contact.name.split(separator: " ").map(String.init)
    card.property(
      "N", components: [words.last ?? "", words.dropLast().joined(separator: " "), "", "", ""])
    card.property("TITLE", contact.role)
    if let telephone = contact.telephone {
      card.property("TEL;VALUE=uri;TYPE=\"voice,work\"", verbatim: "tel:" + telephone.e164)
    }
    card.property("EMAIL;TYPE=work", contact.email)
    card.photo(contact.portrait, of: RecordKey(.contact, contact.id), from: source)
    // The organisation and its unit (§6.6.4).
    let units = [contact.member?.name ?? source.organisation?.name, contact.office?.name].compactMap { $0 }
    if !units.isEmpty { card.property("ORG", components: units) }
  }
}
