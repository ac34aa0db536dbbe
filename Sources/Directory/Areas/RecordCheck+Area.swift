/// The rules for areas.
extension RecordCheck {
  func area(_ area: DirectoryDocument.Area, at pointer: String) {
    values.slug(area.slug, at: pointer + "/slug")
    values.text(area.name, at: pointer + "/name", limit: DocumentLimits.name)
    values.text(area.shortName, at: pointer + "/shortName", limit: DocumentLimits.name)
    values.slug(area.kind, at: pointer + "/kind")
    if let code = area.code { self.code(code, of: area, at: pointer + "/code") }
    if let order = area.order { values.number(order, at: pointer + "/order", within: DocumentLimits.order) }
    if let parent = area.parent {
      values.reference(parent, to: known.areas, of: "area", at: pointer + "/parent")
    }
  }

  private func code(_ code: String, of area: DirectoryDocument.Area, at pointer: String) {
    if area.kind == DirectoryDocument.Area.country { return values.country(code, at: pointer) }
    let isCode = code.unicodeScalars.allSatisfy { scalar in
      ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
        || scalar == "-" || scalar == "."
    }
    guard isCode, (1...DocumentLimits.areaCode).contains(code.utf8.count) else {
      return values.faults.add(
        .invalidIdentifier, at: pointer, "\"\(code)\" isn't the code of an area",
        hint: "use up to \(DocumentLimits.areaCode) letters, digits, hyphens and dots, such as NO-34")
    }
  }

  /// Checks what the areas of a document have to do with each other.
  func areas(of document: DirectoryDocument) {
    let listed =
      document.areas.indices.map { "/areas/\($0)" } + document.counties.indices.map { "/counties/\($0)" }
    unique(document.allAreas.map(\.slug), at: { "\(listed[$0])/slug" })
    let parents = Dictionary(
      document.allAreas.map { ($0.slug, $0.parent) }, uniquingKeysWith: { first, _ in first })
    for (area, pointer) in zip(document.allAreas, listed) {
      ascends(area, at: pointer + "/parent") { parents[$0] ?? nil }
    }
    for (index, area) in document.areas.enumerated() where area.isCounty {
      values.faults.add(
        .unknownValue, at: "/areas/\(index)/kind", "a county isn't listed among the areas",
        hint: "move it to counties")
    }
    for (index, member) in document.members.enumerated() where member.county != nil && member.area != nil {
      values.faults.add(
        .duplicate, at: "/members/\(index)/area", "a member is in one area, and county names one too",
        hint: "keep the smaller one of the two")
    }
  }

  /// Checks that the chain of parents doesn't lead back to the area.
  func ascends<Failure: Error>(
    _ area: DirectoryDocument.Area, at pointer: String, _ parent: (String) throws(Failure) -> String?
  ) throws(Failure) {
    guard try leadsBack(to: area.slug, from: area.parent, parent) else { return }
    values.faults.add(
      .cycle, at: pointer, "\"\(area.slug)\" would be inside itself",
      hint: "use an area that isn't in this one, or leave it out")
  }
}

extension DirectoryDocument {
  /// The areas and the counties.
  var allAreas: [Area] { areas + counties }
}
