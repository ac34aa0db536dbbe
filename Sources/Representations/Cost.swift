/// What requests cost. A unit is about 5 microseconds of a core, the time of a cached response.
///
/// With the default limits a client may send 1,000 requests a second for cached responses, 50 for others and
/// 5 whose queries may take long, and first fifty times as many. A crawler that sends 5 requests a second
/// stays below that.
package enum Cost {
  package static let cached = 1
  /// Parsing, a query of well under a millisecond, and writing the answer: 60 to 120 microseconds.
  package static let fresh = 20
  /// Measured with 100,000 members: 0.4 ms to 1.4 s.
  package static let longQuery = 200
  /// A whole list is read and written in pieces, each of which costs what a page does.
  package static let wholeList = 200
  /// A write is checked and recorded, and waits for the disk.
  package static let write = 40
  /// An import checks and writes up to 100,000 records.
  package static let importing = 1_000
}
