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
        .invalidRecord([Self.fault("", .wrongType, "this isn't an object", "write person, role and name")]))
    }
    var faults: [DocumentFault] = []
    func text(_ name: String) -> String? {
      switch value.member(name) {
      case .string(let text): return text
      case nil, .null: return nil
      default:
        faults.append(Self.fault("/\(name)", .wrongType, "this isn't a string", "write a string"))
        return nil
      }
    }
    if case .integer(let number)? = value.member("person") {
      person = Int64(number)
    } else {
      person = 0
      faults.append(
        Self.fault("/person", .missing, "a token belongs to a person", "write the number of the person"))
    }
    (name, role) = (text("name"), text("role"))
    let expiry = text("expiresAt")
    expiresAt = expiry.flatMap(Self.time)
    faults += Self.faults(name: name, role: role)
    if expiry != nil, expiresAt.map({ $0 <= now }) ?? true {
      faults.append(
        Self.fault(
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
        fault("/name", .tooLong, "the name can't be used", "write 1 to 200 characters on one line"))
    }
    if let role, Role(rawValue: role) == nil {
      let roles = Role.allCases.map(\.rawValue).joined(separator: ", ")
      faults.append(fault("/role", .unknownValue, "there is no role \"\(role)\"", "use one of \(roles)"))
    }
    return faults
  }

  private static func unknownFields(among members: [JSONMember]) -> [DocumentFault] {
    members.filter { !["person", "role", "name", "expiresAt"].contains($0.name) }.map { member in
      fault(
        "/\(member.name)", .unknownField, "there is no field \"\(member.name)\" here",
        "the fields are person, role, name, expiresAt")
    }
  }

  /// Returns the role of the token, by default that of its person. Throws if it can't have a token.
  func role(for person: Person?) throws(APIError) -> Role {
    guard let person else {
      throw .directory(
        .invalidRecord([
          Self.fault("/person", .unknownReference, "there is no such person", "use one that /people lists")
        ]))
    }
    guard person.isActive else {
      throw .directory(
        .invalidRecord([
          Self.fault("/person", .unknownReference, "the person isn't active", "change the person first")
        ]))
    }
    let role = role.flatMap { Role(rawValue: $0) } ?? person.role
    guard role <= person.role else {
      throw .directory(
        .invalidRecord([
          Self.fault(
            "/role", .outOfRange, "the person has the role \(person.role.rawValue) only",
            "use that role, or change the person first")
        ]))
    }
    return role
  }

  private static func fault(
    _ pointer: String, _ code: DocumentFault.Code, _ message: String, _ hint: String
  ) -> DocumentFault {
    DocumentFault(pointer: pointer, code: code, message: message, hint: hint)
  }

  /// Returns the Unix seconds of a day, or of a time such as `2027-01-31T00:00:00Z`; nil for another text.
  private static func time(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard bytes.count == 10 || bytes.count == 20 else { return nil }
    func number(_ range: Range<Int>) -> Int? { bytes.span.decimal(range) }
    guard bytes[4] == Byte.dash, bytes[7] == Byte.dash, let year = number(0..<4), let month = number(5..<7),
      let day = number(8..<10), let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    let start = Int64(date.daysSince1970) * 86_400
    if bytes.count == 10 { return start }
    guard bytes[10] == UInt8(ascii: "T"), bytes[13] == Byte.colon, bytes[16] == Byte.colon,
      bytes[19] == UInt8(ascii: "Z"), let hour = number(11..<13), let minute = number(14..<16),
      let second = number(17..<19), hour < 24, minute < 60, second < 60
    else { return nil }
    return start + Int64(hour * 3_600 + minute * 60 + second)
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool { value < 0x20 || (0x7F..<0xA0).contains(value) }
}
