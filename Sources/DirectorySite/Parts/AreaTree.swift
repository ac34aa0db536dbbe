internal import Directory
internal import HTML

/// The areas of the directory with their numbers of members, as a tree and as a map.
struct AreaTree {
  let areas: [DirectoryDocument.Area]
  /// Members in an area and in those inside it, by slug. A member that is an area itself counts there.
  private let counts: [String: Int]

  init(_ reader: any DirectoryReader) throws(DirectoryError) {
    areas = try reader.areas()
    let facets = try reader.members(ListQuery(facets: ["area"], limit: 0)).facets
    var counts = Dictionary(
      (facets.first?.values ?? []).map { ($0.value, $0.count) }, uniquingKeysWith: { first, _ in first })
    let parents = Dictionary(
      areas.compactMap { area in area.parent.map { (area.slug, $0) } },
      uniquingKeysWith: { first, _ in first })
    for area in areas where area.isCounty {
      guard let member = try reader.member(slug: area.slug), member.left == nil, member.area == nil else {
        continue
      }
      var place: String? = area.slug
      while let slug = place {
        counts[slug, default: 0] += 1
        place = parents[slug]
      }
    }
    self.counts = counts
  }

  func count(_ slug: String) -> Int { counts[slug] ?? 0 }

  func area(_ slug: String) -> DirectoryDocument.Area? { areas.first { $0.slug == slug } }

  /// Returns the areas just inside one, or those inside none, in the order of the directory.
  func children(of slug: String?) -> [DirectoryDocument.Area] {
    areas.filter { $0.parent == slug }.sorted { left, right in
      (left.order ?? .max, left.name, left.slug) < (right.order ?? .max, right.name, right.slug)
    }
  }

  /// Writes the areas inside one, each with those inside it.
  func writeList(of parent: String? = nil, _ call: SiteCall, to html: inout HTMLWriter) {
    let children = children(of: parent)
    guard !children.isEmpty else { return }
    html.list(class: "tree", children) { html, area in
      writeItem(area, call, to: &html)
      writeList(of: area.slug, call, to: &html)
    }
  }

  func writeItem(_ area: DirectoryDocument.Area, _ call: SiteCall, to html: inout HTMLWriter) {
    html.link(
      call.link(.area(area.slug)), [.lang(call.lang(of: "name", in: area.fallback))], area.name)
    html.space()
    html.element(.span, [.class("num")], text: call.membersCount(count(area.slug)))
  }
}
