internal import Directory
package import HTTPCore
internal import Representations

/// What becomes of a browser that opens an address of the API: it gets the page about the same thing.
extension SiteResponder {
  /// Returns the redirect to the page, or nil if the address has no page.
  package func navigation(_ head: RequestHead, in bytes: Span<UInt8>, now: Int64) -> Reply? {
    guard let path = Self.page(of: bytes.text(head.target.path)) else { return nil }
    label = .none
    resources.followRevision()
    let declared: [String]
    do {
      try resources.beginSnapshot()
      declared = try resources.reader.organisation()?.languages ?? []
    } catch { return nil }
    let offered = SiteLanguage.offered(for: declared)
    let requests = SiteLanguage.requests.filter { offered.contains($0.language) }
    var query = head.target.query.map { bytes.text($0) } ?? ""
    let asked = Self.takeLanguage(from: &query).flatMap { tag in offered.first { $0.tag == tag } }
    let language =
      asked ?? head.preferredLanguage(among: requests, in: bytes) ?? SiteLanguage.standard(for: declared)
    let page = "/" + language.tag + path
    var location = page + Self.query(query, of: path)
    // A list without its filters is better than none.
    if location.utf8.count > Self.longestLocation { location = page }
    return redirect(
      .seeOther, location, head, vary: "Accept, Accept-Language, Sec-Fetch-Mode")
  }

  /// Returns the path of the page about what a path of the API is about, or nil.
  private static func page(of path: String) -> String? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
    guard let list = parts.first, !path.contains(".") else { return nil }
    switch (list, parts.count) {
    case ("", 1), ("organisation", 1): return "/"
    case ("members", 1), ("topics", 1), ("areas", 1), ("contacts", 1), ("search", 1), ("changes", 1):
      return path
    case ("members", 2), ("topics", 2), ("areas", 2), ("contacts", 2), ("offices", 2): return path
    case ("counties", 1): return "/areas"
    case ("counties", 2): return "/areas/" + parts[1]
    case ("offices", 1): return "/contacts"
    case ("topics", 3) where parts[2] == "members": return "/topics/" + parts[1]
    case ("members", 3) where ["topics", "contacts", "offices"].contains(parts[2]):
      return "/members/" + parts[1]
    default: return nil
    }
  }

  /// Returns the query with its question mark. A filter that is given twice has to match with both values,
  /// which the page says in another way.
  private static func query(_ query: String, of path: String) -> String {
    guard !query.isEmpty else { return "" }
    guard path == "/members" else { return path == "/" ? "" : "?" + query }
    var seen: Set<Substring> = []
    var repeated: [Substring] = []
    for parameter in query.split(separator: "&") {
      let name = parameter.prefix { $0 != "=" }
      if !seen.insert(name).inserted, !repeated.contains(name) { repeated.append(name) }
    }
    return "?" + query + (repeated.isEmpty ? "" : "&all=" + repeated.joined(separator: ","))
  }

  /// Removes the parameter `lang` from the query, and returns its value; nil if there is none.
  private static func takeLanguage(from query: inout String) -> String? {
    let parameters = query.split(separator: "&")
    guard let language = parameters.first(where: { $0.hasPrefix("lang=") }) else { return nil }
    query = parameters.filter { !$0.hasPrefix("lang=") }.joined(separator: "&")
    return String(language.dropFirst("lang=".count))
  }
}
