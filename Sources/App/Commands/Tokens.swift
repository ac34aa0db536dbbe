import Directory
import DirectoryAPI
import Glibc
import HTTPCore

/// Manages tokens. This needs access to the database, and no token.
extension MemberDirectory {
  package struct NewToken: Sendable {
    /// The token's number, owner and role, for people.
    package let summary: String
    /// The text that a client sends. It is shown once and not stored.
    package let text: String
  }

  /// The roles that a token may have, the weakest first.
  package static let roles = Role.allCases.map(\.rawValue)

  /// Creates a token. Throws if an option is wrong.
  package static func createToken(
    _ settings: Settings, name: String, role: String, expires: TokenExpiry?, email: String? = nil,
    member: String? = nil
  ) throws(StartupError) -> NewToken {
    let now = Int64(time(nil))
    guard let role = Role(rawValue: role) else {
      throw StartupError("--role must be \(roles.joined(separator: " or "))", .usage)
    }
    guard (1...200).contains(name.unicodeScalars.count) else {
      throw StartupError("--name must have 1 to 200 characters", .usage)
    }
    let end = expires?.time(from: now)
    if let end, end <= now {
      throw StartupError("--expires must be in the future: the token would have expired already", .usage)
    }
    let text = TokenSecret.make()
    let token = Token(
      name: name, role: role, createdAt: now, expiresAt: end, digest: TokenSecret.digest(text.utf8))
    let store = try openStore(settings)
    do {
      let id = try store.createToken(token, email: email, member: member).id
      return NewToken(
        summary:
          "token \(id) for \(name), \(role.rawValue), of \(settings.database.path); it is shown only now:",
        text: text)
    } catch {
      throw StartupError(error, database: settings.database.path)
    }
  }

  /// Returns a line for each person.
  package static func personLines(_ settings: Settings) throws(StartupError) -> [String] {
    let store = try openExistingStore(settings)
    do {
      return try store.people().map { person in
        var notes = ["added \(timestamp(person.createdAt))"]
        if let member = person.member { notes.append("for \(member)") }
        if let time = person.lastSeenAt { notes.append("last seen \(timestamp(time))") }
        if !person.isActive { notes.append("not active") }
        return "\(person.id)\t\(person.role.rawValue)\t\(person.name)\t\(notes.joined(separator: ", "))"
      }
    } catch { throw StartupError(error, database: settings.database.path) }
  }

  /// Returns a line for each token, without its text.
  package static func tokenLines(_ settings: Settings) throws(StartupError) -> [String] {
    let store = try openExistingStore(settings)
    do {
      return try store.tokens().map { token in
        var notes = ["created \(timestamp(token.createdAt))"]
        if let end = token.expiresAt { notes.append("expires \(timestamp(end))") }
        if let end = token.revokedAt { notes.append("revoked \(timestamp(end))") }
        return "\(token.id)\t\(token.role.rawValue)\t\(token.name)\t\(notes.joined(separator: ", "))"
      }
    } catch { throw StartupError(error, database: settings.database.path) }
  }

  /// Revokes a token. Throws if there is no such token.
  package static func revokeToken(_ settings: Settings, id: Int64) throws(StartupError) {
    let store = try openExistingStore(settings)
    let isThere: Bool
    do { isThere = try store.revokeToken(id, at: Int64(time(nil))) } catch {
      throw StartupError(error, database: settings.database.path)
    }
    guard isThere else { throw StartupError("there is no token \(id); `token list` shows them all", .data) }
    try recordWithdrawals(settings, after: "token \(id) is revoked")
  }

  /// Returns a time such as `2027-01-31T00:00:00Z`.
  private static func timestamp(_ seconds: Int64) -> String {
    let stamp = BackupName.stamp(at: seconds)
    let time = stamp.dropFirst(11)
    return "\(stamp.prefix(11))\(time.prefix(2)):\(time.dropFirst(2).prefix(2)):\(time.dropFirst(4))"
  }
}

/// The end of a token's validity: after a number of days, or at the beginning of a day in UTC.
package enum TokenExpiry: Sendable, Equatable {
  case days(Int)
  /// The day as the number of days since 1970.
  case day(Int64)

  /// Parses `90d` or `2027-01-31`. Returns nil for anything else.
  package init?(_ text: String) {
    if text.hasSuffix("d") {
      guard let days = Self.number(text.dropLast()), (1...36_500).contains(days) else { return nil }
      self = .days(days)
    } else {
      let parts = text.split(separator: "-", omittingEmptySubsequences: false)
      guard parts.map(\.utf8.count) == [4, 2, 2], let year = Self.number(parts[0]),
        let month = Self.number(parts[1]), let day = Self.number(parts[2]),
        let date = CivilDate(year: year, month: month, day: day)
      else { return nil }
      self = .day(date.daysSince1970)
    }
  }

  /// Returns the value of decimal digits; `Int(_:)` alone takes a sign too.
  private static func number(_ text: Substring) -> Int? {
    text.utf8.allSatisfy(Byte.isDigit) ? Int(text) : nil
  }

  /// Returns the end in Unix seconds.
  func time(from now: Int64) -> Int64 {
    switch self {
    case .days(let days): now + Int64(days) * 86_400
    case .day(let day): day * 86_400
    }
  }
}
