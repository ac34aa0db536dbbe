internal import Directory
internal import HTTPCore

/// A new token as an admin writes it.
struct TokenContent {
  let person: Int64
  let name: String?
  let expiresAt: Int64?
  private let role: String?

  /// Throws `invalidRecord` with all faults of the content.
  init(_ value: JSONValue, now: Int64) throws(APIError) {
    guard case .object(let members) = value else {
      throw .directory(
        .invalidRecord([DocumentFault("", .wrongType, "this isn't an object", "write person, role and name")])
      )
    }
    var faults: [DocumentFault] = []
    func text(_ name: String) -> String? {
      switch value.member(name) {
      case .string(let text): return text
      case nil, .null: return nil
      default:
        faults.append(DocumentFault("/\(name)", .wrongType, "this isn't a string", "write a string"))
        return nil
      }
    }
    if case .integer(let number)? = value.member("person") {
      person = Int64(number)
    } else {
      person = 0
      faults.append(
        DocumentFault("/person", .missing, "a token belongs to a person", "write the number of the person"))
    }
    (name, role) = (text("name"), text("role"))
    let expiry = text("expiresAt")
    expiresAt = expiry.flatMap(Self.time)
    faults += Self.faults(name: name, role: role)
    if expiry != nil, expiresAt.map({ $0 <= now }) ?? true {
      faults.append(
        DocumentFault(
          "/expiresAt", .invalidDate, "this isn't a time in the future",
          "write one such as 2027-01-31T00:00:00Z, or a day"))
    }
    faults += Self.unknownFields(among: members)
    guard faults.isEmpty else { throw .directory(.invalidRecord(faults)) }
  }

  private static func faults(name: String?, role: String?) -> [DocumentFault] {
    var faults: [DocumentFault] = []
    if let name,
      !(1...200).contains(name.unicodeScalars.count) || name.unicodeScalars.contains(where: \.isControl)
    {
      faults.append(
        DocumentFault("/name", .tooLong, "the name can't be used", "write 1 to 200 characters on one line"))
    }
    if let role, Role(rawValue: role) == nil {
      let roles = Role.allCases.map(\.rawValue).joined(separator: ", ")
      faults.append(
        DocumentFault("/role", .unknownValue, "there is no role \"\(role)\"", "use one of \(roles)"))
    }
    return faults
  }

  private static func unknownFields(among members: [JSONMember]) -> [DocumentFault] {
    members.filter { !["person", "role", "name", "expiresAt"].contains($0.name) }.map { member in
      DocumentFault(
        JSONPointer.child(member.name), .unknownField, "there is no field \"\(member.name)\" here",
        "the fields are person, role, name, expiresAt")
    }
  }

  /// Returns the role of the token, by default that of its person. Throws if it can't have a token.
  func role(for person: Person?) throws(APIError) -> Role {
    guard let person else {
      throw .directory(
        .invalidRecord([
          DocumentFault("/person", .unknownReference, "there is no such person", "use one that /people lists")
        ]))
    }
    guard person.isActive else {
      throw .directory(
        .invalidRecord([
          DocumentFault("/person", .unknownReference, "the person isn't active", "change the person first")
        ]))
    }
    let role = role.flatMap { Role(rawValue: $0) } ?? person.role
    guard role <= person.role else {
      throw .directory(
        .invalidRecord([
          DocumentFault(
            "/role", .outOfRange, "the person has the role \(person.role.rawValue) only",
            "use that role, or change the person first")
        ]))
    }
    return role
  }

  /// Returns the Unix seconds of a day, or of a time such as `2027-01-31T00:00:00Z`; nil for another text.
  private static func time(_ text: String) -> Int64? {
    let time = text.utf8.count == 10 ? text + "T00:00:00Z" : text
    guard let seconds = RFC3339.seconds(of: time), RFC3339.text(seconds) == time else { return nil }
    return seconds
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool { value < 0x20 || (0x7F..<0xA0).contains(value) }
}
