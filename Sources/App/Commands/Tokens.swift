import Directory
import DirectoryAPI
import Glibc
import HTTPCore

/// Tokens, for whoever can open the database: making one takes no token.
extension MemberDirectory {
  package struct NewToken: Sendable {
    /// For people.
    package let summary: String
    /// What is sent; shown once and stored nowhere.
    package let text: String
  }

  /// The roles that a token may have, the lesser first.
  package static let roles = Role.allCases.map(\.rawValue)

  package static func createToken(
    _ settings: Settings, name: String, role: String, expires: TokenExpiry?
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
      let id = try store.createToken(token).id
      return NewToken(
        summary:
          "token \(id) for \(name), \(role.rawValue), of \(settings.database.path); it is shown only now:",
        text: text)
    } catch {
      throw StartupError(error, database: settings.database.path)
    }
  }

  /// One line each, without their texts.
  package static func tokenLines(_ settings: Settings) throws(StartupError) -> [String] {
    let store = try openStore(settings)
    do {
      return try store.tokens().map { token in
        var notes = ["made \(timestamp(token.createdAt))"]
        if let end = token.expiresAt { notes.append("expires \(timestamp(end))") }
        if let end = token.revokedAt { notes.append("revoked \(timestamp(end))") }
        return "\(token.id)\t\(token.role.rawValue)\t\(token.name)\t\(notes.joined(separator: ", "))"
      }
    } catch { throw StartupError(error, database: settings.database.path) }
  }

  package static func revokeToken(_ settings: Settings, id: Int64) throws(StartupError) {
    let store = try openStore(settings)
    let isThere: Bool
    do { isThere = try store.revokeToken(id, at: Int64(time(nil))) } catch {
      throw StartupError(error, database: settings.database.path)
    }
    guard isThere else { throw StartupError("there is no token \(id); `token list` shows them all", .data) }
  }

  /// `2027-01-31T00:00:00Z`.
  private static func timestamp(_ seconds: Int64) -> String {
    let stamp = BackupName.stamp(at: seconds)
    let time = stamp.dropFirst(11)
    return "\(stamp.prefix(11))\(time.prefix(2)):\(time.dropFirst(2).prefix(2)):\(time.dropFirst(4))"
  }
}

/// Until when a token holds: so many days, or the beginning of a day in UTC.
package enum TokenExpiry: Sendable, Equatable {
  case days(Int)
  /// Days since 1970.
  case day(Int64)

  /// `90d` or `2027-01-31`.
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

  func time(from now: Int64) -> Int64 {
    switch self {
    case .days(let days): now + Int64(days) * 86_400
    case .day(let day): day * 86_400
    }
  }
}
