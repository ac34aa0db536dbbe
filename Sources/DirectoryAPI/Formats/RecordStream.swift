internal import Directory
internal import HTTPCore

/// A whole list as a response body, of any length, in the memory of a few records.
///
/// The first page is read before the response begins, so that a wrong query becomes a problem response and
/// not a 200 that breaks off.
///
/// Each further page is a query of its own, with a time limit of its own, that continues after the last row.
/// One transaction for the whole body would last as long as a slow client likes, and SQLite couldn't reset
/// the write-ahead log meanwhile. So each record is sent as it is at that moment, and none is repeated or
/// skipped because others are added or removed. The list is counted once, for the first page; the count also
/// tells the store whether to walk the index or to sort what a narrow filter leaves.
///
/// Unchecked: it belongs to the event loop that owns its reader, and `BodySource` is called only there.
final class RecordStream<Item: Sendable>: BodySource, @unchecked Sendable {
  /// Reading and writing 50 records of 2 kB takes a third of a millisecond.
  private static var pageSize: Int { 50 }

  typealias Write = ([Item], inout [UInt8]) throws(DirectoryError) -> Void

  private let reader: any DirectoryReader
  private let readPage: RecordResource<Item>.ReadPage
  private let write: Write
  private var query: ListQuery
  private let frame: RecordFrame
  /// The opening and the first page, until they are sent.
  private var beginning: [UInt8]?

  /// - Parameter first: the first page of the query.
  init(
    _ frame: RecordFrame, _ first: Page<Item>, reader: any DirectoryReader, query: ListQuery,
    read readPage: @escaping RecordResource<Item>.ReadPage,
    write: @escaping Write
  ) throws(DirectoryError) {
    self.frame = frame
    var beginning = frame.opening
    try write(first.items, &beginning)
    self.beginning = beginning
    self.reader = reader
    self.readPage = readPage
    self.write = write
    self.query = query
    self.query.limit = Self.pageSize
    self.query.knownTotal = first.total
    self.query.after = first.next
  }

  func next(into output: inout [UInt8]) throws -> Bool {
    if let beginning {
      output += beginning
      self.beginning = nil
    } else if query.after != nil {
      let page = try readPage(reader, query)
      if !page.items.isEmpty { output += frame.separator }
      try write(page.items, &output)
      query.after = page.next
    }
    if query.after == nil { output += frame.closing }
    return query.after != nil
  }
}

/// The bytes around the pages of a stream.
struct RecordFrame {
  /// Before the first record.
  var opening: [UInt8] = []
  /// Between two pages.
  var separator: [UInt8] = []
  /// After the last record.
  var closing: [UInt8] = []
}
