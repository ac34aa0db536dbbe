/// The columns of a table that hold a member's profile. Exports write them, imports read them, and
/// `/members.csv` has them.
package enum ProfileColumn: String, Sendable, CaseIterable {
  case website, webLinks, email, emailProtected, telephone, telephonePrinted, telephoneProtected
  case visitingStreet, visitingPostcode, visitingCity, visitingCountry
  case postalStreet, postalPostcode, postalCity, postalCountry
  case latitude, longitude, locationPrecision
  case identifiers, alternativeNames, formerNames
  case numberOfMembers, numberOfMembersApproximate, numberOfMembersYear
  case numberOfEmployees, numberOfEmployeesApproximate, numberOfEmployeesYear
  case about

  /// The field of the member's JSON that the column shows.
  package var field: String {
    switch self {
    case .telephonePrinted: "telephone"
    case .visitingStreet, .visitingPostcode, .visitingCity, .visitingCountry: "visitingAddress"
    case .postalStreet, .postalPostcode, .postalCity, .postalCountry: "postalAddress"
    case .latitude, .longitude, .locationPrecision: "location"
    case .numberOfMembersApproximate, .numberOfMembersYear: "numberOfMembers"
    case .numberOfEmployeesApproximate, .numberOfEmployeesYear: "numberOfEmployees"
    default: rawValue
    }
  }

  /// Creates the column for a JSON Pointer into a member, such as `visitingCity` for `/visitingAddress/city`.
  /// Returns nil if the column has the same name as the field.
  init?(_ pointer: String) {
    let parts = pointer.split(separator: "/").map(String.init)
    guard parts.count == 2 else { return nil }
    let part = parts[1].prefix(1).uppercased() + parts[1].dropFirst()
    switch parts[0] {
    case "visitingAddress": self.init(rawValue: "visiting" + part)
    case "postalAddress": self.init(rawValue: "postal" + part)
    case "location": self.init(rawValue: parts[1] == "precision" ? "locationPrecision" : parts[1])
    case "numberOfMembers", "numberOfEmployees":
      self.init(rawValue: parts[1] == "value" ? parts[0] : parts[0] + part)
    default: return nil
    }
  }

  /// False for numbers and flags, which no spreadsheet takes for a formula.
  package var isText: Bool {
    switch self {
    case .emailProtected, .telephoneProtected, .latitude, .longitude, .numberOfMembers,
      .numberOfMembersApproximate, .numberOfMembersYear, .numberOfEmployees, .numberOfEmployeesApproximate,
      .numberOfEmployeesYear:
      false
    default: true
    }
  }

  /// Returns the content of the cell; nil if the profile has no value.
  package func cell(of profile: MemberProfile) -> String? {
    switch self {
    case .website: profile.website
    case .webLinks: ProfileLists.text(of: profile.webLinks)
    case .email: profile.email
    case .emailProtected: profile.emailProtected ? "true" : nil
    case .telephone: profile.telephone?.e164
    case .telephonePrinted: profile.telephone?.printed
    case .telephoneProtected: profile.telephoneProtected ? "true" : nil
    case .visitingStreet: profile.visitingAddress?.street
    case .visitingPostcode: profile.visitingAddress?.postcode
    case .visitingCity: profile.visitingAddress?.city
    case .visitingCountry: profile.visitingAddress?.country
    case .postalStreet: profile.postalAddress?.street
    case .postalPostcode: profile.postalAddress?.postcode
    case .postalCity: profile.postalAddress?.city
    case .postalCountry: profile.postalAddress?.country
    case .latitude: profile.location.map { Self.degrees($0.latitude) }
    case .longitude: profile.location.map { Self.degrees($0.longitude) }
    case .locationPrecision: profile.location?.precision.rawValue
    case .identifiers: ProfileLists.text(of: profile.identifiers)
    case .alternativeNames: ProfileLists.text(of: profile.alternativeNames)
    case .formerNames: ProfileLists.text(of: profile.formerNames)
    case .numberOfMembers, .numberOfMembersApproximate, .numberOfMembersYear: count(profile.numberOfMembers)
    case .numberOfEmployees, .numberOfEmployeesApproximate, .numberOfEmployeesYear:
      count(profile.numberOfEmployees)
    case .about: profile.about
    }
  }

  private func count(_ count: CountOfYear?) -> String? {
    guard let count else { return nil }
    switch self {
    case .numberOfMembersApproximate, .numberOfEmployeesApproximate: return String(count.approximate)
    case .numberOfMembersYear, .numberOfEmployeesYear: return count.year.map { String($0) }
    default: return String(count.value)
    }
  }

  private static func degrees(_ units: Int) -> String { Location.text(ofDegrees: units) }
}

