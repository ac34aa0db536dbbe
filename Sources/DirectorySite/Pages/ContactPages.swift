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

/// One contact person or one office.
enum PersonPages {
  static func contact(_ call: SiteCall) throws(SiteError) -> Page {
    let contact = try SiteError.wrapping { () throws(DirectoryError) in
      try call.reader.contact(id: call.slug)
    }
    guard let contact else { throw try call.missing(RecordKey(.contact, call.slug)) }
    return page(RecordKey(.contact, contact.id), contact.name, of: contact.member, call) { html in
      call.writePeople([contact], heading: .h2, to: &html)
    }
  }

  static func office(_ call: SiteCall) throws(SiteError) -> Page {
    let office = try SiteError.wrapping { () throws(DirectoryError) in
      try call.reader.office(id: call.slug)
    }
    guard let office else { throw try call.missing(RecordKey(.office, call.slug)) }
    return page(RecordKey(.office, office.id), office.name, of: office.member, call) { html in
      call.writePeople([], offices: [office], heading: .h2, to: &html)
    }
  }

  /// - Parameter member: the member that the record belongs to; nil if it belongs to the organisation.
  private static func page(
    _ key: RecordKey, _ name: String, of member: MemberReference?, _ call: SiteCall,
    _ write: @escaping (inout HTMLWriter) -> Void
  ) -> Page {
    let address = SiteAddress.record(key)
    var page = Page { html in
      writeHead(name, member, call, to: &html)
      html.element(.div, [.class("part first")]) { html in
        html.element(.div) { html in
          write(&html)
          guard let address else { return }
          call.writeFormats(call.say.entryAs, of: address, [.vcf, .json, .csv], to: &html)
        }
      }
    }
    page.title = name
    page.address = address
    page.section = .contacts
    page.subject = key
    return page
  }

  private static func writeHead(
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
