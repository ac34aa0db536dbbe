internal import Crypto
internal import Gzip
internal import HTTPCore
internal import Representations

/// A file of the program, as responses that are ready to be sent.
struct StaticFile: Sendable {
  /// The `Cache-Control` of a file whose address names its content.
  static let lasting = "public, max-age=31536000, immutable"

  let identity: StoredResponse
  /// The same as `identity` if compression doesn't make the file smaller.
  let gzip: StoredResponse

  /// - Parameter fields: those besides `Content-Type`, `ETag` and what belongs to the coding.
  init(_ content: [UInt8], type: MediaType, fields: [Response.Field]) {
    let fields =
      [
        Response.Field("Content-Type", "\(type.field)"), Response.Field("Vary", "Accept-Encoding"),
        Response.Field("X-Content-Type-Options", "nosniff"),
      ] + fields
    let digest = EntityTag.digest(of: content)
    let tag = EntityTag(of: digest, isCompressed: false)
    identity = StoredResponse(
      Response(.ok, fields: fields + [Response.Field("ETag", tag.text)], body: .bytes(content)), tag: tag)
    guard let compressed = try? GzipCompressor(level: 9).compress(content), compressed.count < content.count
    else {
      gzip = identity
      return
    }
    let coded = EntityTag(of: digest, isCompressed: true)
    let response = Response(
      .ok,
      fields: fields + [Response.Field("ETag", coded.text), Response.Field("Content-Encoding", "gzip")],
      body: .bytes(compressed))
    gzip = StoredResponse(response, tag: coded)
  }

  /// Returns twelve hexadecimal digits that name the content in an address.
  static func digest(_ content: [UInt8]) -> String {
    let digits = Array("0123456789abcdef")
    return SHA256.hash(data: content).prefix(6).map {
      String([digits[Int($0 >> 4)], digits[Int($0 & 15)]])
    }.joined()
  }

  /// Returns the media type of a file by the ending of its name.
  static func type(of name: String) -> MediaType {
    switch name.split(separator: ".").last {
    case "css": .css
    case "js": .javaScript
    case "svg": .svg
    case "html": .html
    default: .octets
    }
  }
}
