internal import Directory
internal import HTML

/// The people and offices of the organisation, and how to reach them.
enum ContactsPage {
  private static let most = 200

  static func make(_ call: SiteCall) throws(SiteError) -> Page {
    let (people, offices) = try SiteError.wrapping { () throws(DirectoryError) in
      let own = [Clause("belongsTo", "organisation")]
      return (
        try call.reader.contacts(ListQuery(own, sort: [SortKey("order")], limit: most)).items,
        try call.reader.offices(ListQuery(own, limit: most)).items
      )
    }
    let say = call.say
    let intro = say.contactsIntro(organisation: call.siteName)
    var page = Page { html in
      html.element(.div, [.class("head")]) { html in
        html.element(.h1, text: say.navContacts)
        html.paragraph([.class("sub")], intro)
      }
      html.line()
      if !people.isEmpty {
        html.part("people", say.peopleHeading) { call.writePeople(people, to: &$0) }
      }
      if !offices.isEmpty {
        html.part("offices", say.officesHeading) { call.writePeople([], offices: offices, to: &$0) }
      }
      html.element(.footer, [.class("part end")]) { html in
        html.element(.div) { call.writeFormats(say.listAs, of: .contacts, [.vcf, .csv, .json], to: &$0) }
      }
    }
    page.title = say.navContacts
    page.description = intro
    page.address = .contacts
    page.section = .contacts
    return page
  }
}

/// One contact person.
enum ContactPage {
  static func make(_ call: SiteCall) throws(SiteError) -> Page {
    let contact = try SiteError.wrapping { () throws(DirectoryError) in
      try call.reader.contact(id: call.slug)
    }
    guard let contact else { throw try call.missing(RecordKey(.contact, call.slug)) }
    var page = Page { html in
      writeHead(contact.name, contact.member, call, to: &html)
      html.element(.div, [.class("part first")]) { html in
        html.element(.div) { html in
          call.writePeople([contact], heading: .h2, to: &html)
          let address = SiteAddress.contact(contact.id)
          call.writeFormats(call.say.entryAs, of: address, [.vcf, .json, .csv], to: &html)
        }
      }
    }
    page.title = contact.name
    page.address = .contact(contact.id)
    page.section = .contacts
    page.linkedData = call.settings.linkedData(RecordKey(.contact, contact.id), call.reader)
    return page
  }

  static func writeHead(
    _ name: String, _ member: MemberReference?, _ call: SiteCall, to html: inout HTMLWriter
  ) {
    html.element(.div, [.class("head")]) { html in
      html.element(.h1, text: name)
      html.element(.p, [.class("sub")]) { html in
        if let member {
          html.link(call.link(.member(member.slug)), [.lang(call.lang(member.language))], member.name)
        } else {
          html.text(call.siteName)
        }
      }
    }
    html.line()
  }
}

/// One office.
enum OfficePage {
  static func make(_ call: SiteCall) throws(SiteError) -> Page {
    let office = try SiteError.wrapping { () throws(DirectoryError) in
      try call.reader.office(id: call.slug)
    }
    guard let office else { throw try call.missing(RecordKey(.office, call.slug)) }
    var page = Page { html in
      ContactPage.writeHead(office.name, office.member, call, to: &html)
      html.element(.div, [.class("part first")]) { html in
        html.element(.div) { html in
          call.writePeople([], offices: [office], heading: .h2, to: &html)
          let address = SiteAddress.office(office.id)
          call.writeFormats(call.say.entryAs, of: address, [.vcf, .json, .csv], to: &html)
        }
      }
    }
    page.title = office.name
    page.address = .office(office.id)
    page.section = .contacts
    page.linkedData = call.settings.linkedData(RecordKey(.office, office.id), call.reader)
    return page
  }
}
