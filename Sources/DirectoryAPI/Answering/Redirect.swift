internal import Directory
internal import HTTPCore

/// The response for a former slug with one successor: a permanent redirect (RFC 9110 §15.4.2).
enum Redirect {
  /// Returns nil if there is no successor, or if there are several to choose from.
  ///
  /// - Parameters:
  ///   - match: the requested path, `/members/old` or something below it.
  ///   - suffix: the format that the path names; the new path names it too.
  ///   - query: the query as it was sent, without its question mark. It is left out if it is too long for the
  ///     head of a response.
  static func response(
    to former: FormerSlug, at match: Router.Match, suffix: Format?, query: String?
  ) -> Response? {
    guard former.successors.count == 1, let successor = former.successors.first else { return nil }
    var location = Links.path(Routes.all[match.resource], [successor] + match.parameters.dropFirst())
    if let suffix { location += "." + suffix.name }
    if let query, location.utf8.count + query.utf8.count < Links.mostBytes { location += "?" + query }
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
        // Not cached by clients, so that a wrong successor can be corrected.
        Response.Field("Cache-Control", "public, no-cache"),
      ] + CrossOrigin.fields,
      body: .bytes(bytes))
  }
}
