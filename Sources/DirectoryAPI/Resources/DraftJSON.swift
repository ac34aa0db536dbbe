internal import Directory
internal import HTTPCore

/// Writes a draft as staff wrote it, because the records that it refers to need not exist. The files of its
/// picture have addresses, where only staff get them.
enum DraftJSON {
  static func content(_ record: DirectoryRecord) -> Content {
    let draft = StoredRecord(record, .draft)
    guard case .object(var members) = DocumentJSON.json(draft) else { return Content(bytes: []) }
    let link = JSONMember(name: "self", value: .string(Links.record(record.key)))
    PictureJSON.addAddresses(of: record.key, to: &members)
    members.append(JSONMember(name: "links", value: .object([link])))
    return Content(json: JSONValue.object(members).compact() + [Byte.lf], of: draft)
  }
}
