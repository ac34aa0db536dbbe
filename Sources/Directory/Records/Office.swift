/// A postal address of the organisation, or of one of its members.
package struct Office: Sendable, Equatable {
  /// A slug, unique among offices.
  package var id: String
  package var name: String
  /// The building or the host that the office is in, `Nordic House`.
  package var host: String
  package var street: String
  /// A string, since `0160` isn't a number.
  package var postcode: String
  package var city: String
  /// An ISO 3166-1 alpha-2 code, `NO`.
  package var country: String
  /// Nil for an office of the organisation itself.
  package var member: MemberReference?
  package var translations = Translations.none
  package var fallback: Fallback?

  package init(
    id: String, name: String, host: String, street: String, postcode: String, city: String,
    country: String, member: MemberReference?
  ) {
    self.id = id
    self.name = name
    self.host = host
    self.street = street
    self.postcode = postcode
    self.city = city
    self.country = country
    self.member = member
  }
}

package struct OfficeReference: Sendable, Equatable {
  package var id: String
  package var name: String
  /// The language of the name, if it should be in another one.
  package var language: String?

  package init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}
