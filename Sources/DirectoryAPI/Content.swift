internal import Directory
internal import HTTPCore

/// The content of a response, in the requested format.
struct Content: Sendable {
  var bytes: [UInt8]
  /// The state of the record that the content shows; nil if it isn't JSON of one record.
  var state: RecordState?
  /// Sent instead of `bytes`, piece by piece, and not cached.
  var stream: (any BodySource)?
  /// The value of a `Link` field (RFC 8288).
  var link: String?
  /// The name under which a browser would save it.
  var fileName: String?

  init(bytes: [UInt8], link: String? = nil, fileName: String? = nil) {
    self.bytes = bytes
    self.link = link
    self.fileName = fileName
  }

  /// - Parameter record: the record that `json` shows.
  init(json: [UInt8], of record: StoredRecord) {
    bytes = json
    state = RecordState(of: record)
  }

  init(stream: any BodySource, fileName: String? = nil) {
    bytes = []
    self.stream = stream
    self.fileName = fileName
  }
}
