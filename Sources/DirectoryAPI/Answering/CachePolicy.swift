internal import Directory
package import HTTPCore

/// What browsers, and caches between them and this server, may do with public answers.
struct CachePolicy: Sendable {
  /// The `Cache-Control` of public answers that have validators.
  let control: Response.Field
  /// The name of the field with the tags by which a cache can be purged; nil for none.
  private let tagField: StaticString?

  init(_ options: APISettings.Options) {
    control = Response.Field("Cache-Control", options.cacheControl)
    tagField = Self.tagFields.first { $0.description == options.cacheTagField }
  }

  /// The names in use: that of Cloudflare and others, that of Fastly, and that of Varnish's module.
  private static let tagFields: [StaticString] = ["Cache-Tag", "Surrogate-Key", "xkey"]

  /// Returns the field with the tags of an answer, or nil if there is none.
  func tags(
    of route: Route, path: [String], including inclusions: [Inclusion], in format: Format
  ) -> Response.Field? {
    field(with: Self.tags(of: route, path: path, including: inclusions, in: format))
  }

  /// Returns the `Cache-Control` of a public picture. What its address names never changes; but a person may
  /// be erased, and then no cache may show the portrait.
  ///
  /// - Parameter isNamed: true if the path names the content.
  func control(ofPictureOf key: RecordKey, isNamed: Bool) -> Response.Field {
    if key.type == .contact { return Self.revalidated }
    return isNamed ? Self.immutable : control
  }

  private static let revalidated = Response.Field("Cache-Control", "public, no-cache")
  /// A year, the longest time that caches count with (RFC 8246).
  private static let immutable = Response.Field("Cache-Control", "public, max-age=31536000, immutable")

  /// Returns the field with the tags of a picture, or nil if there is none. Its address names its content, so
  /// it is purged only if it must not be shown any more.
  func tags(ofPictureOf key: RecordKey) -> Response.Field? { field(with: ["directory", Self.tag(of: key)]) }

  /// The tag of all public answers, by which everything can be purged; nil without tags.
  fileprivate var tagOfAll: Response.Field? { field(with: ["directory"]) }

  private func field(with tags: @autoclosure () -> [String]) -> Response.Field? {
    tagField.map { name in
      // Cloudflare separates tags by commas, Fastly by spaces, and xkey by either.
      let separator = name.description == "Cache-Tag" ? "," : " "
      return Response.Field(name, tags().joined(separator: separator))
    }
  }

  private static func tag(of key: RecordKey) -> String {
    key.type == .organisation
      ? "organisation" : "\(key.type.hyphenated)-\(PercentEncoding.encode(key.slug))"
  }

  /// Returns the tags of an answer: `directory` for every one, `member-oslo` for that record, and the plural
  /// of each type of which other records may change the answer.
  static func tags(
    of route: Route, path: [String], including inclusions: [Inclusion], in format: Format
  ) -> [String] {
    var tags = ["directory"]
    if let type = route.record { tags.append(tag(of: RecordKey(type, path: path))) }
    let types = types(of: route)
    // Linked data and cards say whose member or contact it is.
    let organisation: [RecordType] =
      format.hasProvenance && route.record != .organisation ? [.organisation] : []
    // The kind of a member says what linked data calls it.
    let kinds: [RecordType] = format == .jsonld && route.record == .member ? [.memberKind] : []
    let added = inclusions.flatMap(Self.types(in:)) + organisation + kinds
    let others = RecordType.allCases.filter { !types.contains($0) && added.contains($0) }
    return tags + (types + others).map(\.plural)
  }

  /// Returns the types of which any record may change the answer.
  private static func types(of route: Route) -> [RecordType] {
    guard case .revision = route.validity else { return [] }
    switch route.pattern {
    // Who shows which: a member its county and its topics; a topic the broader one, and how many members it
    // has; a contact its office and its member; an office its contacts and its member.
    case "/members/{slug}": return [.area, .field, .county, .topic]
    case "/topics/{slug}": return [.member, .topic, .area, .county]
    case "/contacts/{id}": return [.office, .member]
    case "/offices/{id}": return [.contact, .member]
    // A county is shown at two paths.
    case "/areas/{slug}": return [.county]
    case "/counties/{slug}", "/member-kinds/{slug}", "/topic-kinds/{slug}",
      "/fields/{name}":
      return []
    case "/contacts", "/offices": return [.contact, .office, .member]
    default: return RecordType.allCases
    }
  }

  /// Returns the types of which any record may change what an inclusion adds.
  private static func types(in inclusion: Inclusion) -> [RecordType] {
    switch inclusion {
    // A topic says how many members it has.
    case .topics, .broader: [.topic, .member]
    case .county, .related, .member: [.member, .area, .county, .topic]
    case .contacts, .office, .offices: [.contact, .office, .member]
    case .organisation: [.organisation]
    }
  }
}

extension RecordType {
  fileprivate var plural: String {
    switch self {
    case .organisation: "organisation"
    case .office: "offices"
    case .contact: "contacts"
    case .memberKind: "member-kinds"
    case .topicKind: "topic-kinds"
    case .area: "areas"
    case .field: "fields"
    case .county: "counties"
    case .topic: "topics"
    case .member: "members"
    }
  }
}

extension APISettings.Options {
  /// The field that lets a cache in front purge everything, pages included; nil without tags.
  package var tagOfAll: Response.Field? { CachePolicy(self).tagOfAll }
}
