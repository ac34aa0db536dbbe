internal import HTTPCore

/// The formats in which a route's answer can be had, and how one is chosen (RFC 9110 §12). A class, since each hit of
/// the cache takes it from the table.
final class Offers: Sendable {
  /// In our order of preference.
  let formats: [Format]
  let types: [MediaType]
  /// `Content-Type` of each.
  private let contentTypes: [Response.Field]
  /// The same in curl's order: text first. Empty where the client makes no difference.
  private let typesForCurl: [MediaType]
  /// `Vary`: what the choice depended on (RFC 9110 §12.5.5).
  let vary: Response.Field

  init(_ formats: Format...) {
    self.formats = formats
    types = formats.map(\.media)
    contentTypes = formats.map(Self.contentType)
    typesForCurl = []
    vary = Response.Field("Vary", "Accept, Accept-Encoding")
  }

  private init(formats: [Format], forCurl: [Format]) {
    self.formats = formats
    types = formats.map(\.media)
    contentTypes = formats.map(Self.contentType)
    typesForCurl = forCurl.map(\.media)
    vary = Response.Field("Vary", "Accept, Accept-Encoding, User-Agent")
  }

  static let json = Offers(.json)
  static let text = Offers(.json, .text)
  static let page = Offers(.html)
  static let styleSheet = Offers(.css)
  static let script = Offers(.js)
  static let linkset = Offers(.linkset, .json)
  static let records = Offers(.json, .csv, .ndjson, .jsonld, .text)
  static let record = Offers(.json, .csv, .jsonld, .text)
  /// Of what an address book takes.
  static let cards = Offers(.json, .csv, .ndjson, .jsonld, .vCard, .text)
  static let card = Offers(.json, .csv, .jsonld, .vCard, .text)
  static let feed = Offers(.json, .atom)
  /// JSON for programs; text for people at a terminal, whose curl says that it takes anything.
  static let help = Offers(formats: [.json, .text], forCurl: [.text, .json])

  /// The index into `types`; nil where Accept takes none of them.
  func choose(for head: RequestHead, in bytes: Span<UInt8>) -> Int? {
    if typesForCurl.isEmpty {
      guard let chosen = MediaType.negotiate(types, for: head, in: bytes) else { return nil }
      return types.count == 1 ? 0 : index(of: chosen)
    }
    let offers = Self.isCurl(head, in: bytes) ? typesForCurl : types
    return MediaType.negotiate(offers, for: head, in: bytes).flatMap(index)
  }

  func contentType(of format: Format) -> Response.Field {
    formats.firstIndex(of: format).map { contentTypes[$0] } ?? Self.contentType(format)
  }

  private static func contentType(_ format: Format) -> Response.Field {
    Response.Field("Content-Type", "\(format.media.field)")
  }

  /// By the address of the literal: comparing its text would allocate on the path of a cache hit.
  private func index(of type: MediaType) -> Int? {
    types.firstIndex { unsafe $0.field.utf8Start == type.field.utf8Start }
  }

  private static func isCurl(_ head: RequestHead, in bytes: Span<UInt8>) -> Bool {
    guard let agent = head.first(.userAgent), agent.count >= 5 else { return false }
    return bytes.equals(agent.lowerBound..<agent.lowerBound &+ 5, "curl/")
  }
}

/// Which coding of the chosen representation is sent (RFC 9110 §12.5.3).
enum CodingChoice: Sendable {
  case identity
  /// Gzip where it makes the content smaller.
  case gzip
  /// Gzip whatever it costs: the client has excluded identity.
  case gzipOnly

  /// Nil where the client takes neither.
  init?(_ acceptance: ContentCoding.Acceptance) {
    if acceptance.identity {
      self = acceptance.prefersGzip ? .gzip : .identity
    } else {
      guard acceptance.gzip else { return nil }
      self = .gzipOnly
    }
  }
}
