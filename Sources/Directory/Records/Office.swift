/// A postal address at which the organisation can be met.
package struct Office: Sendable, Equatable {
  /// A slug, unique among offices.
  package var id: String
  package var name: String
  /// The house that holds the office, `Nordic House`.
  package var host: String
  package var street: String
  /// A string: `0160` is not a number.
  package var postcode: String
  package var city: String
  /// ISO 3166-1 alpha-2.
  package var country: String

  package init(
    id: String, name: String, host: String, street: String, postcode: String, city: String,
    country: String
  ) {
    self.id = id
    self.name = name
    self.host = host
    self.street = street
    self.postcode = postcode
    self.city = city
    self.country = country
  }
}

package struct OfficeReference: Sendable, Equatable {
  package var id: String
  package var name: String

  package init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}
