/// The columns of a member's profile.
extension RowFields {
  mutating func profile(_ column: ProfileColumn, _ text: String) {
    switch column {
    case .email, .telephone, .telephonePrinted: reach(column.rawValue, text)
    case .visitingStreet, .visitingPostcode, .visitingCity, .visitingCountry:
      part(
        column, of: [.visitingStreet, .visitingPostcode, .visitingCity, .visitingCountry], "visiting", text)
    case .postalStreet, .postalPostcode, .postalCity, .postalCountry:
      part(column, of: [.postalStreet, .postalPostcode, .postalCity, .postalCountry], "postal", text)
    case .latitude, .longitude, .locationPrecision: location(column, text)
    case .numberOfMembers, .numberOfMembersApproximate, .numberOfMembersYear:
      count(column, of: .numberOfMembers, .numberOfMembersApproximate, .numberOfMembersYear, text)
    case .numberOfEmployees, .numberOfEmployeesApproximate, .numberOfEmployeesYear:
      count(column, of: .numberOfEmployees, .numberOfEmployeesApproximate, .numberOfEmployeesYear, text)
    // An empty cell must not publish what is protected.
    case .emailProtected, .telephoneProtected:
      if !text.isEmpty { set(column.field, flag(text, column.field)) }
    case .identifiers: identifiers(text)
    case _ where text.isEmpty: set(column.field, .null)
    case .website: set(column.field, .string(TableValues.url(text)))
    case .webLinks: set(column.field, ProfileLists.webLinks(text))
    case .alternativeNames, .formerNames: set(column.field, Self.focusAreas(text))
    case .about: set(column.field, .string(TableValues.lines(text)))
    }
  }

  /// Sets the identifiers. A number alone is only that of the Norwegian register, and leaves the others.
  private mutating func identifiers(_ text: String) {
    guard !text.isEmpty else { return set("identifiers", .null) }
    guard let number = ProfileLists.norwegianOrganisation(text) else {
      return set("identifiers", ProfileLists.identifiers(text))
    }
    let others = (member?.profile.identifiers ?? []).filter { $0.scheme != Identifier.norwegianOrganisation }
    let all = others + [Identifier(scheme: Identifier.norwegianOrganisation, value: number)]
    set("identifiers", .array(all.map { ProfileLists.json($0) }))
  }

  /// Sets a part of an address. If no part of it is left, the address is removed.
  private mutating func part(
    _ column: ProfileColumn, of columns: [ProfileColumn], _ prefix: String, _ text: String
  ) {
    let isLeft = columns.contains { column in
      row.text(column.rawValue).map { !$0.isEmpty } ?? (member.flatMap { column.cell(of: $0.profile) } != nil)
    }
    guard isLeft else { return set(column.field, .null) }
    let part = column.rawValue.dropFirst(prefix.count).lowercased()
    set(column.field, Self.object([(part, text.isEmpty ? .null : .string(value(text, of: column)))]))
  }

  /// Returns the stored postcode for one without its zeros at the beginning, which Excel drops.
  private func value(_ text: String, of column: ProfileColumn) -> String {
    guard column == .visitingPostcode || column == .postalPostcode,
      let stored = member.flatMap({ column.cell(of: $0.profile) }), Self.isSameNumber(text, stored)
    else { return text }
    return stored
  }

  private mutating func location(_ column: ProfileColumn, _ text: String) {
    if row.text("latitude") == "", row.text("longitude") == "" { return set("location", .null) }
    switch column {
    case .locationPrecision:
      if !text.isEmpty { set("location", Self.object([("precision", .string(text.lowercased()))])) }
    default:
      guard let number = TableValues.decimal(text) else {
        return faults.add(
          .wrongType, at: "/location/\(column.rawValue)", "\"\(text)\" isn't a number of degrees",
          hint: "write a number such as 59.91")
      }
      var parts = [(column.rawValue, number)]
      if row.text("locationPrecision") ?? "" == "", member?.profile.location == nil {
        parts.append(("precision", .string(Location.Precision.place.rawValue)))
      }
      set("location", Self.object(parts))
    }
  }

  /// Sets a part of a number of people. It is exact unless the row says otherwise, or says nothing of it and
  /// the number before was approximate.
  private mutating func count(
    _ column: ProfileColumn, of number: ProfileColumn, _ approximate: ProfileColumn, _ year: ProfileColumn,
    _ text: String
  ) {
    let field = number.field
    let profile = member?.profile
    let before = number == .numberOfMembers ? profile?.numberOfMembers : profile?.numberOfEmployees
    if row.text(number.rawValue) == "" { return set(field, .null) }
    switch column {
    case number:
      var parts = [("value", self.number(text, at: "/\(field)/value"))]
      if row.text(approximate.rawValue) ?? "" == "" {
        parts.append(("approximate", .boolean(before?.approximate ?? false)))
      }
      set(field, Self.object(parts))
    case approximate:
      if !text.isEmpty { set(field, Self.object([("approximate", flag(text, approximate.rawValue))])) }
    default:
      if !text.isEmpty || before?.year != nil {
        set(field, Self.object([("year", text.isEmpty ? .null : self.number(text, at: "/\(field)/year"))]))
      }
    }
  }
}

/// How a contact or a member is reached.
extension RowFields {
  mutating func reach(_ field: String, _ text: String) {
    switch field {
    case "email":
      if !text.isEmpty {
        set(field, .string(text))
      } else if !isProtected("emailProtected") {
        set(field, .null)
      }
    case "telephone":
      guard !text.isEmpty || !isProtected("telephoneProtected") else { return }
      telephone(text, row.text("telephonePrinted"))
    default:
      guard row.text("telephone") == nil, !text.isEmpty || !isProtected("telephoneProtected") else { return }
      set("telephone", text.isEmpty ? .null : Self.object([("printed", .string(text))]))
    }
  }

  /// Whether the address or the number is protected after the import. A table that was downloaded without a
  /// token doesn't have it then, so an empty cell doesn't mean that there is none.
  private func isProtected(_ flag: String) -> Bool {
    if let text = row.text(flag), !text.isEmpty { return TableValues.flag(text) ?? false }
    switch existing {
    case .contact(let contact)?:
      return flag == "emailProtected" ? contact.emailProtected : contact.telephoneProtected
    case .member(let member)?:
      return flag == "emailProtected" ? member.profile.emailProtected : member.profile.telephoneProtected
    default: return false
    }
  }

  private var telephoneBefore: Telephone? {
    switch existing {
    case .contact(let contact)?: contact.telephone
    case .member(let member)?: member.profile.telephone
    default: nil
    }
  }

  /// Reads a telephone number. What is printed is what the cell has, unless a column says otherwise.
  private mutating func telephone(_ text: String, _ printed: String?) {
    guard !text.isEmpty else {
      if let printed, !printed.isEmpty {
        faults.add(
          .missing, at: "/telephone/e164", "the cell is empty, but telephonePrinted is \"\(printed)\"",
          hint: "write the number such as +4722334455")
      }
      return set("telephone", .null)
    }
    let before = telephoneBefore
    // Excel takes +4722334455 for a number, and drops the plus sign.
    let stated = TableValues.telephone(text)
    let number = before.map { $0.e164 == "+" + text ? $0.e164 : stated } ?? stated
    let same = before?.e164 == number ? before?.printed : nil
    let shown = printed.map { $0.isEmpty ? number : $0 } ?? same ?? text
    set("telephone", Self.object([("e164", .string(number)), ("printed", .string(shown))]))
  }
}
