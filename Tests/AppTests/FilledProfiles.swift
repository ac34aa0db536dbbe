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
    numberOfEmployees: CountOfYear(value: 1014, approximate: true, year: 2012),
    custom: [
      JSONMember(name: "auditions", value: .boolean(true)),
      JSONMember(name: "concerts", value: .integer(1015)),
      JSONMember(name: "fee", value: .number(1016.25)),
      JSONMember(name: "first-concert", value: .string("2001-11-11")),
      JSONMember(name: "history", value: .string("History of one.\n\nMore of one.")),
      JSONMember(name: "recording", value: .string("https://one.example.org/recording")),
      JSONMember(name: "rehearsals", value: .string("Rehearsals, of one")),
      JSONMember(name: "style", value: .string("gospel")),
      JSONMember(name: "voices", value: .array([.string("SATB"), .string("Comma-one")])),
    ])

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
    numberOfEmployees: CountOfYear(value: 2024, approximate: false, year: 2022),
    custom: [
      JSONMember(name: "auditions", value: .boolean(false)),
      JSONMember(name: "concerts", value: .integer(2025)),
      JSONMember(name: "fee", value: .number(-0.5)),
      JSONMember(name: "first-concert", value: .string("2002-12-12")),
      JSONMember(name: "history", value: .string("History of two.")),
      JSONMember(name: "recording", value: .string("https://two.example.org/recording")),
      JSONMember(name: "rehearsals", value: .string("Rehearsals of two")),
      JSONMember(name: "style", value: .string("classical")),
      JSONMember(name: "voices", value: .array([.string("SSAA")])),
    ])
}
