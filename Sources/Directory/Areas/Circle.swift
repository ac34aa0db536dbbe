/// A place on the earth and all that is near it.
package struct Circle: Sendable, Hashable {
  /// In the units of `Location`.
  package var latitude: Int
  package var longitude: Int
  package var metres: Int

  package init(latitude: Int, longitude: Int, metres: Int = Circle.standard) {
    self.latitude = latitude
    self.longitude = longitude
    self.metres = metres
  }

  /// The radius of a question that states none: 50 km, from one town to the next ones.
  package static let standard = 50_000
  /// Half of the way around the earth.
  package static let largest = 20_100_000
  /// The mean radius of the earth in metres (IUGG). The distance on a sphere differs from that on the
  /// ellipsoid by at most half a percent.
  package static let earth = 6_371_008.8
}
