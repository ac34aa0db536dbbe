/// Knows in which county an area is, for the references of members: `county` and `area` are two names of one
/// reference.
package struct AreaPlaces {
  /// Returns the published area or county with that slug.
  private let area: (String) throws(DirectoryError) -> DirectoryDocument.Area?

  package init(_ area: @escaping (String) throws(DirectoryError) -> DirectoryDocument.Area?) {
    self.area = area
  }

  /// Returns the record with one name for the area of a member: `county` if it is a county, and `area`
  /// otherwise. A row of a table has both, and so may a request.
  ///
  /// Throws `invalidRecord` if the two disagree.
  func settled(_ record: DirectoryRecord) throws(DirectoryError) -> DirectoryRecord {
    guard case .member(var member) = record, let area = member.area, try self.area(area) != nil else {
      return record
    }
    let county = try county(of: area)
    if let other = member.county, other != county {
      throw .invalidRecord([Self.elsewhere(other, area, isIn: county)])
    }
    member.county = county == area ? county : nil
    member.area = county == area ? nil : area
    return .member(member)
  }

  /// Returns the patch of a member so that it changes its area as a whole. A county by itself moves the
  /// member to that county: an area that isn't in it is removed. A county and an area are both kept if the
  /// area is in the county.
  func placing(_ patch: JSONValue, over record: DirectoryRecord?) throws(DirectoryError) -> JSONValue {
    guard case .object(var members) = patch, case .member(let member)? = record else { return patch }
    switch (patch.member("county"), patch.member("area")) {
    case (nil, .some): members.append(JSONMember(name: "county", value: .null))
    case (let county?, nil):
      guard let area = member.area else { return patch }
      // What an answer or a table shows as the county of an area stays true if it is sent again.
      let current: JSONValue = if let slug = try self.county(of: area) { .string(slug) } else { .null }
      if county == current {
        members.removeAll { $0.name == "county" }
      } else {
        members.append(JSONMember(name: "area", value: .null))
      }
    default: break
    }
    return .object(members)
  }

  private static func elsewhere(_ county: String, _ area: String, isIn other: String?) -> DocumentFault {
    let fact =
      other.map { "the area \"\(area)\" is in \"\($0)\"" } ?? "the area \"\(area)\" is in no county"
    return DocumentFault(
      pointer: "/county", code: .unknownReference, message: "\(fact), and not in \"\(county)\"",
      hint: other.map { "write \"\($0)\" as the county, or write another area or null as the area" }
        ?? "leave out the county, or write another area or null as the area")
  }

  /// Returns the area itself if it is a county, or else the nearest county that it is in.
  private func county(of slug: String) throws(DirectoryError) -> String? {
    var seen: Set<String> = []
    var current: String? = slug
    while let slug = current, seen.insert(slug).inserted {
      guard let area = try area(slug) else { return nil }
      if area.isCounty { return slug }
      current = area.parent
    }
    return nil
  }
}
