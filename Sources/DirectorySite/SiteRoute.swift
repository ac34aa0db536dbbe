internal import HTTPCore

/// One line of the table of pages.
struct SiteRoute: Sendable {
  let pattern: String
  /// The names of pages in metrics.
  var label: String { "/{language}" + pattern }
  /// True if the page reads many rows in a large directory, so that a worker makes it.
  let mayTakeLong: Bool
  /// True if the page names the host of the request, so that no client of another host may get it.
  let namesHost: Bool
  let make: @Sendable (SiteCall) throws(SiteError) -> Page

  init(
    _ pattern: String, mayTakeLong: Bool = true, namesHost: Bool = false,
    _ make: @escaping @Sendable (SiteCall) throws(SiteError) -> Page
  ) {
    self.pattern = pattern
    self.mayTakeLong = mayTakeLong
    self.namesHost = namesHost
    self.make = make
  }
}

/// All pages. Their addresses are the same in every language, after the language.
enum SiteRoutes {
  static let all: [SiteRoute] = [
    SiteRoute("/", HomePage.make),
    SiteRoute("/members", MembersPage.make),
    SiteRoute("/members/{slug}", MemberPage.make),
    SiteRoute("/topics", TopicsPage.make),
    SiteRoute("/topics/{slug}", TopicPage.make),
    SiteRoute("/areas", AreasPage.make),
    SiteRoute("/areas/{slug}", AreaPage.make),
    SiteRoute("/search", SearchPage.make),
    SiteRoute("/contacts", mayTakeLong: false, ContactsPage.make),
    SiteRoute("/contacts/{id}", mayTakeLong: false, PersonPages.contact),
    SiteRoute("/offices/{id}", mayTakeLong: false, PersonPages.office),
    SiteRoute("/changes", ChangesPage.make),
    SiteRoute("/about", mayTakeLong: false, AboutPage.make),
    SiteRoute("/formats", namesHost: true, FormatsPage.make),
    SiteRoute("/embed", mayTakeLong: false, namesHost: true, EmbedPage.make),
    SiteRoute("/booklet", BookletPage.make),
  ]

  /// Finds the index of a page in `all` by the path after the language.
  static let router = Router(all.enumerated().map { (pattern: $0.element.pattern, resource: $0.offset) })
}
