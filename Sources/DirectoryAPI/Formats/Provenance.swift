internal import Directory

/// Where a record comes from, for the formats that are taken elsewhere and looked at beside others': linked
/// data and address books. There a relative reference would lead nowhere.
struct Provenance {
  /// `https://api.example.org`; empty where nobody said, so that references stay relative.
  let origin: String
  /// Nil in an empty directory.
  let organisation: Organisation?
  /// When the directory last changed, seconds since 1970.
  let changedAt: Int64

  /// The name of one of our resources for everyone.
  func id(_ path: String) -> String { origin + path }

  /// As `memberOf`, `worksFor` and the like have it.
  func writeOrganisation(to json: inout JSONWriter) {
    json.field("@type", "Organization")
    json.field("@id", id("/organisation"))
    json.field("name", organisation?.name)
  }
}

extension Format {
  /// Whether it says where its records come from.
  var hasProvenance: Bool { self == .jsonld || self == .vcf }
}

extension Call {
  func provenance() throws(APIError) -> Provenance {
    try ask { reader throws(DirectoryError) in
      try reader.consistently { () throws(DirectoryError) in
        Provenance(
          origin: origin, organisation: try reader.organisation(),
          changedAt: try reader.revision().changedAt)
      }
    }
  }
}
