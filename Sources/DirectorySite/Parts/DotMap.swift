internal import Directory
internal import HTML

/// A drawing of where members are, without a background: a dot for each, as far from the others as on the
/// ground. The list beside it says the same in words.
struct DotMap {
  private struct Dot {
    let member: Member
    let x: Int
    let y: Int
  }

  private let dots: [Dot]
  private let width: Int
  private let height: Int

  private static let longestSide = 480
  private static let margin = 16
  private static let radius = 7
  /// More dots would cover each other.
  private static let most = 300

  /// Returns nil if fewer than two members have a location.
  init?(_ reader: any DirectoryReader) throws(DirectoryError) {
    let located = Clause("located", .numbers([Bounds(from: 1, to: nil)]))
    var query = ListQuery([located], limit: Self.most)
    query.isCounted = false
    let members = try reader.members(query).items
    let places = members.compactMap { member in member.profile.location.map { (member, $0) } }
    guard places.count > 1 else { return nil }
    let latitudes = places.map(\.1.latitude)
    let longitudes = places.map(\.1.longitude)
    let (south, north) = (latitudes.min() ?? 0, latitudes.max() ?? 0)
    let (west, east) = (longitudes.min() ?? 0, longitudes.max() ?? 0)
    // A degree of longitude is shorter the farther it is from the equator.
    let shrinking = Self.cosine(Double(south + north) / 2 / Double(Location.unitsPerDegree))
    let across = max(Double(east - west) * shrinking, 1)
    let along = max(Double(north - south), 1)
    let scale = Double(Self.longestSide) / max(across, along)
    width = Int(across * scale) + 2 * Self.margin
    height = Int(along * scale) + 2 * Self.margin
    dots = places.map { member, place in
      Dot(
        member: member, x: Int(Double(place.longitude - west) * shrinking * scale) + Self.margin,
        y: Int(Double(north - place.latitude) * scale) + Self.margin)
    }
  }

  /// Returns the cosine of an angle in degrees, to three digits: the first terms of its series.
  private static func cosine(_ degrees: Double) -> Double {
    let x = degrees * .pi / 180
    let square = x * x
    return 1 - square / 2 + square * square / 24 - square * square * square / 720
  }

  func write(_ call: SiteCall, to html: inout HTMLWriter) {
    let attributes: [Attribute] = [
      .class("map"), .viewBox(width, height), .width(width), .height(height), .role("group"),
      .labelledBy("map-title"),
    ]
    html.element(.svg, attributes) { html in
      html.element(.title, [.id("map-title")], text: call.say.mapPlaces)
      html.line()
      for dot in dots {
        html.element(.a, [.href(call.link(.member(dot.member.slug))), .label(dot.member.name)]) { html in
          html.element(.circle, [.cx(dot.x), .cy(dot.y), .r(Self.radius)]) {
            $0.element(.title, text: dot.member.name)
          }
        }
        html.line()
      }
    }
    html.line()
  }
}
