internal import Directory
internal import HTML

/// The areas as a map and as a list.
enum AreasPage {
  static func make(_ call: SiteCall) throws(SiteError) -> Page {
    guard call.hasAreas else { throw .notFound }
    let (tree, places) = try SiteError.wrapping { () throws(DirectoryError) in
      let tree = try AreaTree(call.reader)
      return (tree, try HomePage.places(besides: tree, call))
    }
    let say = call.say
    var page = Page { html in
      html.element(.div, [.class("head")]) { html in
        html.element(.h1, text: say.navAreas)
        if TileMap(of: tree) != nil { html.paragraph([.class("sub")], say.areasIntro) }
      }
      html.line()
      html.element(.div, [.class("part first")]) { html in
        html.element(.div) { html in
          HomePage.writeAreas(tree, places, call, to: &html)
          call.writeFormats(say.listAs, of: .areas, [.csv, .json], to: &html)
        }
      }
    }
    page.title = say.navAreas
    page.address = .areas
    page.section = .areas
    return page
  }
}

/// An area with the members in it.
struct AreaPage {
  private let call: SiteCall
  private let area: DirectoryDocument.Area
  private let tree: AreaTree
  private let members: Directory.Page<Member>
  /// The member that the area itself is, such as a county; nil if it is none.
  private let itself: Member?
  private let rows: MemberRows

  private static let mostTopics = 12

  static func make(_ call: SiteCall) throws(SiteError) -> Page {
    let page = try SiteError.wrapping { () throws(DirectoryError) in
      let tree = try AreaTree(call.reader)
      guard let area = tree.area(call.slug) else { return nil as AreaPage? }
      return try AreaPage(call, area, tree)
    }
    guard let page else { throw try call.missing(RecordKey(.area, call.slug)) }
    return page.page()
  }

  private init(
    _ call: SiteCall, _ area: DirectoryDocument.Area, _ tree: AreaTree
  ) throws(DirectoryError) {
    self.call = call
    self.area = area
    self.tree = tree
    members = try call.reader.members(
      ListQuery([Clause("area", area.slug)], facets: ["topic"], limit: MembersPage.perPage))
    itself = try call.reader.member(slug: area.slug)
    rows = try MemberRows(call)
  }

  private var list: SiteAddress { .members.with("area", area.slug) }

  private func page() -> Page {
    let say = call.say
    var page = Page { html in
      writeHead(to: &html)
      html.part("members", call.membersCount(members.total)) { writeMembers(to: &$0) }
      let inside = tree.children(of: area.slug)
      if !inside.isEmpty {
        html.part("within", say.areaWithin) { html in
          html.list(class: "tree", inside) { html, area in tree.writeItem(area, call, to: &html) }
        }
      }
      let topics = (members.facets.first?.values ?? []).filter { $0.count > 0 }.prefix(Self.mostTopics)
      if !topics.isEmpty { html.part("topics", say.areaTopics) { call.writeIndex(Array(topics), to: &$0) } }
    }
    page.title = area.name
    page.description = area.name + ": " + tree.size(of: area, call)
    page.address = .area(area.slug)
    page.section = .areas
    return page
  }

  private func writeHead(to html: inout HTMLWriter) {
    html.element(.div, [.class("head")]) { html in
      html.element(.h1, [.lang(call.lang(of: "name", in: area.fallback))], text: area.name)
      guard let parent = area.parent.flatMap(tree.area) else { return }
      html.element(.p, [.class("sub")]) { html in
        html.phrase(call.say.areaIn(area: HTMLWriter.gap)) { html in
          html.link(
            call.link(.area(parent.slug)), [.lang(call.lang(of: "name", in: parent.fallback))], parent.name)
        }
      }
    }
    html.line()
  }

  private func writeMembers(to html: inout HTMLWriter) {
    let say = call.say
    if let itself {
      html.element(.p) { html in
        html.phrase(say.areaIsMember(name: HTMLWriter.gap)) { html in
          html.link(call.link(.member(itself.slug)), itself.name)
        }
      }
    }
    guard !members.items.isEmpty else {
      if itself == nil { html.paragraph(say.areaEmpty) }
      return
    }
    rows.write(members.items, to: &html)
    if members.next != nil {
      html.element(.p) { html in
        html.link(
          call.link(list), [.class("more")], say.membersCountMany(count: call.number(members.total)))
      }
    }
    call.writeFormats(say.listAs, of: list, [.csv, .json, .vcf], feed: true, to: &html)
  }
}
