extension JSONValue {
  /// Returns the value with a JSON Merge Patch (RFC 7396) applied: null removes a member, an object is merged
  /// member by member, and any other value replaces what was there.
  package func merged(with patch: JSONValue) -> JSONValue {
    guard case .object(let changes) = patch else { return patch }
    var members: [JSONMember] = []
    if case .object(let own) = self { members = own }
    for change in changes {
      let index = members.firstIndex { $0.name == change.name }
      if change.value == .null {
        if let index { members.remove(at: index) }
      } else if let index {
        members[index].value = members[index].value.merged(with: change.value)
      } else {
        members.append(JSONMember(name: change.name, value: JSONValue.null.merged(with: change.value)))
      }
    }
    return .object(members)
  }
}

extension JSONValue {
  /// Does the same for a record. A short name that is the name, as it is if none was stated, becomes the new
  /// name with it.
  package func mergedByName(with patch: JSONValue) -> JSONValue {
    guard let name = member("name"), name == member("shortName"), let new = patch.member("name"),
      new != .null,
      patch.member("shortName") == nil
    else { return merged(with: patch) }
    return merged(with: patch).merged(with: .object([JSONMember(name: "shortName", value: new)]))
  }
}
