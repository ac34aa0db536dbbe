/// What a restore must not bring back: the tokens that were revoked, and the contacts that were erased.
package struct Withdrawals: Sendable, Equatable {
  /// When each token was revoked, in Unix seconds, by the digest of the token.
  package var revokedTokens: [[UInt8]: Int64]
  /// When each contact was last erased, in Unix seconds, by the digest of its slug
  /// (`RecordTables.digest(ofContact:)`).
  package var erasedContacts: [[UInt8]: Int64]

  package init(revokedTokens: [[UInt8]: Int64] = [:], erasedContacts: [[UInt8]: Int64] = [:]) {
    self.revokedTokens = revokedTokens
    self.erasedContacts = erasedContacts
  }

  /// Adds what the other value has. A token keeps its first time, and a contact its last.
  package mutating func add(_ other: Withdrawals) {
    revokedTokens.merge(other.revokedTokens, uniquingKeysWith: min)
    erasedContacts.merge(other.erasedContacts, uniquingKeysWith: max)
  }
}

/// The text in which they are stored beside backups: two objects, each with a time for each digest.
extension Withdrawals {
  package var json: [UInt8] {
    JSONValue.object([
      JSONMember(name: Self.tokens, value: Self.value(revokedTokens)),
      JSONMember(name: Self.contacts, value: Self.value(erasedContacts)),
    ]).prettyPrinted()
  }

  /// Throws `damaged` if the text isn't in the form of `json`.
  package init(json: [UInt8]) throws(DirectoryError) {
    do throws(JSONError) {
      let value = try JSONParser.parse(json)
      guard case .object(let members) = value, members.map(\.name) == [Self.tokens, Self.contacts] else {
        throw JSONError(offset: 0, message: "the text isn't a list of withdrawals")
      }
      self.init(
        revokedTokens: try Self.times(members[0].value), erasedContacts: try Self.times(members[1].value))
    } catch { throw .damaged("\(error.message) (at byte \(error.offset))") }
  }

  private static let tokens = "revokedTokens"
  private static let contacts = "erasedContacts"

  private static func value(_ times: [[UInt8]: Int64]) -> JSONValue {
    let members = times.map { digest, time in
      JSONMember(name: digest.hexadecimal, value: .integer(Int(time)))
    }
    return .object(members.sorted { $0.name < $1.name })
  }

  private static func times(_ value: JSONValue) throws(JSONError) -> [[UInt8]: Int64] {
    guard case .object(let members) = value else {
      throw JSONError(offset: 0, message: "the withdrawals aren't an object")
    }
    var times: [[UInt8]: Int64] = [:]
    for member in members {
      guard case .integer(let time) = member.value, let digest = bytes(member.name) else {
        throw JSONError(offset: 0, message: "'\(member.name)' isn't a digest with a time")
      }
      times[digest] = Int64(time)
    }
    return times
  }

  /// Returns the bytes of lower-case hexadecimal digits; nil for any other text.
  private static func bytes(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count % 2 == 0 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = digit(digits[index]), let low = digit(digits[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
