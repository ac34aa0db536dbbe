internal import HTTPCore

/// What a handler answers: the content of the representation that was asked for.
struct Content: Sendable {
  var bytes: [UInt8]
  /// In place of `bytes`: sent as it is made, and kept nowhere.
  var stream: (any BodySource)?
  /// The value of a `Link` field (RFC 8288), where there is something to link to.
  var link: String?
  /// What a browser would save it as.
  var fileName: String?

  init(bytes: [UInt8], link: String? = nil, fileName: String? = nil) {
    self.bytes = bytes
    self.link = link
    self.fileName = fileName
  }

  init(stream: any BodySource, fileName: String? = nil) {
    bytes = []
    self.stream = stream
    self.fileName = fileName
  }
}
