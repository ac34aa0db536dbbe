import Directory

/// The profiles of the two members of `FilledRecords`, by the same rules.
enum FilledProfiles {
  static let first = MemberProfile(
    about: "Paragraph of one.\n\nSecond paragraph of one.", website: "https://one.example.org/start",
    webLinks: [
      WebLink(label: "Link of one", url: "https://one.example.org/link"),
      WebLink(label: "Another link; of one", url: "https://one.example.org/another"),
    ],
    email: "profile-one@example.org", emailProtected: true,
    telephone: Telephone(e164: "+4733333333", printed: "+47 33 33 33 33"), telephoneProtected: true,
    visitingAddress: PostalAddress(
      street: "Visiting street of one", postcode: "1011", city: "Visiting city of one", country: "NO"),
    postalAddress: PostalAddress(
      street: "Postal street of one", postcode: "1012", city: "Postal city of one", country: "SE"),
    location: Location(latitude: 59_911_491, longitude: -10_757_933, precision: .address),
    identifiers: [
      Identifier(scheme: "no-orgnr", value: "974760673"), Identifier(scheme: "wikidata", value: "Q 585"),
    ],
    alternativeNames: ["Alternative of one", "Another; alternative of one"], formerNames: ["Former of one"],
    numberOfMembers: CountOfYear(value: 1013, approximate: true, year: 2011),
    numberOfEmployees: CountOfYear(value: 1014, approximate: true, year: 2012))

  static let second = MemberProfile(
    about: "Paragraph of two.", website: "http://two.example.org",
    webLinks: [WebLink(label: "Link of two", url: "https://two.example.org/link")],
    email: "profile-two@example.org", emailProtected: false,
    telephone: Telephone(e164: "+4744444444", printed: "+47 44 44 44 44"), telephoneProtected: false,
    visitingAddress: PostalAddress(
      street: "Visiting street of two", postcode: "0021", city: "Visiting city of two", country: "BE"),
    postalAddress: PostalAddress(
      street: "Postal street of two", postcode: "2022", city: "Postal city of two", country: "DK"),
    location: Location(latitude: -50_846_700, longitude: 4_352_500, precision: .area),
    identifiers: [Identifier(scheme: "lei", value: "5493001KJTIIGC8Y1R12")],
    alternativeNames: ["Alternative of two"], formerNames: ["Former of two"],
    numberOfMembers: CountOfYear(value: 2023, approximate: false, year: 2021),
    numberOfEmployees: CountOfYear(value: 2024, approximate: false, year: 2022))
}
