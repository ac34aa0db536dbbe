internal import Directory

extension MemberProfile {
  /// An invented profile, with a value of each field.
  static let example = MemberProfile(
    about: "The first paragraph.\n\nThe second one.", website: "https://www.riverton.example",
    webLinks: [WebLink(label: "Projects", url: "https://www.riverton.example/projects")],
    email: "post@riverton.example", emailProtected: false,
    telephone: Telephone(e164: "+3225550100", printed: "+32 2 555 01 00"), telephoneProtected: false,
    visitingAddress: PostalAddress(
      street: "Main Street 1", postcode: "1000", city: "Riverton", country: "BE"),
    postalAddress: PostalAddress(street: "Box 1", postcode: "1001", city: "Riverton", country: "BE"),
    location: Location(latitude: 50_846_700, longitude: 4_352_500, precision: .address),
    identifiers: [Identifier(scheme: "wikidata", value: "Q1")], alternativeNames: ["Riverton-on-Sea"],
    formerNames: ["Oldton"], numberOfMembers: CountOfYear(value: 120, approximate: false, year: 2026),
    numberOfEmployees: CountOfYear(value: 300, approximate: true, year: 2025),
    custom: [])
}
