internal import Directory
internal import HTTPCore

/// A whole list, however long, in the memory of a few records.
///
/// Its first stretch is read before anything is answered, so that what is wrong with the question is a problem
/// response and not a broken 200.
///
/// Each stretch is a query of its own, with the deadline of a query, that goes on after the last key: a
/// transaction held open for as long as a slow client likes would keep the write-ahead log from ever being
/// emptied. So each record is sent as it is when its turn comes, and none is sent twice or left out because
/// others come and go. The list is counted once, which settles how it is read: a filter that leaves little is
/// not looked for along the whole list in each stretch.
///
/// Unchecked: it belongs to the loop whose reader it has, and is asked on that loop only (`BodySource`).
final class RecordStream<Item: Sendable>: BodySource, @unchecked Sendable {
  typealias Read = @Sendable (any DirectoryReader, ListQuery) throws(DirectoryError) -> Page<Item>
  /// Some 50 records of 2 kB take a third of a millisecond.
  private static var stretch: Int { 50 }

  private let reader: any DirectoryReader
  private let read: Read
  private let write: @Sendable ([Item], inout [UInt8]) -> Void
  private var query: ListQuery
  /// What is sent first.
  private var ready: [UInt8]?

  /// - Parameters:
  ///   - opening: what stands before the first record.
  ///   - first: the page that the query begins with.
  init(
    _ opening: [UInt8], _ first: Page<Item>, reader: any DirectoryReader, query: ListQuery,
    read: @escaping Read, write: @escaping @Sendable ([Item], inout [UInt8]) -> Void
  ) {
    var ready = opening
    write(first.items, &ready)
    self.ready = ready
    self.reader = reader
    self.read = read
    self.write = write
    self.query = query
    self.query.limit = Self.stretch
    self.query.knownTotal = first.total
    self.query.after = first.next
  }

  func next(into output: inout [UInt8]) throws -> Bool {
    if let ready {
      output += ready
      self.ready = nil
    } else if query.after != nil {
      let page = try read(reader, query)
      write(page.items, &output)
      query.after = page.next
    }
    return query.after != nil
  }
}
