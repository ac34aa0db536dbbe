internal import Directory

/// Where a record comes from. Linked data and address book cards say this, since they are copied to other
/// places and merged with records of other directories; a relative reference would lead nowhere there.
struct Provenance {
  /// `https://api.example.org`, or empty if neither the settings nor the request name one. Then references
  /// stay relative.
  let origin: String
  /// Nil in an empty directory.
  let organisation: Organisation?
  /// What https://schema.org calls the members of each kind, by its slug.
  var schemaTypes: [String: String] = [:]
  /// The fields that the directory defines for members.
  var fields: [Directory.Field] = []
  /// The slugs of the counties, for a list of areas, whose parents may be counties.
  var counties: Set<String> = []

  /// Returns the absolute name of one of our resources.
  func id(_ path: String) -> String { origin + path }

  /// Writes the fields of an organisation, for `memberOf`, `worksFor` and the like.
  func writeOrganisation(to json: inout JSONWriter) {
    json.field("@type", "Organization")
    json.field("@id", id("/organisation"))
    json.field("name", organisation?.name)
  }
}

extension Provenance {
  /// Writes the fields of the member to which a record belongs, or else those of the organisation.
  func writeOwner(_ member: MemberReference?, to json: inout JSONWriter) {
    guard let member else { return writeOrganisation(to: &json) }
    json.field("@type", "Organization")
    json.field("@id", id(Links.member(member.slug)))
    json.field("name", member.name)
  }
}

extension Format {
  /// True if an answer in this format says where its records come from, so that it depends on the origin.
  var hasProvenance: Bool { self == .jsonld || self == .vCard || self == .atom }
}

extension Call {
  private var listsAreas: Bool { route.pattern.hasPrefix("/areas") || route.pattern.hasPrefix("/counties") }

  func provenance() throws(APIError) -> Provenance {
    try ask { reader throws(DirectoryError) in
      let kinds = format == .jsonld ? try reader.kinds(.memberKind) : []
      return Provenance(
        origin: origin, organisation: try reader.organisation(),
        schemaTypes: Dictionary(
          kinds.map { ($0.slug, $0.schemaType ?? Kind.standardSchemaType) },
          uniquingKeysWith: { first, _ in first }),
        fields: format == .jsonld ? try reader.fields().ordered : [],
        counties: format == .jsonld && listsAreas ? Set(try reader.counties().map(\.slug)) : [])
    }
  }
}
