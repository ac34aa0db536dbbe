internal import Directory
internal import SQLite

/// A part of members' profiles by which lists of members are filtered. The numbers are those of the table
/// `profile_values`. What may be protected isn't among them, so that no filter can find out a value that
/// isn't shown.
enum ProfilePart: Int64, CaseIterable {
  case website = 1
  case location, identifier, postcode, city, numberOfMembers, numberOfEmployees
  /// The host of the website. No filter compares it; duplicates are found by it.
  case websiteHost

  /// The number as a literal.
  var sql: SQL {
    switch self {
    case .website: "1"
    case .location: "2"
    case .identifier: "3"
    case .postcode: "4"
    case .city: "5"
    case .numberOfMembers: "6"
    case .numberOfEmployees: "7"
    case .websiteHost: "8"
    }
  }

  /// Returns the values that a profile has of this part, each once. Of a part that is only present or absent,
  /// the value is 1.
  func values(of profile: MemberProfile) -> [Value] {
    let addresses = [profile.visitingAddress, profile.postalAddress]
    switch self {
    case .website: return profile.website == nil ? [] : [.integer(1)]
    case .location: return profile.location == nil ? [] : [.integer(1)]
    case .identifier: return texts(profile.identifiers.map { "\($0.scheme):\($0.value)" })
    case .postcode: return texts(addresses.map { $0?.postcode })
    case .city: return texts(addresses.map { $0?.city })
    case .numberOfMembers: return profile.numberOfMembers.map { [.integer(Int64($0.value))] } ?? []
    case .numberOfEmployees: return profile.numberOfEmployees.map { [.integer(Int64($0.value))] } ?? []
    case .websiteHost: return texts([profile.website.flatMap { WebsiteHost.host(of: $0) }])
    }
  }

  private func texts(_ texts: [String?]) -> [Value] {
    Set(texts.compactMap(\.self)).sorted().map { .text($0) }
  }
}

extension Connection {
  /// Writes the values by which a member is filtered, if they differ from those of its profile of before.
  func put(
    partsOf profile: MemberProfile, ofMember id: Int64, over before: MemberProfile
  ) throws(DirectoryError) {
    for part in ProfilePart.allCases {
      let (values, old) = (part.values(of: profile), part.values(of: before))
      guard values != old else { continue }
      if !old.isEmpty {
        try run(
          "DELETE FROM profile_values WHERE member_id = ? AND part = ?",
          [.integer(id), .integer(part.rawValue)])
      }
      for value in values {
        try run(
          "INSERT INTO profile_values (part, value, member_id) VALUES (?, ?, ?)",
          [.integer(part.rawValue), value, .integer(id)])
      }
    }
    guard profile.location != before.location else { return }
    guard let location = profile.location else {
      return try run("DELETE FROM member_locations WHERE member_id = ?", [.integer(id)])
    }
    try run(
      "INSERT OR REPLACE INTO member_locations (member_id, latitude, longitude) VALUES (?, ?, ?)",
      [.integer(id), .integer(Int64(location.latitude)), .integer(Int64(location.longitude))])
  }

  private func hasMemberCities() throws(DirectoryError) -> Bool {
    try first("SELECT EXISTS (SELECT 1 FROM profile_values WHERE part = 5)") { $0.boolean(0) } ?? false
  }

  /// Returns the cities in the addresses of members, or none if there are more than `Vocabulary.longest`.
  func memberCities() throws(DirectoryError) -> [String] {
    var cities: [String] = []
    // Each step finds the next city in the index, however many members are in one.
    var last: Value = .text("")
    while cities.count <= Vocabulary.longest {
      let next = try first(
        "SELECT value FROM profile_values WHERE part = 5 AND value > ? ORDER BY value LIMIT 1", [last]
      ) { $0.text(0) }
      guard let next else { return cities }
      cities.append(next)
      last = .text(next)
    }
    return []
  }

  /// Returns a clause on a part of the profile as a condition.
  ///
  /// An unknown city is an error with those that it resembles. There are too many postcodes and
  /// identifiers for that, and that no member has one is an answer.
  func profileCondition(
    _ clause: Clause, _ part: ProfilePart, _ column: ListTable.Column, _ texts: [String]
  ) throws(DirectoryError) -> ListCondition {
    var isExcluding = clause.isExcluding
    var values = texts.map { Value.text($0) }
    switch part {
    case .website, .location:
      // Presence is compared with the one value. With both values, or with neither, all or none match.
      let wanted = Set(texts)
      values = wanted.count == 1 ? [.integer(1)] : []
      isExcluding = (wanted == ["true"]) == clause.isExcluding
    case .city:
      let known = try slugs(.memberCities)
      // Without a list of them there may be too many, or none.
      var isChecked = !known.isEmpty
      if !isChecked { isChecked = try !hasMemberCities() }
      for text in texts where isChecked && !known.contains(text) {
        throw try unknownValue(text, of: clause.field, .memberCities)
      }
    case .identifier, .postcode: break
    case .numberOfMembers, .numberOfEmployees, .websiteHost:
      throw .unavailable("\(clause.field) can't be filtered in that way")
    }
    return ListCondition(
      field: clause.field, column: column, isExcluding: isExcluding, values: values, count: nil)
  }
}
