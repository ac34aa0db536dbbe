internal import Directory

enum ContactJSON {
  /// The names of all fields that `write` can write.
  static let fields =
    [
      "id", "name", "role", "email", "telephone", "emailProtected", "telephoneProtected", "office", "member",
      "order", "portrait", "links",
    ] + JSONWriter.languageFields
  static let inclusions = ContactRoutes.contacts.inclusions.map(\.name)

  static func write(_ contact: Contact, to json: inout JSONWriter) {
    json.field("id", contact.id)
    json.field("name", contact.name)
    json.field("role", contact.role)
    json.field("email", contact.email)
    if let telephone = contact.telephone {
      json.object("telephone") {
        $0.field("e164", telephone.e164)
        $0.field("printed", telephone.printed)
      }
    }
    json.field("emailProtected", contact.emailProtected)
    if contact.telephoneProtected { json.field("telephoneProtected", true) }
    if let office = contact.office {
      json.object("office") {
        $0.field("id", office.id)
        $0.field("name", office.name)
        $0.field("language", office.language)
      }
    }
    if let member = contact.member { json.object("member") { MemberJSON.write(member, to: &$0) } }
    if let order = contact.order { json.field("order", order) }
    if let portrait = contact.portrait {
      json.object("portrait") {
        PictureJSON.write(portrait, of: RecordKey(.contact, contact.id), to: &$0)
      }
    }
    json.object("links") { links in
      links.field("self", Links.contact(contact.id))
      if let office = contact.office { links.field("office", Links.office(office.id)) }
      if let member = contact.member { links.field("member", Links.member(member.slug)) }
    }
    json.languages(of: contact)
  }
}
