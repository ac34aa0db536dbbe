internal import Directory
internal import HTTPCore
internal import Representations

extension SiteResponder {
  /// Replies with the map of the site, or with one of its files. At most one file's addresses are in memory,
  /// and another thread reads them.
  func sitemap(_ head: RequestHead, in bytes: Span<UInt8>, now: Int64) -> Reply {
    guard charge(Cost.wholeList, to: head, now: now) else { return tooMany(head) }
    guard let number = Self.number(bytes.text(head.target.path)) else { return notFound(head) }
    let origin = origin(head, in: bytes)
    let cacheControl = cacheControl(naming: "public, max-age=3600")
    let (store, settings) = (resources.store, settings)
    let isHead = head.method.isHead
    return .deferred {
      do {
        let reader = try store.makeReader()
        let languages = SiteLanguage.offered(for: try reader.organisation()?.languages ?? [])
        let text = try reader.consistently { () throws(DirectoryError) -> String? in
          number == 0
            ? try Sitemap.index(reader, origin: origin, languages: languages)
            : try Sitemap.file(number, reader, origin: origin, languages: languages)
        }
        guard let text else {
          return Response(.notFound, fields: [Response.Field("Cache-Control", "no-store")])
        }
        return Response(
          .ok,
          fields: [
            Response.Field("Content-Type", "application/xml; charset=utf-8"),
            Response.Field("Cache-Control", cacheControl),
            Response.Field("X-Content-Type-Options", "nosniff"),
          ], body: isHead ? .source(NoSource(), length: text.utf8.count) : .bytes(Array(text.utf8)))
      } catch {
        settings.log("sitemap: \(error)")
        return Response(.serviceUnavailable, fields: [Response.Field("Retry-After", "5")])
      }
    }
  }

  /// Returns the number in `/sitemap/1.xml`, 0 for the map itself, or nil for another path.
  private static func number(_ path: String) -> Int? {
    if path == "/sitemap.xml" { return 0 }
    let name = path.dropFirst("/sitemap/".count)
    guard name.hasSuffix(".xml"), let number = Int(name.dropLast(4)), (1...10_000).contains(number),
      String(number) == name.dropLast(4)
    else { return nil }
    return number
  }
}
