internal import Crypto
internal import Directory
internal import HTTPCore

/// The answer of a route in one media type, on its way to the octets of a response.
struct Representation {
  let route: Route
  let format: Format
  /// Whether the path said so, and not Accept.
  let hasSuffix: Bool
  let content: Content
  /// When the directory last changed; nil where that says nothing about this answer.
  let modified: ModificationTime?
  /// Made for whoever showed a token: for no cache.
  var isPrivate = false
  /// The `Link` that leads to the other formats.
  var alternates: Response.Field?

  /// `compressed` is the content under gzip, or nil for the content as it is.
  func response(compressed: [UInt8]? = nil) -> StoredResponse {
    let (response, tag) = whole(compressed: compressed)
    return StoredResponse(response, tag: tag, modified: tag == nil ? nil : modified?.seconds)
  }

  func whole(compressed: [UInt8]? = nil, more: [Response.Field] = []) -> (response: Response, tag: EntityTag?)
  {
    var fields = describingFields
    fields += more
    var tag: EntityTag?
    if case .moment = route.validity {
      fields.append(Self.storedByNone)
    } else {
      let ownTag = EntityTag(of: content.bytes, isCompressed: compressed != nil)
      tag = ownTag
      // Kept by whoever likes, asked about each time: a corrected record shows at once, and asking costs a
      // 304 (RFC 9111 §5.2.2.4).
      fields.append(isPrivate ? Self.private : Self.askedAbout)
      fields.append(Response.Field("ETag", ownTag.bytes.span))
      if let modified { fields.append(modified.field) }
    }
    fields.append(hasSuffix ? Self.variesByCoding : route.offers.vary)
    if compressed != nil { fields.append(Self.gzip) }
    if let link = content.link { fields.append(Response.Field("Link", link)) }
    // A line of its own, so that who looks for the next page alone finds it where it was.
    if let alternates { fields.append(alternates) }
    fields += CrossOrigin.fields
    // A copy of its exact size: what is kept would otherwise keep the room it grew in as well.
    let body = Array((compressed ?? content.bytes)[...])
    return (Response(.ok, fields: fields, body: .bytes(body)), tag)
  }

  /// Neither kept by anyone nor asked about: what it says is read while it is sent.
  func response(streaming source: any BodySource) -> Response {
    Response(
      .ok,
      fields: describingFields + [
        Self.storedByNone, hasSuffix ? Self.variesByCoding : route.offers.vary,
      ] + CrossOrigin.fields,
      body: .source(source, length: nil))
  }

  private var describingFields: [Response.Field] {
    var fields: [Response.Field] = []
    fields.reserveCapacity(12)
    fields.append(route.offers.contentType(of: format))
    if let name = content.fileName {
      // Slugs and words of ours: nothing in them needs escaping (RFC 6266 §4.1).
      fields.append(Response.Field("Content-Disposition", "inline; filename=\"\(name)\""))
    }
    if format == .html { fields += Self.pagePolicy }
    return fields
  }

  private static let storedByNone = Response.Field("Cache-Control", "no-store")
  private static let `private` = Response.Field("Cache-Control", "private, no-store")
  private static let askedAbout = Response.Field("Cache-Control", "public, no-cache")
  private static let variesByCoding = Response.Field("Vary", "Accept-Encoding")
  private static let gzip = Response.Field("Content-Encoding", "gzip")

  /// A page runs our scripts and styles and nothing else, asks us and no one else, and is framed by no one
  /// (Content Security Policy Level 3).
  private static let pagePolicy = [
    Response.Field(
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
    Response.Field("Referrer-Policy", "no-referrer"),
  ]
}
