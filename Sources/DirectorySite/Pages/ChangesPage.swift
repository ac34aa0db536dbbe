internal import Directory
internal import HTML

/// What has changed in the directory, newest first.
enum ChangesPage {
  private static let perPage = 100

  static func make(_ call: SiteCall) throws(SiteError) -> Page {
    let before = call.argument("before").flatMap { Int64($0) }
    let changes = try SiteError.wrapping { () throws(DirectoryError) in
      try ChangeList(call, before: before, limit: perPage)
    }
    let say = call.say
    var page = Page { html in
      html.element(.div, [.class("head")]) { html in
        html.element(.h1, text: say.changesTitle)
        html.paragraph([.class("sub")], say.changesIntro)
        html.element(.p, [.class("line small quiet")]) { html in
          html.element(.span, text: say.changesFollow)
          html.space()
          html.link(SiteCall.feed, [.type("application/atom+xml")], say.feed)
          html.space()
          html.link(SiteAddress.changes.api("json"), "JSON")
        }
      }
      html.line()
      if changes.isEmpty { html.paragraph(say.changesNone) }
      changes.writeDays(to: &html)
      if changes.count == perPage, let last = changes.last {
        html.element(.p) { html in
          html.link(
            call.link(.changes.with("before", String(last))), [.class("more"), .rel("next")],
            say.changesOlder)
        }
      }
    }
    page.title = say.changesTitle
    page.description = say.changesIntro
    page.address = before == nil ? .changes : nil
    page.translated = .changes
    page.feed = SiteCall.feed
    return page
  }
}
