internal import Directory
internal import HTTPCore
internal import Representations

/// The addresses of all pages for search engines (sitemaps.org), in files of at most 50,000.
enum Sitemap {
  /// Each thing has a page in at most three languages. The first file also has the topics, at most 1,000,
  /// and the areas, for some 3,000 of which it has room.
  private static let perFile = 12_000

  struct Entry {
    let address: SiteAddress
    let lastChange: Int64?
  }

  /// Returns the file with the pages of the members from this place on, or nil if there is none.
  static func file(
    _ number: Int, _ reader: any DirectoryReader, origin: String, languages: [SiteLanguage]
  ) throws(DirectoryError) -> String? {
    var entries: [Entry] = number == 1 ? try fixed(reader) : []
    entries += try members(from: (number - 1) * perFile, reader)
    guard !entries.isEmpty else { return nil }
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
        + "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">",
    ]
    for entry in entries {
      for language in languages { lines.append(url(entry, language, origin, languages)) }
    }
    lines += ["</urlset>", ""]
    return lines.joined(separator: "\n")
  }

  /// Returns the list of files, or the only file if there is one.
  static func index(
    _ reader: any DirectoryReader, origin: String, languages: [SiteLanguage]
  ) throws(DirectoryError) -> String {
    let members = try reader.members(ListQuery(limit: 0)).total
    let files = max(1, (members + perFile - 1) / perFile)
    if files == 1 { return try file(1, reader, origin: origin, languages: languages) ?? "" }
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">",
    ]
    for number in 1...files {
      lines.append("<sitemap><loc>\(escaped(origin))/sitemap/\(number).xml</loc></sitemap>")
    }
    lines += ["</sitemapindex>", ""]
    return lines.joined(separator: "\n")
  }

  /// Returns the pages that every directory has, and those of topics and areas.
  private static func fixed(_ reader: any DirectoryReader) throws(DirectoryError) -> [Entry] {
    let areas = try reader.areas()
    var addresses: [SiteAddress] = [.home, .members, .topics]
    if !areas.isEmpty { addresses.append(.areas) }
    addresses += [.contacts, .changes, .about, .formats, .embed]
    var entries = addresses.map { Entry(address: $0, lastChange: nil) }
    for topic in try reader.topics(ListQuery(limit: PageLimit.maximum)).items {
      entries.append(
        Entry(
          address: .topic(topic.slug), lastChange: try reader.lastChange(of: RecordKey(.topic, topic.slug))))
    }
    entries += areas.map { Entry(address: .area($0.slug), lastChange: nil) }
    return entries
  }

  private static func members(
    from start: Int, _ reader: any DirectoryReader
  ) throws(DirectoryError) -> [Entry] {
    var entries: [Entry] = []
    var query = ListQuery(limit: PageLimit.maximum)
    query.isCounted = false
    var seen = 0
    while seen < start + perFile {
      var slugs: [String] = []
      let page = try reader.withMembers(query) { member in
        member.withText(.slug) { slugs.append($0.text(0..<$0.count)) }
      }
      for slug in slugs where seen >= start && entries.count < perFile {
        entries.append(
          Entry(address: .member(slug), lastChange: try reader.lastChange(of: RecordKey(.member, slug))))
      }
      seen += slugs.count
      guard let next = page.next else { break }
      query.after = next
    }
    return entries
  }

  private static func url(
    _ entry: Entry, _ language: SiteLanguage, _ origin: String, _ languages: [SiteLanguage]
  ) -> String {
    var text = "<url><loc>" + escaped(origin + entry.address.text(in: language)) + "</loc>"
    if let change = entry.lastChange { text += "<lastmod>" + RFC3339.text(change) + "</lastmod>" }
    if languages.count > 1 {
      for other in languages {
        let address = escaped(origin + entry.address.text(in: other))
        text += "<xhtml:link rel=\"alternate\" hreflang=\"\(other.tag)\" href=\"\(address)\"/>"
      }
    }
    return text + "</url>"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}
