internal import HTTPCore
internal import Representations

/// The files of the staff workspace, `Public/staff/`.
///
/// All files have addresses in one folder, `/staff/{digest}/`, so that a module imports another by its
/// relative path and browsers keep both for good. The digest names the contents of all files together: after
/// an upgrade, the page loads all modules of the new version.
struct StaffFiles: Sendable {
  /// The page that starts the application, at each address below `/staff/` that isn't a file.
  let page: StaticFile
  private let files: [String: StaticFile]

  /// - Parameters:
  ///   - sources: the names of the files, relative to the folder, and their texts.
  ///   - fields: those of pages that protect their readers.
  init(_ sources: [(name: String, text: String)], fields: PageFields) {
    let sources = sources.map { (name: $0.name, text: StaffSource.served($0.text, as: $0.name)) }
    let digest = StaticFile.digest(sources.flatMap { Array("\($0.name)\0\($0.text)\0".utf8) })
    let lasting = [
      Response.Field("Cache-Control", StaticFile.lasting),
      Response.Field("Cross-Origin-Resource-Policy", "same-origin"),
    ]
    var files: [String: StaticFile] = [:]
    for source in sources where !source.name.hasSuffix(".html") {
      files["/staff/\(digest)/\(source.name)"] = StaticFile(
        Array(source.text.utf8), type: StaticFile.type(of: source.name), fields: lasting)
    }
    self.files = files
    let text = sources.first { $0.name == "index.html" }?.text ?? ""
    page = StaticFile(
      Array(Self.page(text, digest: digest, modules: sources.map(\.name)).utf8), type: .html,
      fields: [Response.Field("Cache-Control", "private, no-cache")] + fields.staff)
  }

  /// Returns the file with that path, or nil.
  func file(_ path: String) -> StaticFile? { files[path] }

  /// Returns the page with the addresses of this version. A browser then asks at once for all modules that
  /// each screen needs, and not for those of each module when it has read it. What a screen needs besides is
  /// loaded with it.
  private static func page(_ text: String, digest: String, modules: [String]) -> String {
    let links = modules.filter(isAlwaysNeeded).map {
      "<link rel=\"modulepreload\" href=\"/staff/\(digest)/\($0)\">\n"
    }
    return text.replacing("{digest}", with: digest)
      .replacing("</head>", with: links.joined() + "</head>", maxReplacements: 1)
  }

  private static func isAlwaysNeeded(_ name: String) -> Bool {
    name.hasSuffix(".js") && name != "main.js"
      && (!name.contains("/") || name.hasPrefix("core/") && !name.hasPrefix("core/words/"))
  }
}
