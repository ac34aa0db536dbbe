/// A person who answers for the organisation, or for one of its members.
package struct Contact: Sendable, Equatable {
  /// A slug, unique among contacts.
  package var id: String
  package var name: String
  package var role: String
  /// Nil if there is none, or if it is protected and the reader isn't a staff reader.
  package var email: String?
  /// Nil if there is none, or if it is protected and the reader isn't a staff reader.
  package var telephone: Telephone?
  /// True if the person has an e-mail address that the organisation doesn't publish.
  package var emailProtected: Bool
  /// True if the person has a telephone number that the organisation doesn't publish.
  package var telephoneProtected: Bool
  package var office: OfficeReference?
  /// Nil for a contact of the organisation itself.
  package var member: MemberReference?
  /// The place among the contacts of the same member or organisation. Those without one come last.
  package var order: Int?
  package var portrait: Image?
  package var translations = Translations.none
  package var fallback: Fallback?

  package init(
    id: String, name: String, role: String, email: String?, telephone: Telephone?, emailProtected: Bool,
    telephoneProtected: Bool, office: OfficeReference?, member: MemberReference?, order: Int?
  ) {
    self.id = id
    self.name = name
    self.role = role
    self.email = email
    self.telephone = telephone
    self.emailProtected = emailProtected
    self.telephoneProtected = telephoneProtected
    self.office = office
    self.member = member
    self.order = order
  }
}

package struct Telephone: Sendable, Equatable {
  /// The number in the form of ITU-T E.164 with its plus sign, `+32460941393`, as a `tel:` link needs it.
  package var e164: String
  /// The number as people write it, `+32 (0) 460 94 1393`.
  package var printed: String

  package init(e164: String, printed: String) {
    self.e164 = e164
    self.printed = printed
  }
}
