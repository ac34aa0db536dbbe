/// A person as an administrator writes it.
package struct PersonContent: Sendable {
  /// What a person is written with, and nothing that the program itself notes.
  package static func json(_ person: Person) -> JSONValue {
    var members = [JSONMember(name: "name", value: .string(person.name))]
    if let email = person.email { members.append(JSONMember(name: "email", value: .string(email))) }
    members.append(JSONMember(name: "role", value: .string(person.role.rawValue)))
    if let member = person.member { members.append(JSONMember(name: "member", value: .string(member))) }
    members.append(JSONMember(name: "active", value: .boolean(person.isActive)))
    return .object(members)
  }

  /// Reads a person. Throws `invalidRecord` with all faults of the content.
  ///
  /// - Parameter existing: the person that it replaces, or one with the number 0.
  package static func person(
    _ value: JSONValue, over existing: Person
  ) throws(DirectoryError) -> Person {
    let faults = FaultList()
    let fields = FieldReader(value, at: "", faults: faults)
    var person = existing
    person.name = fields.string("name")
    person.email = fields.optionalString("email")
    let role = fields.value("role", of: "role", among: Role.allCases.map(\.rawValue))
    person.role = Role(rawValue: role) ?? .proposer
    person.member = fields.optionalString("member")
    person.isActive = fields.optionalBoolean("active") ?? true
    fields.refuseTheRest()
    guard faults.faults.isEmpty else { throw .invalidRecord(faults.faults) }
    return person
  }

  /// Returns the faults of the person's own values.
  static func faults(of person: Person) -> [DocumentFault] {
    let faults = FaultList()
    let values = ValueCheck(faults: faults)
    values.text(person.name, at: "/name", limit: DocumentLimits.name)
    if let email = person.email { values.email(email, at: "/email") }
    if let member = person.member { values.slug(member, at: "/member") }
    if person.role == .proposer, person.member == nil {
      faults.add(
        .missing, at: "/member", "a proposer has a member",
        hint: "write the slug of the member for which the person proposes changes")
    }
    return faults.faults
  }
}
