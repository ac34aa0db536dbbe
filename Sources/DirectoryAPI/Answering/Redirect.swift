internal import Directory
internal import HTTPCore

/// The answer for a slug that has one successor: it moved there for good (RFC 9110 §15.4.2).
enum Redirect {
  /// Nil where there is none, or several to choose from.
  ///
  /// - Parameters:
  ///   - match: what was asked for, `/members/old` or something below it.
  ///   - suffix: the format that its path named; the new one names it as well.
  ///   - query: as it was sent, without its question mark.
  static func response(
    to former: FormerSlug, at match: Router.Match, suffix: Format?, query: String?
  ) -> Response? {
    guard former.successors.count == 1, let successor = former.successors.first else { return nil }
    var location = Links.path(Routes.all[match.resource], [successor] + match.parameters.dropFirst())
    if let suffix { location += "." + suffix.name }
    if let query { location += "?" + query }
    let bytes = JSONWriter.document { json in
      json.field("slug", former.slug)
      json.field("name", former.name)
      json.field("until", former.until)
      json.field("successor", location)
    }
    return Response(
      .movedPermanently,
      fields: [
        Response.Field("Content-Type", "\(MediaType.json.field)"), Response.Field("Location", location),
        // The correction of a wrong successor should show at once.
        Response.Field("Cache-Control", "public, no-cache"),
      ] + CrossOrigin.fields,
      body: .bytes(bytes))
  }
}
