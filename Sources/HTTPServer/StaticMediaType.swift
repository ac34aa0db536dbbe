/// Media types by the ending of a file's name, as the IANA registry has them.
enum StaticMediaType {
  /// Text is UTF-8: there is no other kind in this project. What is not listed is downloaded, not shown.
  static func of(_ name: String) -> StaticString {
    guard let dot = name.lastIndex(of: ".") else { return "application/octet-stream" }
    switch name[name.index(after: dot)...].lowercased() {
    case "html", "htm": return "text/html; charset=utf-8"
    case "css": return "text/css; charset=utf-8"
    case "js", "mjs": return "text/javascript; charset=utf-8"
    case "txt": return "text/plain; charset=utf-8"
    case "md": return "text/markdown; charset=utf-8"
    case "csv": return "text/csv; charset=utf-8"
    case "ics": return "text/calendar; charset=utf-8"
    case "vcf": return "text/vcard; charset=utf-8"
    case "json", "map": return "application/json"
    case "geojson": return "application/geo+json"
    case "yaml", "yml": return "application/yaml"
    case "xml": return "application/xml"
    case "atom": return "application/atom+xml"
    case "webmanifest": return "application/manifest+json"
    case "svg": return "image/svg+xml"
    case "png": return "image/png"
    case "jpg", "jpeg": return "image/jpeg"
    case "gif": return "image/gif"
    case "webp": return "image/webp"
    case "avif": return "image/avif"
    case "ico": return "image/vnd.microsoft.icon"
    case "woff2": return "font/woff2"
    case "woff": return "font/woff"
    case "ttf": return "font/ttf"
    case "mp4": return "video/mp4"
    case "webm": return "video/webm"
    case "mp3": return "audio/mpeg"
    case "wasm": return "application/wasm"
    case "pdf": return "application/pdf"
    case "gz": return "application/gzip"
    case "zip": return "application/zip"
    default: return "application/octet-stream"
    }
  }
}
