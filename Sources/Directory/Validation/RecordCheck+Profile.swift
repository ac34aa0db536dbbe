/// Checks the profile of a member, whose fields are among those of the member.
extension RecordCheck {
  func profile(_ profile: MemberProfile, at pointer: String) {
    if let about = profile.about { values.longText(about, at: pointer + "/about") }
    if let website = profile.website { values.url(website, at: pointer + "/website") }
    if let email = profile.email { values.email(email, at: pointer + "/email") }
    telephone(profile.telephone, at: pointer + "/telephone")
    address(profile.visitingAddress, at: pointer + "/visitingAddress")
    address(profile.postalAddress, at: pointer + "/postalAddress")
    if let location = profile.location { check(location, at: pointer + "/location") }
    webLinks(profile.webLinks, at: pointer + "/webLinks")
    listed(profile.identifiers, pointer + "/identifiers", check)
    unique(
      profile.identifiers.map { "\($0.scheme):\($0.value)" },
      at: { "\(pointer)/identifiers/\($0)/value" })
    names(profile.alternativeNames, at: pointer + "/alternativeNames")
    names(profile.formerNames, at: pointer + "/formerNames")
    count(profile.numberOfMembers, at: pointer + "/numberOfMembers")
    count(profile.numberOfEmployees, at: pointer + "/numberOfEmployees")
    custom(profile.custom, at: pointer + "/custom")
  }

  func webLinks(_ links: [WebLink], at pointer: String) {
    listed(links, pointer) {
      values.text($0.label, at: $1 + "/label", limit: DocumentLimits.label)
      values.url($0.url, at: $1 + "/url")
    }
    unique(links.map(\.url), at: { "\(pointer)/\($0)/url" })
  }

  func telephone(_ telephone: Telephone?, at pointer: String) {
    guard let telephone else { return }
    values.telephone(telephone.e164, at: pointer + "/e164")
    values.text(telephone.printed, at: pointer + "/printed", limit: DocumentLimits.printedTelephone)
  }

  private func address(_ address: PostalAddress?, at pointer: String) {
    guard let address else { return }
    if let street = address.street {
      values.text(street, at: pointer + "/street", limit: DocumentLimits.name)
    }
    if let postcode = address.postcode {
      values.text(postcode, at: pointer + "/postcode", limit: DocumentLimits.postcode)
    }
    if let city = address.city { values.text(city, at: pointer + "/city", limit: DocumentLimits.name) }
    if let country = address.country { values.country(country, at: pointer + "/country") }
    if address == PostalAddress(street: nil, postcode: nil, city: nil, country: nil) {
      values.faults.add(
        .empty, at: pointer, "the address is empty",
        hint: "write its street, postcode, city or country, or leave the address out")
    }
  }

  private func check(_ location: Location, at pointer: String) {
    values.degrees(location.latitude, at: pointer + "/latitude", atMost: 90)
    values.degrees(location.longitude, at: pointer + "/longitude", atMost: 180)
  }

  private func check(_ identifier: Identifier, at pointer: String) {
    values.slug(identifier.scheme, at: pointer + "/scheme")
    values.text(identifier.value, at: pointer + "/value", limit: DocumentLimits.identifier)
    if identifier.scheme == Identifier.norwegianOrganisation {
      values.norwegianOrganisation(identifier.value, at: pointer + "/value")
    }
  }

  private func names(_ names: [String], at pointer: String) {
    listed(names, pointer) { values.text($0, at: $1, limit: DocumentLimits.name) }
    unique(names, at: { "\(pointer)/\($0)" })
  }

  private func count(_ count: CountOfYear?, at pointer: String) {
    guard let count else { return }
    values.number(count.value, at: pointer + "/value", within: DocumentLimits.population)
    if let year = count.year { values.number(year, at: pointer + "/year", within: DocumentLimits.year) }
  }

  /// Checks the items of a list that may not be long.
  private func listed<Item>(_ items: [Item], _ pointer: String, _ check: (Item, String) -> Void) {
    if items.count > DocumentLimits.listed {
      values.faults.add(
        .tooLong, at: pointer, "the list has \(items.count) items",
        hint: "use at most \(DocumentLimits.listed)")
    }
    each(Array(items.prefix(DocumentLimits.listed)), pointer, check)
  }
}
