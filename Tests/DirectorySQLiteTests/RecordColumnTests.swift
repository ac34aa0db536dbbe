import SQLite
import TestSupport
import Testing

@testable import DirectorySQLite

@Suite("The columns of a record") struct RecordColumnTests {
  private static func expectOrder<Column: RecordColumn>(of type: Column.Type) {
    let columns = Array(Column.allCases)
    let read = columns.filter { $0.read != nil }
    #expect(columns.map(\.rawValue) == columns.indices.map { Int32($0) })
    #expect(Array(columns.prefix(read.count)) == read, "a column that is only written comes last")
    #expect(columns.allSatisfy { $0.read != nil || $0.written != nil })
  }

  @Test("are selected in the order of their raw values")
  func order() {
    Self.expectOrder(of: OrganisationColumn.self)
    Self.expectOrder(of: OfficeColumn.self)
    Self.expectOrder(of: ContactColumn.self)
    Self.expectOrder(of: AreaColumn.self)
    Self.expectOrder(of: TopicColumn.self)
    Self.expectOrder(of: MemberColumn.self)
  }

  @Test("are composed into the statements that read and write a row")
  func statements() {
    let statements = OfficeColumn.statements
    #expect(
      "\(statements.select)" == """
        SELECT o.id, o.slug, o.name, o.host, o.street, o.postcode, o.city, o.country, m.slug, m.name
        """)
    #expect(statements.readCount == 10)
    #expect(
      "\(statements.upsert)" == """
        INSERT INTO offices (slug, name, host, street, postcode, city, country, member_id, sort_key) \
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (slug) DO UPDATE SET name = excluded.name, \
        host = excluded.host, street = excluded.street, postcode = excluded.postcode, city = excluded.city, \
        country = excluded.country, member_id = excluded.member_id, sort_key = excluded.sort_key RETURNING id
        """)
    #expect(
      "\(MemberColumn.correction)" == """
        UPDATE members SET name = ?, summary = ?, population = ?, population_is_approximate = ?, joined = ?, \
        image_credit = ?, focus_areas = ?, facts = ?, profile = ?, image = ?, is_located = ? WHERE id = ?
        """)
  }

  @Test("that an index or a trigger uses are not written by the statement for corrections")
  func indexed() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("directory.sqlite")
    _ = try SQLiteDirectoryStore(path: path)
    let database = try Database(path: path, mode: .readOnly)
    let used = try database.map(
      """
      SELECT DISTINCT i.name FROM sqlite_schema AS s CROSS JOIN pragma_index_info(s.name) AS i
      WHERE s.type = 'index' AND s.tbl_name = 'members'
      """
    ) { $0.text(0) }
    let triggers = try database.map(
      "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'members'"
    ) {
      $0.text(0)
    }
    for column in MemberColumn.corrected {
      let name = "\(try #require(column.written))"
      #expect(!used.contains(name), "\(name)")
      #expect(!triggers.contains { $0.contains("OF \(name)") || $0.contains(", \(name)") }, "\(name)")
    }
    #expect(used.contains("kind_id") && !triggers.isEmpty)
  }
}
