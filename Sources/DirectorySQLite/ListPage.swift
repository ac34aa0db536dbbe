internal import Directory
internal import SQLite

/// Turns rows in the order of (sort key, id) into a page.
struct ListPage {
  /// What the page starts after, as two parameters.
  let start: [Value]
  /// One row more than is asked for tells whether there is a next page.
  let rowLimit: Value
  private let list: UInt64
  private let limit: Int

  /// - Parameter list: the name and the filters of the list, as `Cursor.fingerprint` made them.
  init(list: UInt64, limit: Int, after cursor: Cursor?) throws(DirectoryError) {
    guard cursor == nil || cursor?.list == list else { throw .invalidCursor }
    self.list = list
    self.limit = min(max(limit, 1), PageLimit.maximum)
    // Before the first row: no sort key is empty. One SQL text then serves the first page and the others.
    start = [.blob(cursor?.key ?? []), .integer(cursor?.id ?? 0)]
    rowLimit = .integer(self.limit + 1)
  }

  /// - Parameter item: makes an item of a row whose column 0 is the id and whose column 1 is the sort key.
  func read<Item>(
    _ sql: SQL, _ values: [Value], from connection: Connection, item: (borrowing Row) -> Item
  ) throws(DirectoryError) -> (items: [Item], next: Cursor?) {
    var items: [Item] = []
    var last: Cursor?
    var hasMore = false
    try connection.forEach(sql, values) { row in
      guard items.count < limit else {
        hasMore = true
        return
      }
      items.append(item(row))
      if items.count == limit { last = Cursor(list: list, id: row.integer(0), key: row.blob(1)) }
    }
    return (items, hasMore ? last : nil)
  }
}
