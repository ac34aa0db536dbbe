internal import Directory
internal import SQLite

/// The columns of an area. A county is a row of the kind `county`.
enum AreaColumn: Int32, RecordColumn {
  case id, slug, name, shortName, kind, code, position, parentSlug, parent

  static let statements = RecordStatements<AreaColumn>("areas", key: .slug)

  var read: SQL? {
    switch self {
    case .id: "a.id"
    case .parentSlug: "(SELECT slug FROM areas WHERE id = a.parent_id)"
    case .parent: nil
    default: written.map { "a." + $0 }
    }
  }

  var written: SQL? {
    switch self {
    case .id, .parentSlug: nil
    case .slug: "slug"
    case .name: "name"
    case .shortName: "short_name"
    case .kind: "kind"
    case .code: "code"
    case .position: "position"
    case .parent: "parent_id"
    }
  }

  func value(of area: DirectoryDocument.Area, parent: Int64?) -> Value {
    switch self {
    case .id, .parentSlug: .null
    case .slug: .text(area.slug)
    case .name: .text(area.name)
    case .shortName: .text(area.shortName)
    case .kind: .text(area.kind)
    case .code: .text(area.code)
    case .position: .integer(area.order.map { Int64($0) })
    case .parent: .integer(parent)
    }
  }
}

extension Connection {
  /// Returns the area or county with that slug.
  func area(slug: String) throws(DirectoryError) -> DirectoryDocument.Area? {
    try first(Self.areaBySlug, [.text(slug)], Self.area)
  }

  /// Returns all areas in the order of their slugs.
  func allAreas() throws(DirectoryError) -> [DirectoryDocument.Area] {
    try map(Self.areasBySlug, [], Self.area)
  }

  func hasCounties() throws(DirectoryError) -> Bool {
    try first("SELECT EXISTS (SELECT 1 FROM areas WHERE kind = 'county')") { $0.boolean(0) } ?? false
  }

  private static let areaBySlug: SQL = .phrase(
    AreaColumn.statements.select, "FROM areas AS a WHERE a.slug = ?")
  private static let areasBySlug: SQL = .phrase(
    AreaColumn.statements.select, "FROM areas AS a ORDER BY a.slug")
  /// Select pieces of the areas of either type.
  static let exportedAreas: SQL = .phrase(
    AreaColumn.statements.select,
    "FROM areas AS a WHERE a.kind <> 'county' AND a.slug > ? ORDER BY a.slug LIMIT ?")
  static let exportedCounties: SQL = .phrase(
    AreaColumn.statements.select,
    "FROM areas AS a WHERE a.kind = 'county' AND a.slug > ? ORDER BY a.slug LIMIT ?")

  /// Reads a row of `AreaColumn`.
  static func area(_ row: borrowing Row) -> DirectoryDocument.Area {
    DirectoryDocument.Area(
      slug: row.text(AreaColumn.slug), name: row.text(AreaColumn.name),
      shortName: row.text(AreaColumn.shortName), kind: row.text(AreaColumn.kind),
      code: row.optionalText(AreaColumn.code), parent: row.optionalText(AreaColumn.parentSlug),
      order: row.optionalInteger(AreaColumn.position).map { Int($0) })
  }

  func put(_ area: DirectoryDocument.Area) throws(DirectoryError) {
    let parent = try area.parent.flatMap { slug throws(DirectoryError) in
      try id(of: RecordKey(.area, slug))
    }
    let statements = AreaColumn.statements
    _ = try upsert(statements, statements.written.map { $0.value(of: area, parent: parent) })
  }
}
