internal import Directory

/// A member for crawlers and address books.
extension MemberFormats {
  /// Writes a member in terms of https://schema.org, as the type that its kind states.
  static func writeLinkedData(_ member: Member, of source: Provenance, to json: inout JSONWriter) {
    let profile = member.profile
    json.field("@type", source.schemaTypes[member.kind] ?? Kind.standardSchemaType)
    json.field("@id", source.id(Links.member(member.slug)))
    json.field("name", member.name)
    writeOtherNames(of: member, to: &json)
    json.field("description", member.summary.isEmpty ? nil : member.summary)
    writeProfile(profile, to: &json)
    PictureJSON.writeLinkedData(
      member.image, as: "image", of: RecordKey(.member, member.slug), from: source, to: &json)
    json.object("memberOf") { source.writeOrganisation(to: &$0) }
    writeLocation(of: member, to: &json)
    writeCustom(profile, source.fields, to: &json)
    json.array("knowsAbout", member.topics.map(\.topic)) { json, topic in
      json.object { TopicFormats.writeTerm(slug: topic.slug, name: topic.name, of: source, to: &$0) }
    }
  }

  /// Writes the values of the fields that the directory defines.
  private static func writeCustom(
    _ profile: MemberProfile, _ fields: [Directory.Field], to json: inout JSONWriter
  ) {
    let stated = fields.compactMap { field in
      profile.custom.first { $0.name == field.name }.map { (field, $0.value) }
    }
    guard !stated.isEmpty else { return }
    json.array("additionalProperty", stated) { json, item in
      let (field, value) = item
      json.object {
        $0.field("@type", "PropertyValue")
        $0.field("propertyID", field.name)
        $0.field("name", field.label.shown)
        $0.fields([JSONMember(name: "value", value: field.labelled(value))])
      }
    }
  }

  private static func writeProfile(_ profile: MemberProfile, to json: inout JSONWriter) {
    json.field("url", profile.website)
    if !profile.webLinks.isEmpty {
      json.array("subjectOf", profile.webLinks) { json, link in
        json.object {
          $0.field("@type", "WebPage")
          $0.field("name", link.label)
          $0.field("url", link.url)
        }
      }
    }
    json.field("email", profile.email)
    json.field("telephone", profile.telephone?.e164)
    if let address = profile.visitingAddress ?? profile.postalAddress {
      json.object("address") { write(address, to: &$0) }
    }
    if !profile.identifiers.isEmpty {
      json.array("identifier", profile.identifiers) { json, identifier in
        json.object {
          $0.field("@type", "PropertyValue")
          $0.field("propertyID", identifier.scheme)
          $0.field("value", identifier.value)
        }
      }
    }
    if let employees = profile.numberOfEmployees {
      json.object("numberOfEmployees") {
        $0.field("@type", "QuantitativeValue")
        $0.field("value", employees.value)
      }
    }
  }

  private static func writeOtherNames(of member: Member, to json: inout JSONWriter) {
    let short = member.shortName == member.name ? [] : [member.shortName]
    let names = short + member.profile.alternativeNames + member.profile.formerNames
    if names.count > 1 {
      json.array("alternateName", names) { $0.element($1) }
    } else {
      json.field("alternateName", names.first)
    }
  }

  /// Writes the area and the point, as an array if both are known.
  private static func writeLocation(of member: Member, to json: inout JSONWriter) {
    func writeArea(_ area: AreaReference, to json: inout JSONWriter) {
      json.field("@type", area.kind == DirectoryDocument.Area.country ? "Country" : "AdministrativeArea")
      json.field("name", area.name)
    }
    guard let location = member.profile.location else {
      if let area = member.area { json.object("location") { writeArea(area, to: &$0) } }
      return
    }
    json.array("location") { json in
      if let area = member.area { json.object { writeArea(area, to: &$0) } }
      json.object { json in
        json.field("@type", "Place")
        json.object("geo") {
          $0.field("@type", "GeoCoordinates")
          $0.field("latitude", DocumentJSON.degrees(location.latitude))
          $0.field("longitude", DocumentJSON.degrees(location.longitude))
        }
      }
    }
  }

  private static func write(_ address: PostalAddress, to json: inout JSONWriter) {
    json.field("@type", "PostalAddress")
    json.field("streetAddress", address.street)
    json.field("postalCode", address.postcode)
    json.field("addressLocality", address.city)
    json.field("addressCountry", address.country)
  }

  static func writeCard(_ member: Member, of source: Provenance, to card: inout VCardWriter) {
    let profile = member.profile
    card.property("KIND", "org")
    card.properties(of: source, Links.member(member.slug), id: member.slug)
    card.property("FN", member.name)
    card.property("ORG", components: [member.name])
    let names = ([member.shortName] + profile.alternativeNames).filter { $0 != member.name }
    if !names.isEmpty { card.property("NICKNAME", list: names) }
    if let telephone = profile.telephone {
      card.property("TEL;VALUE=uri;TYPE=\"voice,work\"", verbatim: "tel:" + telephone.e164)
    }
    card.property("EMAIL;TYPE=work", profile.email)
    for address in [profile.visitingAddress, profile.postalAddress].compactMap(\.self) {
      card.address(
        street: address.street, postcode: address.postcode, city: address.city, country: address.country)
    }
    if let website = profile.website { card.property("URL;TYPE=work", uri: website) }
    for link in profile.webLinks { card.property("URL", uri: link.url) }
    if let location = profile.location {
      let degrees = [location.latitude, location.longitude].map { Location.text(ofDegrees: $0) }
      card.property("GEO", verbatim: "geo:" + degrees.joined(separator: ","))
    }
    card.photo(member.image, of: RecordKey(.member, member.slug), from: source)
    card.property("NOTE", member.summary.isEmpty ? nil : member.summary)
  }
}