/// Lists of a profile in one cell. Each is plain text if an import reads the same list from it; otherwise it
/// is JSON.
enum ProfileLists {
  static func text(of links: [WebLink]) -> String? {
    let plain = links.map { "\($0.label): \($0.url)" }.joined(separator: "; ")
    return text(plain, "webLinks", MemberProfile.empty.with(\.webLinks, links), webLinks)
  }

  static func text(of identifiers: [Identifier]) -> String? {
    let plain = identifiers.map { "\($0.scheme):\($0.value)" }.joined(separator: " ")
    return text(
      plain, "identifiers", MemberProfile.empty.with(\.identifiers, identifiers), self.identifiers)
  }

  static func text(of names: [String]) -> String? {
    text(
      names.joined(separator: "; "), "alternativeNames",
      MemberProfile.empty.with(\.alternativeNames, names), RowFields.focusAreas)
  }

  private static func text(
    _ plain: String, _ field: String, _ profile: MemberProfile, _ read: (String) -> JSONValue
  ) -> String? {
    guard let list = DocumentJSON.fields(of: profile).value(of: field) else { return nil }
    return read(plain) == list ? plain : list.compactText
  }

  /// Reads links such as `Programme: https://example.org/p; https://example.org/q`. A link without a label
  /// has its host as the label.
  static func webLinks(_ text: String) -> JSONValue {
    if let list = RowFields.array(text) { return list }
    return .array(
      RowFields.parts(text).map { part in
        let start = ["https://", "http://"].compactMap { part.firstRange(of: $0)?.lowerBound }.min()
        let url = start.map { String(part[$0...]) } ?? TableValues.url(part)
        var label = TableHeader.trimmed(String(part[..<(start ?? part.startIndex)]))
        if label.hasSuffix(":") { label = TableHeader.trimmed(String(label.dropLast())) }
        if label.isEmpty { label = host(of: url) }
        return .object([
          JSONMember(name: "label", value: .string(label)), JSONMember(name: "url", value: .string(url)),
        ])
      })
  }

  private static func host(of url: String) -> String {
    let rest = url.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first ?? url[...]
    return rest.hasPrefix("www.") ? String(rest.dropFirst(4)) : String(rest)
  }

  /// Reads identifiers such as `no-orgnr:974760673 wikidata:Q585`.
  static func identifiers(_ text: String) -> JSONValue {
    if let list = RowFields.array(text) { return list }
    return .array(
      RowFields.words(text).map { word in
        let pieces = RowFields.pieces(word)
        return json(
          Identifier(
            scheme: pieces.count > 1 ? pieces[0] : Identifier.norwegianOrganisation,
            value: pieces.last ?? ""))
      })
  }

  /// Returns the Norwegian organisation number that a text is: nine digits, perhaps with spaces between them,
  /// and perhaps with `NO` before and `MVA` after them, as on invoices.
  static func norwegianOrganisation(_ text: String) -> String? {
    var digits = String(text.filter { !$0.isWhitespace }).uppercased()
    if digits.hasPrefix("NO") { digits.removeFirst(2) }
    if digits.hasSuffix("MVA") { digits.removeLast(3) }
    let isNumber = digits.utf8.count == 9 && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
    return isNumber ? digits : nil
  }

  static func json(_ identifier: Identifier) -> JSONValue {
    .object([
      JSONMember(name: "scheme", value: .string(identifier.scheme)),
      JSONMember(name: "value", value: .string(identifier.value)),
    ])
  }
}

extension MemberProfile {
  fileprivate func with<Value>(_ field: WritableKeyPath<MemberProfile, Value>, _ value: Value) -> Self {
    var profile = self
    profile[keyPath: field] = value
    return profile
  }
}
