import SQLite
import TestSupport
import Testing

@Suite("A row")
struct RowTests {
  let folder: TemporaryFolder
  let database: Database

  init() throws {
    folder = try TemporaryFolder()
    database = try Database(path: folder.file("test.sqlite"), mode: .readWrite)
  }

  private func row<Element>(_ read: (borrowing Row) -> Element) throws -> Element {
    try #require(try database.first("SELECT 7, 1.5, 'Ås', x'0102', NULL, 0") { read($0) })
  }

  @Test("has a method for each type, which returns 0, an empty value or nil for NULL")
  func readers() throws {
    #expect(try row { $0.integer(0) } == 7)
    #expect(try row { [$0.optionalInteger(0), $0.optionalInteger(4)] } == [7, nil])
    #expect(try row { [$0.boolean(0), $0.boolean(5), $0.boolean(4)] } == [true, false, false])
    #expect(try row { [$0.real(1), $0.real(4)] } == [1.5, 0])
    #expect(try row { [$0.text(2), $0.text(4)] } == ["Ås", ""])
    #expect(try row { [$0.optionalText(2), $0.optionalText(4)] } == ["Ås", nil])
    #expect(try row { [$0.bytes(2), $0.bytes(4)] } == [Array("Ås".utf8), []])
    #expect(try row { [$0.blob(3), $0.blob(4)] } == [[1, 2], []])
    #expect(try row { [$0.isNull(0), $0.isNull(4), $0.isNull(5)] } == [false, true, false])
  }

  @Test("returns each value in its storage class")
  func values() throws {
    let expected: [Value] = [
      .integer(Int64(7)), .real(1.5), .text("Ås"), .blob([1, 2]), .null, .integer(Int64(0)), .null, .null,
    ]
    #expect(try row { row in [0, 1, 2, 3, 4, 5, 6, -1].map { row.value($0) } } == expected)
  }

  @Test("appends texts and blobs, and returns their ranges")
  func appending() throws {
    var bytes: [UInt8] = [0]
    let ranges = try #require(
      try database.first("SELECT 'Ås', x'0102', NULL") {
        [
          $0.append(text: 0, to: &bytes), $0.append(blob: 1, to: &bytes), $0.append(text: 2, to: &bytes),
          $0.append(blob: 3, to: &bytes),
        ]
      })
    #expect(bytes == [0] + Array("Ås".utf8) + [1, 2])
    #expect(ranges == [1..<4, 4..<6, 6..<6, 6..<6])
  }

  @Test("has values that are made from optionals and Swift integers")
  func conversions() {
    #expect(Value.integer(3) == .integer(Int64(3)))
    #expect(Value.integer(nil as Int64?) == .null)
    #expect(Value.integer(3 as Int64?) == .integer(Int64(3)))
    #expect(Value.text("x" as String?) == .text("x"))
    #expect(Value.boolean(false) == .integer(Int64(0)))
  }
}

@Suite("An error of SQLite")
struct SQLiteErrorTests {
  @Test(
    "has the kind of its primary code, for each extended code",
    arguments: [
      (5, .busy), (6, .busy), (517, .busy), (13, .full), (8, .readOnly), (3, .readOnly), (776, .readOnly),
      (11, .corrupt), (267, .corrupt), (26, .notADatabase), (14, .cantOpen), (23, .cantOpen),
      (19, .constraint), (1555, .constraint), (9, .interrupted), (10, .ioError), (266, .ioError), (1, .other),
      (21, .other),
    ] as [(Int32, SQLiteError.Kind)])
  func kinds(code: Int32, kind: SQLiteError.Kind) {
    #expect(SQLiteError(code: code, message: "", action: "").kind == kind)
  }

  @Test("has a text with SQLite's message, the code, and the action")
  func description() {
    let error = SQLiteError(code: 13, message: "disk full", action: "opening /d")
    #expect(error.description == "disk full (SQLite code 13) while opening /d")
  }
}
