internal import HTTPCore

/// The formats that a route offers, and how one is chosen (RFC 9110 §12).
///
/// It is a class because each cache hit reads it from the table.
final class Offers: Sendable {
  /// The formats in the server's order of preference.
  let formats: [Format]
  let types: [MediaType]
  /// The `Content-Type` of each format.
  private let contentTypes: [Response.Field]
  /// The types for programs other than curl, if browsers get a page of their own. Empty if all clients choose
  /// from `types`.
  private let typesForPrograms: [MediaType]
  /// The same types in the order for curl, with text first.
  private let typesForCurl: [MediaType]
  /// The request fields on which the choice depends (RFC 9110 §12.5.5).
  let vary: Response.Field
  /// True if the format is a part of the path's name, which takes precedence over Accept as a suffix does.
  private let isNamed: Bool

  init(_ formats: Format..., isNamed: Bool = false) {
    self.formats = formats
    self.isNamed = isNamed
    types = formats.map(\.media)
    contentTypes = formats.map(Self.contentType)
    typesForPrograms = []
    typesForCurl = []
    vary = Response.Field("Vary", isNamed ? "Accept-Encoding" : "Accept, Accept-Encoding")
  }

  private init(forPrograms: [Format], forCurl: [Format], forBrowsers: Format) {
    isNamed = false
    formats = forPrograms + [forBrowsers]
    types = formats.map(\.media)
    contentTypes = formats.map(Self.contentType)
    typesForPrograms = forPrograms.map(\.media)
    typesForCurl = forCurl.map(\.media)
    // curl accepts anything, as most programs do, so Accept doesn't tell it from them.
    vary = Response.Field("Vary", "Accept, Accept-Encoding, User-Agent, Sec-Fetch-Mode")
  }

  /// A picture, whose one format is that of its file.
  static let picture = Offers()
  static let json = Offers(.json)
  static let text = Offers(.json, .text)
  static let page = Offers(.html)
  static let table = Offers(.csv, isNamed: true)
  static let styleSheet = Offers(.css)
  static let script = Offers(.js)
  static let linkset = Offers(.linkset, .json)
  static let records = Offers(.json, .csv, .ndjson, .jsonld, .text)
  static let record = Offers(.json, .csv, .jsonld, .text)
  /// The formats of records that an address book can import.
  static let cards = Offers(.json, .csv, .ndjson, .jsonld, .vCard, .text)
  static let card = Offers(.json, .csv, .jsonld, .vCard, .text)
  /// The formats of members, which also have places.
  static let places = Offers(.json, .csv, .ndjson, .jsonld, .vCard, .geoJSON, .text)
  static let place = Offers(.json, .csv, .jsonld, .vCard, .geoJSON, .text)
  static let feed = Offers(.json, .atom)
  /// JSON for programs, text for people who use curl, which accepts anything, and a page for browsers.
  static let help = Offers(forPrograms: [.json, .text], forCurl: [.text, .json], forBrowsers: .html)

  /// Returns an index into `types`, or nil if Accept excludes all of them.
  func choose(for head: RequestHead, in bytes: Span<UInt8>) -> Int? {
    if typesForPrograms.isEmpty {
      guard let chosen = MediaType.negotiate(types, for: head, in: bytes) else { return isNamed ? 0 : nil }
      return types.count == 1 ? 0 : index(of: chosen)
    }
    if head.isNavigation(in: bytes) { return types.count - 1 }
    let offers = Self.isCurl(head, in: bytes) ? typesForCurl : typesForPrograms
    // A program that accepts nothing but the page gets the page.
    let chosen =
      MediaType.negotiate(offers, for: head, in: bytes) ?? MediaType.negotiate(types, for: head, in: bytes)
    return chosen.flatMap(index)
  }

  func contentType(of format: Format) -> Response.Field {
    formats.firstIndex(of: format).map { contentTypes[$0] } ?? Self.contentType(format)
  }

  private static func contentType(_ format: Format) -> Response.Field {
    Response.Field("Content-Type", "\(format.media.field)")
  }

  /// Compares the addresses of the literals: comparing their texts would allocate, and a cache hit takes this
  /// path.
  private func index(of type: MediaType) -> Int? {
    types.firstIndex { unsafe $0.field.utf8Start == type.field.utf8Start }
  }

  private static func isCurl(_ head: RequestHead, in bytes: Span<UInt8>) -> Bool {
    guard let agent = head.first(.userAgent), agent.count >= 5 else { return false }
    return bytes.equals(agent.lowerBound..<agent.lowerBound &+ 5, "curl/")
  }
}
