internal import Crypto
internal import Directory
internal import HTML
internal import HTTPCore
internal import Representations

/// The files that pages load. The address of each names its content, so that browsers keep it for good.
package final class Assets: Sendable {
  struct File: Sendable {
    let path: String
    let file: StaticFile
    /// For the attribute `integrity` (Subresource Integrity §3.5).
    let integrity: String
  }

  private let files: [String: File]
  /// The paths by the names of the files.
  private let paths: [String: String]
  let staff: StaffFiles

  /// - Parameters:
  ///   - brandColour: `#rrggbb`; nil for the standard colour.
  ///   - origin: the scheme and host of the server, if the settings say so.
  package init(brandColour: String? = nil, origin: String? = nil) {
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
    staff = StaffFiles(EmbeddedFiles.staff, fields: PageFields(origin: origin))
  }

  func path(_ name: String) -> String { paths[name] ?? "/" }
  func link(_ name: String) -> Link { Link(local: path(name)) }
  func integrity(_ name: String) -> String { paths[name].flatMap { files[$0]?.integrity } ?? "" }
  func file(_ path: String) -> File? { files[path] }

  private static func file(_ name: String, _ content: [UInt8]) -> File {
    let parts = name.split(separator: ".")
    let digest = StaticFile.digest(content)
    let stem = parts.dropLast().joined(separator: ".")
    let path =
      stem == "widget"
      ? "/widget/1/member-directory.\(digest).js" : "/assets/\(stem).\(digest).\(parts.last ?? "")"
    let fields = fields(StaticFile.lasting)
    let file = StaticFile(content, type: StaticFile.type(of: name), fields: fields)
    return File(path: path, file: file, integrity: integrity(of: content))
  }

  private static func moving(_ widget: File) -> File {
    let content = widget.file.identity.body
    let file = StaticFile(content, type: .javaScript, fields: fields("public, max-age=3600"))
    return File(path: "/widget/1.js", file: file, integrity: widget.integrity)
  }

  /// Returns the fields of files that other sites may load: those with a strict policy need the last one.
  private static func fields(_ cacheControl: String) -> [Response.Field] {
    [
      Response.Field("Cache-Control", cacheControl), Response.Field("Access-Control-Allow-Origin", "*"),
      Response.Field("Cross-Origin-Resource-Policy", "cross-origin"),
    ]
  }

  private static func integrity(of content: [UInt8]) -> String {
    "sha384-" + Base64URL.encodePadded(Array(SHA384.hash(data: content)))
  }
}
