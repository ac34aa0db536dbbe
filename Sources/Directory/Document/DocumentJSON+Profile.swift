/// The profile of a member as JSON: its fields are among those of the member, with the same names in
/// documents, in the database and in answers.
extension DocumentJSON {
  /// Returns the fields that have a value.
  package static func fields(of profile: MemberProfile) -> [JSONMember] {
    let fields: KeyValuePairs<String, JSONValue?> = [
      "about": string(profile.about), "website": string(profile.website),
      "webLinks": array(profile.webLinks) { $0.json },
      "email": string(profile.email), "emailProtected": flag(profile.emailProtected),
      "telephone": profile.telephone.map(json), "telephoneProtected": flag(profile.telephoneProtected),
      "visitingAddress": profile.visitingAddress.map(json), "postalAddress": profile.postalAddress.map(json),
      "location": profile.location.map(json),
      "identifiers": array(profile.identifiers) {
        object(["scheme": .string($0.scheme), "value": .string($0.value)])
      },
      "alternativeNames": array(profile.alternativeNames) { .string($0) },
      "formerNames": array(profile.formerNames) { .string($0) },
      "numberOfMembers": profile.numberOfMembers.map(json),
      "numberOfEmployees": profile.numberOfEmployees.map(json),
      "custom": profile.custom.isEmpty ? nil : .object(profile.custom),
    ]
    return members(fields)
  }

  /// Returns the profile as a store keeps it; nil if it is empty.
  package static func text(of profile: MemberProfile) -> String? {
    guard profile != .empty else { return nil }
    return JSONValue.object(fields(of: profile)).compactText
  }

  /// Reads what `text(of:)` returned. Throws `damaged` for any other text.
  package static func profile(fromStored text: String) throws(DirectoryError) -> MemberProfile {
    let faults = FaultList()
    let fields = FieldReader(try value(ofStored: text), at: "", faults: faults)
    let profile = profile(fields)
    fields.refuseTheRest()
    if let fault = faults.faults.first {
      throw .damaged("a stored profile has a fault at \(fault.pointer): \(fault.message)")
    }
    return profile
  }

  static func profile(_ fields: FieldReader) -> MemberProfile {
    MemberProfile(
      about: fields.optionalString("about"), website: fields.optionalString("website"),
      webLinks: fields.optionalObjects("webLinks") {
        WebLink(label: $0.string("label"), url: $0.string("url"))
      },
      email: fields.optionalString("email"),
      emailProtected: fields.optionalBoolean("emailProtected") ?? false,
      telephone: fields.optionalObject("telephone", telephone),
      telephoneProtected: fields.optionalBoolean("telephoneProtected") ?? false,
      visitingAddress: fields.optionalObject("visitingAddress", address),
      postalAddress: fields.optionalObject("postalAddress", address),
      location: fields.optionalObject("location", location),
      identifiers: fields.optionalObjects("identifiers") {
        Identifier(scheme: $0.string("scheme"), value: $0.string("value"))
      },
      alternativeNames: fields.optionalStrings("alternativeNames"),
      formerNames: fields.optionalStrings("formerNames"),
      numberOfMembers: fields.optionalObject("numberOfMembers", count),
      numberOfEmployees: fields.optionalObject("numberOfEmployees", count), custom: custom(fields))
  }

  // MARK: Parts

  static func telephone(_ fields: FieldReader) -> Telephone {
    Telephone(e164: fields.string("e164"), printed: fields.string("printed"))
  }

  static func json(_ telephone: Telephone) -> JSONValue {
    object(["e164": .string(telephone.e164), "printed": .string(telephone.printed)])
  }

  private static func address(_ fields: FieldReader) -> PostalAddress {
    PostalAddress(
      street: fields.optionalString("street"), postcode: fields.optionalString("postcode"),
      city: fields.optionalString("city"), country: fields.optionalString("country"))
  }

  private static func json(_ address: PostalAddress) -> JSONValue {
    object([
      "street": string(address.street), "postcode": string(address.postcode),
      "city": string(address.city), "country": string(address.country),
    ])
  }

  private static func location(_ fields: FieldReader) -> Location {
    let precision = fields.value(
      "precision", of: "precision", among: Location.Precision.allCases.map(\.rawValue))
    return Location(
      latitude: fields.decimal("latitude", Location.unitsPerDegree),
      longitude: fields.decimal("longitude", Location.unitsPerDegree),
      precision: Location.Precision(rawValue: precision) ?? .area)
  }

  private static func json(_ location: Location) -> JSONValue {
    object([
      "latitude": degrees(location.latitude), "longitude": degrees(location.longitude),
      "precision": .string(location.precision.rawValue),
    ])
  }

  /// Returns the degrees as a number. It has as many digits as it needs: a Double has room for all of them.
  package static func degrees(_ units: Int) -> JSONValue {
    units.isMultiple(of: Location.unitsPerDegree)
      ? .integer(units / Location.unitsPerDegree)
      : .number(Double(units) / Double(Location.unitsPerDegree))
  }

  private static func count(_ fields: FieldReader) -> CountOfYear {
    CountOfYear(
      value: fields.integer("value"), approximate: fields.boolean("approximate"),
      year: fields.optionalInteger("year"))
  }

  private static func json(_ count: CountOfYear) -> JSONValue {
    object([
      "value": .integer(count.value), "approximate": .boolean(count.approximate),
      "year": count.year.map { .integer($0) },
    ])
  }

  /// A flag that is left out unless it is set.
  private static func flag(_ flag: Bool) -> JSONValue? { flag ? .boolean(true) : nil }
}

extension WebLink {
  var json: JSONValue {
    .object([
      JSONMember(name: "label", value: .string(label)), JSONMember(name: "url", value: .string(url)),
    ])
  }

  /// Returns the links of a list as documents have it. What isn't one has empty texts, which are refused
  /// before.
  static func list(_ value: JSONValue) -> [WebLink] {
    guard case .array(let items) = value else { return [] }
    return items.map { WebLink(label: $0.member("label")?.text ?? "", url: $0.member("url")?.text ?? "") }
  }
}
