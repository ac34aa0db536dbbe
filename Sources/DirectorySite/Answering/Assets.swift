internal import Crypto
internal import Directory
internal import Gzip
internal import HTML
internal import HTTPCore
internal import Representations

/// The files that pages load. The address of each names its content, so that browsers keep it for good.
package final class Assets: Sendable {
  struct File: Sendable {
    let path: String
    let identity: StoredResponse
    let gzip: StoredResponse
    /// For the attribute `integrity` (Subresource Integrity §3.5).
    let integrity: String
  }

  private let files: [String: File]
  /// The paths by the names of the files.
  private let paths: [String: String]
  /// - Parameter brandColour: `#rrggbb`; nil for the standard colour.
  package init(brandColour: String? = nil) {
    var files: [String: File] = [:]
    var paths: [String: String] = [:]
    func add(_ name: String, _ text: String) {
      let file = Self.file(name, Array(text.utf8))
      files[file.path] = file
      paths[name] = file.path
    }
    let colours = brandColour.flatMap(BrandColours.init)
    for file in EmbeddedFiles.site { add(file.name, colours?.apply(to: file.text) ?? file.text) }
    // An address that may move to a later version of the file.
    if let name = paths["widget.js"], let widget = files[name] { files["/widget/1.js"] = Self.moving(widget) }
    self.files = files
    self.paths = paths
  }

  func path(_ name: String) -> String { paths[name] ?? "/" }
  func link(_ name: String) -> Link { Link(local: path(name)) }
  func integrity(_ name: String) -> String { paths[name].flatMap { files[$0]?.integrity } ?? "" }
  func file(_ path: String) -> File? { files[path] }

  private static func file(_ name: String, _ content: [UInt8]) -> File {
    let parts = name.split(separator: ".")
    let digest = Array(SHA256.hash(data: content).prefix(6)).map { hex($0) }.joined()
    let stem = parts.dropLast().joined(separator: ".")
    let path =
      stem == "widget"
      ? "/widget/1/member-directory.\(digest).js" : "/assets/\(stem).\(digest).\(parts.last ?? "")"
    let (identity, gzip) = responses(
      content, type: type(of: parts.last), "public, max-age=31536000, immutable")
    return File(path: path, identity: identity, gzip: gzip, integrity: integrity(of: content))
  }

  private static func moving(_ widget: File) -> File {
    let (identity, gzip) = responses(widget.identity.body, type: .javaScript, "public, max-age=3600")
    return File(path: "/widget/1.js", identity: identity, gzip: gzip, integrity: widget.integrity)
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = Array("0123456789abcdef")
    return String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
  }

  private static func integrity(of content: [UInt8]) -> String {
    "sha384-" + Base64URL.encodePadded(Array(SHA384.hash(data: content)))
  }

  private static func type(of ending: Substring?) -> MediaType {
    switch ending {
    case "css": .css
    case "js": .javaScript
    case "svg": .svg
    default: .octets
    }
  }

  private static func responses(
    _ content: [UInt8], type: MediaType, _ cacheControl: String
  ) -> (identity: StoredResponse, gzip: StoredResponse) {
    // Other sites load the widget, and pages with a strict policy need this.
    let fields = [
      Response.Field("Content-Type", "\(type.field)"), Response.Field("Cache-Control", cacheControl),
      Response.Field("Vary", "Accept-Encoding"), Response.Field("X-Content-Type-Options", "nosniff"),
      Response.Field("Access-Control-Allow-Origin", "*"),
      Response.Field("Cross-Origin-Resource-Policy", "cross-origin"),
    ]
    let tagged = { (fields: [Response.Field], tag: EntityTag) in
      fields + [Response.Field("ETag", tag.text)]
    }
    let digest = EntityTag.digest(of: content)
    let tag = EntityTag(of: digest, isCompressed: false)
    let identity = StoredResponse(
      Response(.ok, fields: tagged(fields, tag), body: .bytes(content)), tag: tag)
    guard let compressed = try? GzipCompressor(level: 9).compress(content), compressed.count < content.count
    else { return (identity, identity) }
    let coded = EntityTag(of: digest, isCompressed: true)
    let response = Response(
      .ok, fields: tagged(fields, coded) + [Response.Field("Content-Encoding", "gzip")],
      body: .bytes(compressed))
    return (identity, StoredResponse(response, tag: coded))
  }
}
