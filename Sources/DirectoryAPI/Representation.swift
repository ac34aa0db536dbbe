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
  /// When the directory last changed, seconds since 1970; nil where that says nothing about this answer.
  let modified: Int64?
  /// Made for whoever showed a token: for no cache.
  var isPrivate = false
  /// The value of a `Link` field that leads to the other formats.
  var alternates: String?

  /// `compressed` is the content under gzip, or nil for the content as it is.
  func response(compressed: [UInt8]? = nil) -> StoredResponse {
    let (response, tag) = whole(compressed: compressed)
    return StoredResponse(response, tag: tag, modified: tag == nil ? nil : modified)
  }

  func whole(compressed: [UInt8]? = nil, more: [Response.Field] = []) -> (response: Response, tag: EntityTag?)
  {
    var fields = describingFields
    fields += more
    var tag: EntityTag?
    if case .moment = route.validity {
      fields.append(Response.Field("Cache-Control", "no-store"))
    } else {
      let ownTag = EntityTag(of: content.bytes, isCompressed: compressed != nil)
      tag = ownTag
      // Kept by whoever likes, asked about each time: a corrected record shows at once, and asking costs a
      // 304 (RFC 9111 §5.2.2.4).
      fields.append(Response.Field("Cache-Control", isPrivate ? "private, no-store" : "public, no-cache"))
      fields.append(Response.Field("ETag", ownTag.text))
      if let modified { fields.append(Response.Field("Last-Modified", HTTPDate.text(modified))) }
    }
    fields.append(Response.Field("Vary", hasSuffix ? "Accept-Encoding" : route.offers.vary))
    if compressed != nil { fields.append(Response.Field("Content-Encoding", "gzip")) }
    if let link = content.link { fields.append(Response.Field("Link", link)) }
    // A line of its own, so that who looks for the next page alone finds it where it was.
    if let alternates { fields.append(Response.Field("Link", alternates)) }
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
        Response.Field("Cache-Control", "no-store"),
        Response.Field("Vary", hasSuffix ? "Accept-Encoding" : route.offers.vary),
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

extension EntityTag {
  /// 128 bits of SHA-256 over the content as it is: enough that no two ever meet (RFC 9110 §8.8.3.1 asks for
  /// no more than that), and the same on every loop, process and machine. Gzip is another representation and
  /// has a tag of its own (§8.8.3.3); a dot is not in base64url, so the two cannot meet either.
  init(of content: [UInt8], isCompressed: Bool = false) {
    var hasher = SHA256()
    unsafe content.withUnsafeBytes { octets in unsafe hasher.update(bufferPointer: octets) }
    let digest = Base64URL.encode(Array(hasher.finalize().prefix(16)))
    self.init(opaque: isCompressed ? digest + ".gzip" : digest)
  }
}
