internal import Directory
internal import HTTPCore

/// A draft as it was written: what it refers to need not be there.
enum DraftJSON {
  static func document(_ record: DirectoryRecord) -> [UInt8] {
    guard case .object(var members) = DocumentJSON.json(StoredRecord(record, .draft)) else { return [] }
    let link = JSONMember(name: "self", value: .string(Links.record(record.key)))
    members.append(JSONMember(name: "links", value: .object([link])))
    return JSONValue.object(members).compact() + [Byte.lf]
  }
}
