internal import Directory
internal import HTML

/// A map on which each area is a square. It shows which areas are beside each other, not how large they are.
struct TileMap {
  struct Tile: Sendable {
    let area: String
    /// In halves of a square, from the left.
    let column: Int
    let row: Int
    /// The lines of the name in English.
    let name: [String]
    let norwegian: [String]

    init(_ area: String, _ column: Int, _ row: Int, _ name: [String], norwegian: [String]? = nil) {
      self.area = area
      self.column = column
      self.row = row
      self.name = name
      self.norwegian = norwegian ?? name
    }
  }

  private let tiles: [Tile]

  private static let size = 64
  private static let step = 68

  /// Returns nil if fewer than two areas of the directory have a place on a map.
  init?(of tree: AreaTree) {
    let slugs = Set(tree.areas.map(\.slug))
    let best = Self.sets.map { tiles in (tiles, tiles.filter { slugs.contains($0.area) }.count) }
      .max { $0.1 < $1.1 }
    guard let best, best.1 >= 2 else { return nil }
    tiles = best.0
  }

  func write(_ tree: AreaTree, _ call: SiteCall, to html: inout HTMLWriter) {
    let width = (tiles.map { $0.column * Self.step / 2 }.max() ?? 0) + Self.size + 2
    let height = (tiles.map { $0.row * Self.step }.max() ?? 0) + Self.size + 2
    let attributes: [Attribute] = [
      .class("map"), .viewBox(width, height), .width(width), .height(height), .role("group"),
      .labelledBy("map-title"),
    ]
    html.element(.svg, attributes) { html in
      html.element(.title, [.id("map-title")], text: call.say.mapTitle)
      html.line()
      for tile in tiles { write(tile, tree.area(tile.area), tree, call, to: &html) }
    }
    html.line()
  }

  private func write(
    _ tile: Tile, _ area: DirectoryDocument.Area?, _ tree: AreaTree, _ call: SiteCall,
    to html: inout HTMLWriter
  ) {
    let x = tile.column * Self.step / 2 + 1
    let y = tile.row * Self.step + 1
    let shape: (inout HTMLWriter) -> Void = { html in
      html.element(.rect, [.x(x), .y(y), .width(Self.size), .height(Self.size)]) { _ in }
    }
    let lines = call.language == .english ? tile.name : tile.norwegian
    let label: (inout HTMLWriter) -> Void = { html in
      for (index, line) in lines.enumerated() {
        let bottom = y + Self.size - 8 - 14 * (lines.count - 1 - index)
        html.element(.svgText, [.x(x + Self.size / 2), .y(bottom)], text: line)
      }
    }
    guard let area else {
      html.element(.g, [.unseen]) { html in
        shape(&html)
        label(&html)
      }
      return
    }
    let count = tree.count(area.slug)
    let name = area.name + ": " + tree.size(of: area, call)
    html.element(.a, [.href(call.link(.area(area.slug))), .label(name)]) { html in
      shape(&html)
      if count > 0 {
        let place: [Attribute] = [
          .class("n"), .x(x + Self.size / 2), .y(y + (lines.count > 1 ? 27 : 33)),
        ]
        html.element(.svgText, place, text: call.number(count))
      }
      label(&html)
    }
    html.line()
  }
}
