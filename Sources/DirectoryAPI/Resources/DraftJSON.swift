internal import Directory
internal import HTTPCore

/// Writes a draft as staff wrote it, because the records that it refers to need not exist.
enum DraftJSON {
  static func document(_ record: DirectoryRecord) -> [UInt8] {
    guard case .object(var members) = DocumentJSON.json(StoredRecord(record, .draft)) else { return [] }
    let link = JSONMember(name: "self", value: .string(Links.record(record.key)))
    members.append(JSONMember(name: "links", value: .object([link])))
    return JSONValue.object(members).compact() + [Byte.lf]
  }
}
