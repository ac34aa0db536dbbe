/// One record as JSON, in the form that it has in a document.
extension DocumentJSON {
  package static func json(_ record: DirectoryRecord) -> JSONValue {
    switch record {
    case .organisation(let organisation): json(organisation)
    case .office(let office): json(office)
    case .contact(let contact): json(contact)
    case .memberKind(let kind), .topicKind(let kind): json(kind)
    case .field(let field): json(field)
    case .area(let area), .county(let area): json(area)
    case .topic(let topic): json(topic)
    case .member(let member): json(member)
    }
  }

  /// Throws `invalidRecord` with all faults if the value doesn't have the form of such a record.
  package static func record(
    _ type: RecordType, from value: JSONValue
  ) throws(DirectoryError) -> DirectoryRecord {
    let (record, faults) = read(type, from: value)
    guard faults.isEmpty else { throw .invalidRecord(faults) }
    return record
  }

  /// Returns the record, and the faults of its form. At the place of each fault the record has a placeholder.
  static func read(
    _ type: RecordType, from value: JSONValue
  ) -> (record: DirectoryRecord, faults: [DocumentFault]) {
    let faults = FaultList()
    let fields = FieldReader(value, at: "", faults: faults)
    let record: DirectoryRecord
    switch type {
    case .organisation: record = .organisation(organisation(fields))
    case .office: record = .office(office(fields))
    case .contact: record = .contact(contact(fields))
    case .memberKind: record = .memberKind(memberKind(fields))
    case .topicKind: record = .topicKind(topicKind(fields))
    // A county is one wherever it is listed.
    case .area: record = area(fields).record
    case .field: record = .field(field(fields))
    case .county: record = .county(county(fields))
    case .topic: record = .topic(topic(fields))
    case .member: record = .member(member(fields))
    }
    // `organisation` has already refused the rest.
    if fields.isObject, type != .organisation { fields.refuseTheRest() }
    return (record.normalized, faults.faults)
  }

  static func former(from value: JSONValue) throws(DirectoryError) -> FormerSlug {
    let faults = FaultList()
    let fields = FieldReader(value, at: "", faults: faults)
    let former = formerSlug(fields, faults: faults)
    if fields.isObject { fields.refuseTheRest() }
    guard faults.faults.isEmpty, let former else { throw .invalidRecord(faults.faults) }
    return former
  }
}

/// A record with its status, as HTTP and NDJSON carry it: `status` is written among the fields.
extension DocumentJSON {
  package static func json(_ stored: StoredRecord) -> JSONValue {
    guard case .object(let members) = json(stored.record) else { return .object([]) }
    return .object(members + [JSONMember(name: "status", value: .string(stored.status.rawValue))])
  }
}

extension RecordStatus {
  /// Returns the fields without `status`, and the status if the fields state one. Throws `invalidRecord` if
  /// there is no such status.
  package static func taken(
    from value: JSONValue
  ) throws(DirectoryError) -> (JSONValue, RecordStatus?) {
    guard case .object(var members) = value, let index = members.firstIndex(where: { $0.name == "status" })
    else { return (value, nil) }
    guard case .string(let text) = members.remove(at: index).value, let status = RecordStatus(rawValue: text)
    else {
      throw .invalidRecord([
        DocumentFault(
          pointer: "/status", code: .unknownValue, message: "there is no such status",
          hint: "use \(allCases.map(\.rawValue).joined(separator: " or "))")
      ])
    }
    return (.object(members), status)
  }
}
