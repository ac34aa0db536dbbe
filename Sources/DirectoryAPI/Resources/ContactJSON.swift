internal import Directory

enum ContactJSON {
  /// The names of all fields that `write` can write.
  static let fields = [
    "id", "name", "role", "email", "telephone", "emailProtected", "office", "links",
  ]
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
    if let office = contact.office {
      json.object("office") {
        $0.field("id", office.id)
        $0.field("name", office.name)
      }
    }
    json.object("links") { links in
      links.field("self", Links.contact(contact.id))
      if let office = contact.office { links.field("office", Links.office(office.id)) }
    }
  }
}
