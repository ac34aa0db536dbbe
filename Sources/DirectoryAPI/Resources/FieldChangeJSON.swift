internal import Directory

enum FieldChangeJSON {
  /// Without `old` there was nothing, without `new` there is nothing.
  static func value(_ changes: [FieldChange]) -> JSONValue {
    .array(
      changes.map { change in
        var members = [JSONMember(name: "pointer", value: .string(change.pointer))]
        if let old = change.old { members.append(JSONMember(name: "old", value: old)) }
        if let new = change.new { members.append(JSONMember(name: "new", value: new)) }
        return .object(members)
      })
  }
}
