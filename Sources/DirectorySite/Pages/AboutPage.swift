internal import Directory
internal import HTML

/// Where the data comes from, and what visitors may expect: accessibility and privacy.
enum AboutPage {
  static func make(_ call: SiteCall) throws(SiteError) -> Page {
    let (members, topics) = try SiteError.wrapping { () throws(DirectoryError) in
      (
        try call.reader.members(ListQuery(limit: 0)).total,
        try call.reader.topics(ListQuery(limit: 0)).total
      )
    }
    let say = call.say
    let source = say.aboutSource(
      organisation: call.siteName, members: call.membersCount(members),
      topics: topics == 1 ? say.topicsCountOne : say.topicsCountMany(count: call.number(topics)))
    var page = Page { html in
      html.element(.div, [.class("head")]) { $0.element(.h1, text: say.aboutTitle) }
      html.line()
      write("source", say.aboutSourceHeading, to: &html) { html in
        html.paragraph(source)
        html.paragraph(say.aboutLanguage)
        writeRequest(say.aboutErrors, call, to: &html)
      }
      write("use", say.aboutUseHeading, to: &html) { html in
        html.paragraph(say.aboutUse)
        writeLinks(call, to: &html)
      }
      write("accessibility", say.accessibilityHeading, to: &html) { html in
        html.paragraph(say.accessibilityText)
        writeRequest(say.accessibilityReport, call, to: &html)
        write(call.settings.accessibilityStatement, as: say.accessibilityStatement, to: &html)
      }
      write("privacy", say.privacyHeading, to: &html) { html in
        html.paragraph(say.privacyText)
        write(call.settings.privacyPolicy, as: say.privacyPolicy, to: &html)
      }
    }
    page.title = say.aboutTitle
    page.description = source
    page.address = .about
    page.section = .about
    return page
  }

  private static func write(
    _ id: StaticString, _ heading: String, to html: inout HTMLWriter,
    _ content: (inout HTMLWriter) -> Void
  ) {
    html.part(id, heading) { $0.element(.div, [.class("text")], content) }
  }

  /// Writes what we ask of readers, and where to write to.
  private static func writeRequest(_ text: String, _ call: SiteCall, to html: inout HTMLWriter) {
    html.element(.p) { html in
      html.text(text + " ")
      html.link(call.link(.contacts), call.say.writeTo(name: call.siteName))
    }
  }

  private static func writeLinks(_ call: SiteCall, to html: inout HTMLWriter) {
    let links = [
      (SiteAddress.formats, call.say.footFormats), (.embed, call.say.footEmbed),
      (.booklet, call.say.bookletLink),
    ]
    html.element(.p) { html in
      for (index, link) in links.enumerated() {
        if index > 0 { html.void(.br) }
        html.link(call.link(link.0), link.1)
      }
    }
  }

  private static func write(_ address: String?, as name: String, to html: inout HTMLWriter) {
    guard let link = address.flatMap(Link.init(web:)) else { return }
    html.element(.p) { $0.link(link, [.rel("external")], name) }
  }
}
