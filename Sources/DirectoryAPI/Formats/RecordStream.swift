internal import Directory
internal import HTTPCore

/// A whole list, however long, in the memory of a few records.
///
/// Each piece is a query of its own that goes on after the last key: a transaction held open for as long as
/// a slow client likes would keep the write-ahead log from ever being emptied. So each record is sent as it
/// is when its turn comes, and none is sent twice or left out because others come and go.
///
/// Unchecked: it belongs to the loop whose reader it has, and is asked on that loop only (`BodySource`).
final class RecordStream<Item: Sendable>: BodySource, @unchecked Sendable {
  /// Some 50 records of 2 kB take a third of a millisecond.
  private static var piece: Int { 50 }

  private let reader: any DirectoryReader
  private let read: @Sendable (any DirectoryReader, ListQuery) throws(DirectoryError) -> Page<Item>
  private let write: @Sendable (Item, inout [UInt8]) -> Void
  private var query: ListQuery
  private var isDone = false

  init(
    reader: any DirectoryReader, query: ListQuery,
    read: @escaping @Sendable (any DirectoryReader, ListQuery) throws(DirectoryError) -> Page<Item>,
    write: @escaping @Sendable (Item, inout [UInt8]) -> Void
  ) {
    self.reader = reader
    self.read = read
    self.write = write
    self.query = query
    self.query.limit = Self.piece
    self.query.isCounted = false
  }

  func next(into output: inout [UInt8]) throws -> Bool {
    guard !isDone else { return false }
    let page = try read(reader, query)
    for item in page.items { write(item, &output) }
    query.after = page.next
    isDone = page.next == nil
    return true
  }
}
