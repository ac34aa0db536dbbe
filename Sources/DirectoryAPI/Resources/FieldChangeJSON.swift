internal import Directory

enum FieldChangeJSON {
  /// Returns the changes as JSON. `old` is left out if the place was empty before, and `new` if it is empty
  /// now.
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
