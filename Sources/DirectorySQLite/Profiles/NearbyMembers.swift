internal import Directory
internal import Glibc
internal import SQLite

extension Circle {
  /// The values of the condition `isNear`: the latitudes between which the circle is, its middle twice as the
  /// formula needs it, and the largest value of the formula.
  var values: [Value] {
    let units = Double(Location.unitsPerDegree)
    let angle = Double(metres) / Circle.earth
    let band = Int64((angle * 180 / Double.pi * units).rounded(.up))
    let half = sin(min(angle, Double.pi) / 2)
    return [
      .integer(Int64(latitude) - band), .integer(Int64(latitude) + band), .integer(Int64(latitude)),
      .real(cos(Double(latitude) / units * Double.pi / 180)), .integer(Int64(longitude)), .real(half * half),
    ]
  }
}

extension Circle {
  /// Returns the distance of a member from the middle in millimetres. One without a location comes last.
  func distance(of id: SQL, isDescending: Bool) -> BoundSQL {
    let units = Double(Location.unitsPerDegree)
    let middle: [Value] = [
      .integer(Int64(latitude)), .real(cos(Double(latitude) / units * Double.pi / 180)),
      .integer(Int64(longitude)),
    ]
    let last: SQL = isDescending ? "-1" : "9223372036854775807"
    return BoundSQL(
      .phrase(
        """
        ifnull((
          SELECT CAST(12742017600.0 * asin(min(1.0, sqrt(pow(sin(radians((l.latitude - ?) / 2e6)), 2)
            + ? * cos(radians(l.latitude / 1e6)) * pow(sin(radians((l.longitude - ?) / 2e6)), 2)))) AS INTEGER)
          FROM member_locations AS l WHERE l.member_id =
        """, id, "),", last, ")"), middle)
  }
}

extension ListCondition {
  /// Selects the rows whose location is in the circle. An index finds those between its northern and its
  /// southern end; the haversine of their distance is then compared, which is exact for small distances, at
  /// the poles, and where the longitude changes its sign.
  func isNear(_ id: SQL, _ leading: Bool) -> BoundSQL {
    let meets = BoundSQL(
      """
      l.latitude BETWEEN ? AND ?
      AND pow(sin(radians((l.latitude - ?) / 2e6)), 2)
        + ? * cos(radians(l.latitude / 1e6)) * pow(sin(radians((l.longitude - ?) / 2e6)), 2) <= ?
      """, values)
    if leading, !isExcluding {
      return .phrase(
        BoundSQL(.phrase(id, "IN (SELECT l.member_id FROM member_locations AS l WHERE")), meets, ")")
    }
    return .phrase(
      isExcluding ? "NOT" : "",
      BoundSQL(.phrase("EXISTS (SELECT 1 FROM member_locations AS l WHERE l.member_id =", id, "AND")), meets,
      ")")
  }
}
