internal import Crypto
internal import Directory
internal import HTTPCore
internal import Representations

/// Content in one format, with the other parts of its response.
struct Representation {
  let route: Route
  let format: Format
  /// True if the format comes from a suffix of the path, false if it comes from Accept.
  let hasSuffix: Bool
  let content: Content
  /// When the content last changed, at the latest when the directory did; nil if it doesn't depend on it.
  var modified: ModificationTime?
  let policy: CachePolicy
  /// The field with the tags by which a cache can be purged.
  var tags: Response.Field?
  /// True if the request had a token; no cache may store the response.
  var isPrivate = false
  /// The language that the client chose; nil if it chose none.
  var language: String?
  /// The `Link` to the other formats.
  var alternates: Response.Field?

  /// - Parameters:
  ///   - digest: the digest of the uncompressed content; nil if no cache may store the response.
  ///   - compressed: the content compressed with gzip; nil if it is sent uncompressed.
  func response(_ digest: SHA256.Digest?, compressed: [UInt8]? = nil) -> StoredResponse {
    let tag = digest.map { EntityTag(of: $0, state: content.state?.text, isCompressed: compressed != nil) }
    // A copy of the exact size: the cache would otherwise keep the unused capacity too.
    let body = Array((compressed ?? content.bytes)[...])
    let response = Response(
      .ok, fields: fields(tag: tag, isCompressed: compressed != nil), body: .bytes(body))
    return StoredResponse(response, tag: tag, modified: tag == nil ? nil : modified?.seconds)
  }

  /// - Parameter tag: nil if no cache may store the response.
  func fields(tag: EntityTag?, isCompressed: Bool, more: [Response.Field] = []) -> [Response.Field] {
    var fields = describingFields
    fields += more
    if let tag {
      fields.append(isPrivate ? Self.private : policy.control)
      if !isPrivate, let tags { fields.append(tags) }
      fields.append(Response.Field("ETag", tag.text))
      if let modified { fields.append(modified.field) }
    } else {
      fields.append(Self.noStore)
    }
    fields.append(hasSuffix ? Self.variesByCoding : route.offers.vary)
    if isCompressed { fields.append(Self.gzip) }
    fields += links
    fields += CrossOrigin.fields
    return fields
  }

  /// Returns a response that is sent while it is read.
  ///
  /// - Parameter tag: nil if no cache may store the response.
  func response(streaming source: any BodySource, tag: EntityTag?, isCompressed: Bool) -> Response {
    Response(.ok, fields: fields(tag: tag, isCompressed: isCompressed), body: .source(source, length: nil))
  }

  /// The link to the next page, then those to other formats on a line of their own, so that clients which
  /// read only the first need not skip them. A line that there is no room for is left out.
  private var links: [Response.Field] {
    var room = Links.mostBytes
    var fields: [Response.Field] = []
    for field in [content.link.map { Response.Field("Link", $0) }, alternates] {
      guard let field, field.length <= room else { continue }
      room -= field.length
      fields.append(field)
    }
    return fields
  }

  private var describingFields: [Response.Field] {
    var fields: [Response.Field] = []
    fields.reserveCapacity(12)
    fields.append(route.offers.contentType(of: format))
    if let language { fields.append(Response.Field("Content-Language", language)) }
    if let name = content.fileName {
      // Slugs and names of the program, which have no characters that must be escaped (RFC 6266 §4.1).
      fields.append(Response.Field("Content-Disposition", "inline; filename=\"\(name)\""))
    }
    if format == .html { fields += Self.pagePolicy }
    return fields
  }

  private static let noStore = Response.Field("Cache-Control", "no-store")
  private static let `private` = Response.Field("Cache-Control", "private, no-store")
  private static let variesByCoding = Response.Field("Vary", "Accept-Encoding")
  private static let gzip = Response.Field("Content-Encoding", "gzip")

  /// A page may run this server's scripts and styles and make requests to this server only, and may not be
  /// framed (Content Security Policy Level 3).
  private static let pagePolicy = [
    Response.Field(
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
    Response.Field("Referrer-Policy", "no-referrer"),
  ]
}
