internal import Directory
internal import HTML

/// What the organisation is, who its members are and what they work on.
enum HomePage {
  private static let mostTopics = 18
  private static let mostChanges = 5

  private struct Content {
    let kinds: [(kind: Kind, count: Int)]
    let total: Int
    let topics: [Topic]
    let topicCount: Int
    let tree: AreaTree?
    /// Where members are, if no map has their areas.
    let places: DotMap?
    let changes: ChangeList
    let people: [Contact]
    let offices: [Office]
  }

  static func make(_ call: SiteCall) throws(SiteError) -> Page {
    let content = try SiteError.wrapping { () throws(DirectoryError) in try read(call) }
    var page = Page { html in
      write(content, call, to: &html)
    }
    page.description = call.organisation.map { MemberPage.firstSentence(of: $0.summary) }
    page.address = .home
    page.feed = SiteCall.feed
    page.subject = .organisation
    return page
  }

  private static func read(_ call: SiteCall) throws(DirectoryError) -> Content {
    let members = try call.reader.members(ListQuery(facets: ["kind"], limit: 0))
    let kinds = try call.reader.kinds(.memberKind)
    let counted = (members.facets.first?.values ?? []).compactMap { value in
      kinds.first { $0.slug == value.value }.map { (kind: $0, count: value.count) }
    }
    let tree = call.hasAreas ? try AreaTree(call.reader) : nil
    let most = try call.reader.topics(
      ListQuery(sort: [SortKey("memberCount", isDescending: true)], limit: mostTopics))
    let own = [Clause("belongsTo", "organisation")]
    return Content(
      kinds: counted.filter { $0.count > 0 }, total: members.total,
      topics: most.items.filter { $0.memberCount > 0 }, topicCount: most.total,
      tree: tree, places: try places(besides: tree, call),
      changes: try ChangeList(call, limit: mostChanges),
      people: try call.reader.contacts(ListQuery(own, sort: [SortKey("order")], limit: 20)).items,
      offices: try call.reader.offices(ListQuery(own, limit: 20)).items)
  }

  private static func write(_ content: Content, _ call: SiteCall, to html: inout HTMLWriter) {
    let say = call.say
    html.element(.h1, [.class("hidden")], text: call.siteName)
    html.line()
    html.element(.div, [.class("head stack")]) { html in
      writeSummary(call, to: &html)
      call.writeSearchForm(to: &html)
    }
    html.line()
    html.part("members", say.countsHeading) { writeCounts(content, call, to: &$0) }
    if !content.topics.isEmpty {
      html.part("topics", say.topicsMost) { html in
        call.writeIndex(content.topics, to: &html)
        let count = content.topicCount
        let all = count == 1 ? say.allTopicsOne : say.allTopicsMany(count: call.number(count))
        html.element(.p, [.class("after")]) { $0.link(call.link(.topics), all) }
      }
    }
    if content.tree != nil || content.places != nil {
      html.part("areas", say.areasHeading) { writeAreas(content.tree, content.places, call, to: &$0) }
    }
    html.part("changes", say.latestChanges) { html in
      if content.changes.isEmpty { html.paragraph(say.changesNone) } else { content.changes.write(to: &html) }
      html.element(.p, [.class("after")]) { $0.link(call.link(.changes), say.allChanges) }
    }
    guard !content.people.isEmpty || !content.offices.isEmpty else { return }
    html.part("contact", say.navContacts) { html in
      call.writePeople(
        content.people.filter { $0.telephone != nil || $0.email != nil }, offices: content.offices, to: &html)
    }
    html.part("newsletter", say.newsletterHeading) { html in
      html.element(.p) { html in
        html.phrase(say.newsletterText(name: HTMLWriter.gap)) { $0.link(call.link(.contacts), call.siteName) }
      }
    }
  }

  private static func writeSummary(_ call: SiteCall, to html: inout HTMLWriter) {
    guard let organisation = call.organisation, !organisation.summary.isEmpty else { return }
    let lang = Attribute.lang(call.lang(of: "summary", in: organisation.fallback))
    let first = MemberPage.firstSentence(of: organisation.summary)
    html.paragraph([.class("lead big"), lang], first)
    let rest = organisation.summary.dropFirst(first.count).drop { $0 == " " }
    if !rest.isEmpty { html.paragraph([.class("text quiet"), lang], String(rest)) }
  }

  /// Writes how many members of each kind there are, as a sentence.
  private static func writeCounts(_ content: Content, _ call: SiteCall, to html: inout HTMLWriter) {
    guard !content.kinds.isEmpty else { return html.paragraph(call.membersCount(content.total)) }
    html.element(.p, [.class("big")]) { html in
      html.phrase(call.say.countsSentence(list: HTMLWriter.gap)) { html in
        for (index, item) in content.kinds.enumerated() {
          let isLast = index == content.kinds.count - 1
          if index > 0 { html.text(isLast ? call.say.listAnd(first: "", last: "") : ", ") }
          let name = item.count == 1 ? item.kind.name : item.kind.pluralName ?? item.kind.name
          html.link(
            call.link(.members.with("kind", item.kind.slug)),
            call.number(item.count) + " " + name.prefix(1).lowercased() + name.dropFirst())
        }
      }
    }
    html.element(.p) { html in
      html.link(call.link(.members), call.say.membersAll(count: call.number(content.total)))
    }
  }

  /// Returns the map of members for a directory whose areas are on no map.
  static func places(besides tree: AreaTree?, _ call: SiteCall) throws(DirectoryError) -> DotMap? {
    if let tree, TileMap(of: tree) != nil { return nil }
    return try DotMap(call.reader)
  }

  /// Writes the areas as a list, with a map beside it if there is one.
  static func writeAreas(
    _ tree: AreaTree?, _ places: DotMap?, _ call: SiteCall, to html: inout HTMLWriter
  ) {
    let tiles = tree.flatMap { TileMap(of: $0) }
    html.element(.div, [.class(tiles == nil && places == nil ? "stack" : "beside")]) { html in
      html.line()
      if let tree { tiles?.write(tree, call, to: &html) }
      places?.write(call, to: &html)
      html.element(.div) { html in
        tree?.writeList(call, to: &html)
        if tiles != nil { html.paragraph([.class("small quiet")], call.say.mapNote) }
      }
    }
  }
}
