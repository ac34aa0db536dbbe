/// What crawlers may read (RFC 9309).
enum Robots {
  /// A list with filters is one of very many, and a search is made for one reader.
  static func text(origin: String) -> String {
    var lines = ["User-agent: *", "Disallow: /staff/"]
    for language in SiteLanguage.allCases {
      lines += [
        "Disallow: /\(language.tag)/search", "Disallow: /\(language.tag)/members?",
        "Disallow: /\(language.tag)/booklet",
      ]
    }
    if !origin.isEmpty { lines += ["", "Sitemap: \(origin)/sitemap.xml"] }
    return lines.joined(separator: "\n") + "\n"
  }
}
