internal import Directory
internal import HTML

/// What all pages have in common: the head, the menu and the footer.
struct Layout {
  let call: SiteCall
  let page: Page

  private var say: any Phrases.Type { call.say }

  /// Returns the whole document.
  func document() -> [UInt8] {
    HTMLWriter.document([.lang(call.language.tag)]) { html in
      html.line()
      html.element(.head) { writeHead(to: &$0) }
      html.line()
      html.element(.body) { writeBody(to: &$0) }
    }
  }

  // MARK: Head

  private var title: String {
    page.title.map { say.titlePattern(page: $0, organisation: call.siteName) } ?? call.siteName
  }

  private func writeHead(to html: inout HTMLWriter) {
    html.line()
    html.void(.meta, [.charset("utf-8")])
    html.element(.title, text: title)
    html.void(.meta, [.meta("viewport"), .content("width=device-width, initial-scale=1")])
    html.line()
    html.void(.link, [.rel("stylesheet"), .href(call.assets.link("site.css"))])
    for script in ["site.js"] + page.scripts { html.module(call.assets.link(script)) }
    html.void(.link, [.rel("icon"), .href(call.assets.link("icon.svg"))])
    html.line()
    if let description = page.description { html.void(.meta, [.meta("description"), .content(description)]) }
    writeAddresses(to: &html)
    writePreview(to: &html)
    if let feed = page.feed {
      html.void(
        .link, [.rel("alternate"), .type("application/atom+xml"), .href(feed), .title(say.changesTitle)])
    }
    if let data = page.linkedData { html.data("application/ld+json", json: data) }
    html.line()
  }

  /// Writes the address of the page and those of its translations, or that no search engine should know it.
  private func writeAddresses(to html: inout HTMLWriter) {
    guard let address = page.address else {
      html.void(.meta, [.meta("robots"), .content("noindex")])
      return
    }
    html.void(.link, [.rel("canonical"), .href(absolute(address, call.language))])
    guard call.languages.count > 1 else { return }
    for language in call.languages {
      html.void(
        .link, [.rel("alternate"), .hreflang(language.tag), .href(absolute(address, language))])
    }
  }

  private func absolute(_ address: SiteAddress, _ language: SiteLanguage) -> Link {
    call.settings.origin.flatMap { Link(origin: $0, local: address.text(in: language)) }
      ?? address.link(in: language)
  }

  /// Writes what programs show of a link to the page (Open Graph).
  private func writePreview(to html: inout HTMLWriter) {
    html.void(.meta, [.property("og:title"), .content(page.title ?? call.siteName)])
    html.void(.meta, [.property("og:site_name"), .content(call.siteName)])
    html.void(.meta, [.property("og:type"), .content("website")])
    html.void(.meta, [.property("og:locale"), .content(call.language.locale)])
    if let description = page.description {
      html.void(.meta, [.property("og:description"), .content(description)])
    }
    guard let origin = call.settings.origin else { return }
    if let address = page.address {
      html.void(.meta, [.property("og:url"), .content(origin + address.text(in: call.language))])
    }
    if let picture = page.picture {
      html.void(.meta, [.property("og:image"), .content(origin + picture.path)])
      html.void(.meta, [.property("og:image:alt"), .content(picture.alt)])
    }
  }

  // MARK: Body

  private func writeBody(to html: inout HTMLWriter) {
    html.line()
    html.element(.a, [.class("skip"), .href(.fragment("main"))], text: say.skipToContent)
    html.line()
    html.element(.header, [.class("top")]) { html in
      html.element(.div, [.class("wrap")]) { html in
        html.element(.p, [.class("name")]) { writeName(to: &$0) }
        if call.languages.count > 1 { writeLanguages(to: &html) }
        writeMenu(to: &html)
      }
    }
    html.line()
    html.element(.main, [.id("main"), .class("wrap"), .tabIndex(-1)]) { html in
      html.line()
      if let notice = page.notice { html.element(.p, [.class("small quiet")], text: notice) }
      page.content(&html)
    }
    html.line()
    html.element(.footer, [.class("foot")]) { html in
      html.element(.div, [.class("wrap stack")]) { writeFooter(to: &$0) }
    }
    html.line()
  }

  /// Writes the name of the organisation, or its logo in place of it.
  private func writeName(to html: inout HTMLWriter) {
    let lang = Attribute.lang(call.lang(of: "name", in: call.organisation?.fallback))
    html.element(.a, [.href(call.link(.home)), .rel("home"), lang]) { html in
      guard let logo = call.organisation?.logo, let file = logo.largest else {
        return html.text(call.siteName)
      }
      html.void(
        .img,
        [
          .src(Link(local: "/organisation/logo/" + file.sha256)), .alt(call.siteName), .width(file.width),
          .height(file.height),
        ])
    }
  }

  private func writeLanguages(to html: inout HTMLWriter) {
    html.element(.nav, [.class("langs"), .label(say.languages)]) { html in
      for (index, language) in call.languages.enumerated() {
        if index > 0 { html.space() }
        let name = language.phrases.languageName
        if language == call.language {
          html.element(.b, [.lang(language.tag), .current("true")], text: name)
        } else {
          let link = (page.address ?? page.translated ?? .home).link(in: language)
          html.link(link, [.hreflang(language.tag), .lang(language.tag)], name)
        }
      }
    }
    html.line()
  }

  private func writeMenu(to html: inout HTMLWriter) {
    var items = [(SiteAddress.members, say.navMembers), (.topics, say.navTopics)]
    if call.hasAreas { items.append((.areas, say.navAreas)) }
    items += [(.contacts, say.navContacts), (.about, say.navAbout)]
    html.element(.nav, [.class("menu"), .label(say.mainMenu)]) { html in
      html.element(.ul) { html in
        for (address, name) in items {
          html.element(.li) { html in
            html.link(call.link(address), [.current("page", if: page.section == address)], name)
          }
        }
      }
    }
  }

  private func writeFooter(to html: inout HTMLWriter) {
    let about = call.link(.about)
    let links = [
      (about, say.aboutTitle), (call.link(.changes), say.footChanges), (call.link(.formats), say.footFormats),
      (call.link(.embed), say.footEmbed),
      (about.at("accessibility"), say.footAccessibility), (about.at("privacy"), say.footPrivacy),
    ]
    html.element(.nav, [.class("line"), .label(say.footMenu)]) { html in
      for (index, link) in links.enumerated() {
        if index > 0 { html.space() }
        html.link(link.0, link.1)
      }
    }
    if let links = call.settings.footerLinks.flatMap(FooterLinks.init) {
      links.write(to: &html, label: call.siteName, language: call.lang(call.organisation?.languages.first))
    }
    guard let organisation = call.organisation else { return }
    html.element(.p) { html in
      html.text(say.footSource(organisation: organisation.name) + " ")
      html.text(say.footCopyright(year: String(organisation.copyrightYear), organisation: organisation.name))
    }
  }
}
