internal import Directory

/// Parses places and distances.
enum PlaceSyntax {
  static let placePattern = "-?[0-9]{1,2}(\\.[0-9]{1,6})?,-?[0-9]{1,3}(\\.[0-9]{1,6})?"
  static let distancePattern = "[0-9]{1,5}(\\.[0-9]{1,3})?"
  private static let longestKilometres = 20_000

  /// Returns the circle around a place, `59.91,10.75`.
  static func place(_ text: String) throws(InvalidValue.Reason) -> Circle {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, let latitude = degrees(parts[0], upTo: 90),
      let longitude = degrees(parts[1], upTo: 180)
    else { throw .noPlace }
    return Circle(latitude: latitude, longitude: longitude)
  }

  private static func degrees(_ text: Substring, upTo limit: Int) -> Int? {
    guard let number = FieldNumber(text), number.millionths.magnitude <= limit * Location.unitsPerDegree
    else { return nil }
    return Int(number.millionths)
  }

  /// Returns the order of a list. Throws if it is by distance and no clause has a place. The parameters of
  /// places come first.
  static func sort(
    _ text: String, among known: [String], with clauses: [Clause]
  ) throws(InvalidValue.Reason) -> [SortKey] {
    let sort = try ArgumentSyntax.sort(text, among: known)
    guard sort.contains(where: { $0.field == SortKey.distance }) else { return sort }
    let hasPlace = clauses.contains { if case .near = $0.condition { true } else { false } }
    guard hasPlace else { throw .noNear }
    return sort
  }

  /// Sets the radius of the circle that the clauses have.
  static func setDistance(_ text: String, in clauses: inout [Clause]) throws(InvalidValue.Reason) {
    guard let number = FieldNumber(text), number.millionths > 0,
      number.millionths <= longestKilometres * Int(FieldNumber.perUnit)
    else { throw .noDistance }
    for index in clauses.indices {
      guard case .near(var circle) = clauses[index].condition else { continue }
      circle.metres = max(Int(number.millionths) / 1_000, 1)
      clauses[index].condition = .near(circle)
      return
    }
    throw .noNear
  }
}
