import Foundation
import SQLite
import TestSupport
import Testing

@Suite("The page cache of a connection")
struct PageCacheTests {
  let folder: TemporaryFolder
  let database: Database

  init() throws {
    folder = try TemporaryFolder()
    let path = folder.file("test.sqlite")
    let writer = try Database(path: path, mode: .readWrite)
    try writer.run("CREATE TABLE things (value TEXT)")
    try writer.run("INSERT INTO things VALUES ('sound page')")
    database = try Database(path: path, mode: .readOnly)
  }

  /// Changes the bytes in the file without SQLite's knowledge.
  private func replace(_ old: String, with new: String) throws {
    let url = URL(filePath: folder.file("test.sqlite"))
    let range = try #require(try Data(contentsOf: url).range(of: Data(old.utf8)))
    let file = try FileHandle(forUpdating: url)
    try file.seek(toOffset: UInt64(range.lowerBound))
    try file.write(contentsOf: Data(new.utf8))
    try file.close()
  }

  private func value() throws(SQLiteError) -> String? {
    try database.first("SELECT value FROM things") { $0.text(0) }
  }

  @Test("keeps a page that was damaged when it was read, until the page is doubted")
  func doubt() throws {
    try replace("sound page", with: "wrong page")
    #expect(try value() == "wrong page")
    try replace("wrong page", with: "sound page")
    #expect(try value() == "wrong page")
    database.doubtPages()
    #expect(try value() == "sound page")
  }

  @Test("is emptied at the end of the transaction in which a page was doubted")
  func doubtInTransaction() throws {
    try replace("sound page", with: "wrong page")
    try database.read { () throws(SQLiteError) in
      #expect(try value() == "wrong page")
      database.doubtPages()
    }
    try replace("wrong page", with: "sound page")
    #expect(try value() == "sound page")
  }
}
