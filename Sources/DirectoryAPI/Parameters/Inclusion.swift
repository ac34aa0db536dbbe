/// What a response can include completely; its items only have references to it.
enum Inclusion: String, Sendable, CaseIterable {
  case topics, county, contacts, broader, office, offices, organisation, related, member

  /// The names of the fields of its records.
  var fields: [String] {
    switch self {
    case .topics, .broader: TopicJSON.fields
    case .county, .member: MemberJSON.fields
    case .contacts: ContactJSON.fields
    case .office, .offices: OfficeJSON.fields
    case .organisation: OrganisationJSON.fields
    case .related: MatchJSON.fields
    }
  }
}

/// A field of included records, as `fields` names it: `included.county.name`.
///
/// The name is the place of the field in the answer, so it can't be taken for a field of the item, which may
/// have a `county` and `topics` too. It is a value of `fields` and not a parameter `fields[county]`, because
/// generators list values as they are, but change names with brackets until they can't be sent.
struct IncludedField: Sendable, Equatable {
  let inclusion: Inclusion
  let field: String

  var name: String { Self.prefix + inclusion.rawValue + "." + field }

  static let prefix = "included."

  /// The names of all fields of records that these inclusions add.
  static func names(_ inclusions: [Inclusion]) -> [String] {
    inclusions.flatMap { inclusion in
      inclusion.fields.map { IncludedField(inclusion: inclusion, field: $0).name }
    }
  }

  init(inclusion: Inclusion, field: String) {
    self.inclusion = inclusion
    self.field = field
  }

  /// Returns nil for the name of a field of the item itself.
  init?(_ name: String) {
    let pieces = name.split(separator: ".", omittingEmptySubsequences: false)
    guard pieces.count == 3, pieces[0] + "." == Self.prefix,
      let inclusion = Inclusion(rawValue: String(pieces[1]))
    else { return nil }
    self.init(inclusion: inclusion, field: String(pieces[2]))
  }
}
