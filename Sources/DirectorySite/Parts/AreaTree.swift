internal import Directory
internal import HTML

/// The areas of the directory with their numbers of members, as a tree and as a map.
struct AreaTree {
  let areas: [DirectoryDocument.Area]
  /// Members in an area and in those inside it, by slug. A member that is the area itself is not among them,
  /// as in lists with that filter.
  private let counts: [String: Int]
  /// The slugs of areas that are members themselves, such as counties.
  private let members: Set<String>

  init(_ reader: any DirectoryReader) throws(DirectoryError) {
    areas = try reader.areas()
    let facets = try reader.members(ListQuery(facets: ["area"], limit: 0)).facets
    counts = Dictionary(
      (facets.first?.values ?? []).map { ($0.value, $0.count) }, uniquingKeysWith: { first, _ in first })
    var members: Set<String> = []
    for area in areas where area.isCounty {
      if let member = try reader.member(slug: area.slug), member.left == nil { members.insert(area.slug) }
    }
    self.members = members
  }

  func count(_ slug: String) -> Int { counts[slug] ?? 0 }

  /// Returns how many members an area has, in words; of one that has none and is a member itself, that it is
  /// one.
  func size(of area: DirectoryDocument.Area, _ call: SiteCall) -> String {
    let count = count(area.slug)
    return count == 0 && members.contains(area.slug) ? call.say.areaItself : call.membersCount(count)
  }

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
    html.element(.span, [.class("num")], text: size(of: area, call))
  }
}
