/// The rules of areas that need to look at other records.
extension RecordEditor {
  /// Returns the record with one name for the area of a member: `county` if it is a county, and `area`
  /// otherwise. A row of a table has both, and so may a request.
  ///
  /// Throws `invalidRecord` if the two disagree.
  package func settled(_ record: DirectoryRecord) throws(DirectoryError) -> DirectoryRecord {
    guard case .member(var member) = record, let area = member.area,
      try tables.exists(RecordKey(.area, area))
    else { return record }
    let county = try county(of: area)
    if let other = member.county, other != county {
      throw .invalidRecord([Self.elsewhere(other, area, isIn: county)])
    }
    member.county = county == area ? county : nil
    member.area = county == area ? nil : area
    return .member(member)
  }

  /// Returns the patch of a member so that it changes its area as a whole: `county` and `area` are two names
  /// of one reference. A county by itself moves the member to that county: an area that isn't in it is
  /// removed. A county and an area are both kept if the area is in the county.
  package func placing(_ patch: JSONValue, over record: DirectoryRecord?) throws(DirectoryError) -> JSONValue
  {
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

  /// Returns the published area or county with that slug.
  func area(_ slug: String) throws(DirectoryError) -> DirectoryDocument.Area? {
    if let county = try tables.published(RecordKey(.county, slug)) { return county.area }
    return try tables.published(RecordKey(.area, slug))?.area
  }

  /// Returns the key of a county for the key of an area that is one.
  package func settled(_ key: RecordKey) throws(DirectoryError) -> RecordKey {
    guard key.type == .area, let county = key.otherArea, try stored(county) != nil else { return key }
    return county
  }

  /// Throws `invalidRecord` if a county has the slug of the new area, or the reverse.
  func refuseSlugOfOtherArea(_ record: DirectoryRecord) throws(DirectoryError) {
    let key = record.key
    guard let other = key.otherArea, try stored(other) != nil else { return }
    throw .invalidRecord([
      DocumentFault(
        pointer: "/slug", code: .duplicate,
        message: "the \(other.type.noun) \"\(key.slug)\" has that slug", hint: "use another slug")
    ])
  }

  /// Writes the areas of a document. An area may be listed before the one that it is in.
  func load(areas: [DirectoryDocument.Area], in tables: any RecordTables) throws(DirectoryError) {
    for area in areas { try tables.put(area.withoutParent.record, over: nil) }
    for area in areas where area.parent != nil {
      try tables.put(area.record, over: area.withoutParent.record)
    }
  }
}

extension RecordKey {
  /// The key of an area that would have the same place among the areas; nil for what isn't an area.
  package var otherArea: RecordKey? {
    switch type {
    case .area: RecordKey(.county, slug)
    case .county: RecordKey(.area, slug)
    case .organisation, .office, .contact, .memberKind, .topicKind, .field, .topic, .member: nil
    }
  }
}

extension DirectoryRecord {
  /// The area or county; nil for another record.
  package var area: DirectoryDocument.Area? {
    switch self {
    case .area(let area), .county(let area): area
    default: nil
    }
  }

  /// Returns the record as an item of a list. A county among the areas has its kind.
  package func json(as type: RecordType) -> JSONValue {
    guard type == .area, case .county(let county) = self, case .object(let members) = DocumentJSON.json(self)
    else { return DocumentJSON.json(self) }
    return .object(members + [JSONMember(name: "kind", value: .string(county.kind))])
  }
}
