import CSQLite
import Foundation
import Synchronization

struct Member: Codable, Sendable {
  struct County: Codable, Sendable { var slug, name: String }
  struct Population: Codable, Sendable { var value: Int, approximate: Bool }
  struct Fact: Codable, Sendable { var label, text: String }
  struct Topic: Codable, Sendable { var slug, name, kind: String }

  var slug, kind, name, shortName: String
  var county: County?
  var summary: String
  var population: Population?
  var joined: String?
  var focusAreas: [String] = []
  var facts: [Fact] = []
  var topics: [Topic] = []
}

struct SQLiteFailure: Error { var code: Int32 }

/// Reads one member by its slug: its row, joined with its kind and county, and its topics. Both queries are
/// prepared once.
///
/// @unchecked: the statements are used only under the lock, which is never contended on one core.
final class Members: @unchecked Sendable {
  private let lock = Mutex(())
  private let member, topics: OpaquePointer
  private let decoder = JSONDecoder()

  init(path: String) throws {
    var handle: OpaquePointer?
    let code = sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let handle else { throw SQLiteFailure(code: code) }
    member = try Self.prepare(
      handle,
      """
      SELECT m.id, m.slug, k.slug, m.name, m.short_name, m.summary, m.population,
        m.population_is_approximate, m.joined, c.slug, c.name, m.focus_areas, m.facts
      FROM members AS m CROSS JOIN member_kinds AS k ON k.id = m.kind_id
      LEFT JOIN areas AS c ON c.id = m.area_id WHERE m.slug = ?
      """)
    topics = try Self.prepare(
      handle,
      """
      SELECT t.slug, t.name, t.kind
      FROM member_topics AS r CROSS JOIN topics AS t ON t.id = r.topic_id
      WHERE r.member_id = ? ORDER BY t.sort_key
      """)
  }

  func member(slug: String) throws -> Member? {
    try lock.withLock { _ in
      guard var (id, found) = try first(slug) else { return nil }
      found.topics = try rows(topics, id) {
        Member.Topic(slug: Self.text($0, 0), name: Self.text($0, 1), kind: Self.text($0, 2))
      }
      return found
    }
  }

  private func first(_ slug: String) throws -> (Int64, Member)? {
    defer { sqlite3_reset(member) }
    sqlite3_bind_text(member, 1, slug, -1, Self.transient)
    guard sqlite3_step(member) == SQLITE_ROW else { return nil }
    var found = Member(
      slug: Self.text(member, 1), kind: Self.text(member, 2), name: Self.text(member, 3),
      shortName: Self.text(member, 4), summary: Self.text(member, 5))
    if sqlite3_column_type(member, 6) != SQLITE_NULL {
      found.population = Member.Population(
        value: Int(sqlite3_column_int64(member, 6)), approximate: sqlite3_column_int(member, 7) != 0)
    }
    if sqlite3_column_type(member, 8) != SQLITE_NULL { found.joined = Self.text(member, 8) }
    if sqlite3_column_type(member, 9) != SQLITE_NULL {
      found.county = Member.County(slug: Self.text(member, 9), name: Self.text(member, 10))
    }
    found.focusAreas = try list(11)
    found.facts = try list(12)
    return (sqlite3_column_int64(member, 0), found)
  }

  /// Half of the columns are an empty list; an ordinary program starts no decoder for these.
  private func list<Item: Decodable>(_ column: Int32) throws -> [Item] {
    let text = Self.text(member, column)
    return text == "[]" ? [] : try decoder.decode([Item].self, from: Data(text.utf8))
  }

  private func rows<Row>(
    _ statement: OpaquePointer, _ id: Int64, _ row: (OpaquePointer) -> Row
  ) throws -> [Row] {
    defer { sqlite3_reset(statement) }
    sqlite3_bind_int64(statement, 1, id)
    var rows: [Row] = []
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW: rows.append(row(statement))
      case SQLITE_DONE: return rows
      case let code: throw SQLiteFailure(code: code)
      }
    }
  }

  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  private static func text(_ statement: OpaquePointer, _ column: Int32) -> String {
    sqlite3_column_text(statement, column).map { String(cString: $0) } ?? ""
  }

  private static func prepare(_ handle: OpaquePointer, _ sql: String) throws -> OpaquePointer {
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
    guard code == SQLITE_OK, let statement else { throw SQLiteFailure(code: code) }
    return statement
  }
}
