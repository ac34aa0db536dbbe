internal import Directory
internal import HTML
internal import HTTPCore

/// People and offices with what is needed to reach them.
extension SiteCall {
  func writePeople(
    _ contacts: [Contact], offices: [Office] = [], heading: Element = .h3, to html: inout HTMLWriter
  ) {
    html.element(.ul, [.class("people")]) { html in
      html.line()
      for office in offices { write(office, heading, to: &html) }
      for contact in contacts { write(contact, heading, to: &html) }
    }
    html.line()
  }

  private func write(_ contact: Contact, _ heading: Element, to html: inout HTMLWriter) {
    html.element(.li, [.id(of: contact.id)]) { html in
      if let portrait = contact.portrait { write(portrait, of: contact, to: &html) }
      html.element(
        heading, [.lang(lang(of: "name", in: contact.fallback))], text: contact.name)
      html.element(.p, [.class("quiet")]) { html in
        html.element(.span, [.lang(lang(of: "role", in: contact.fallback))], text: contact.role)
        if let office = contact.office {
          html.text(" · ")
          html.element(.span, [.lang(lang(office.language))], text: office.name)
        }
      }
      if let telephone = contact.telephone { html.element(.p) { write(telephone, to: &$0) } }
      if let email = contact.email {
        html.element(.p) { writeEmail(email, to: &$0) }
      } else if contact.emailProtected {
        html.paragraph([.class("small quiet")], say.addressProtected)
      }
    }
    html.line()
  }

  private func write(_ portrait: Image, of contact: Contact, to html: inout HTMLWriter) {
    guard let file = portrait.largest else { return }
    let path = "/contacts/" + PercentEncoding.encode(contact.id) + "/portrait/" + file.sha256
    html.element(.figure, [.class("portrait")]) { html in
      html.void(
        .img,
        [
          .src(Link(local: path)), .alt(portrait.alt ?? ""), .width(file.width), .height(file.height), .lazy,
        ])
      if let credit = portrait.credit {
        html.element(.figcaption, [.class("small quiet")], text: say.pictureCredit(credit: credit))
      }
    }
  }

  private func write(_ office: Office, _ heading: Element, to html: inout HTMLWriter) {
    html.element(.li, [.id(of: "office-" + office.id)]) { html in
      html.element(heading, [.lang(lang(of: "name", in: office.fallback))], text: office.name)
      let host = office.host.isEmpty ? nil : say.hostedBy(host: office.host)
      let place = [office.postcode, office.city].filter { !$0.isEmpty }.joined(separator: " ")
      writeAddress([host, office.street, place], to: &html)
    }
    html.line()
  }

  func write(_ telephone: Telephone, to html: inout HTMLWriter) {
    guard let link = Link(telephone: telephone.e164) else { return html.text(telephone.printed) }
    html.link(link, [.class("tel")], telephone.printed)
  }

  func writeEmail(_ email: String, to html: inout HTMLWriter) {
    guard let link = Link(email: email) else { return html.text(email) }
    html.link(link, email)
  }

  /// Writes the lines of an address that aren't empty.
  func writeAddress(_ lines: [String?], to html: inout HTMLWriter) {
    html.element(.address) { write(lines: lines.compactMap(\.self), to: &$0) }
  }

  func write(lines: [String], to html: inout HTMLWriter) {
    for (index, line) in lines.filter({ !$0.isEmpty }).enumerated() {
      if index > 0 { html.void(.br) }
      html.text(line)
    }
  }
}
