/// One place in which two JSON values differ.
package struct FieldChange: Sendable, Equatable {
  /// RFC 6901.
  package var pointer: String
  /// Nil where there was nothing.
  package var old: JSONValue?
  package var new: JSONValue?

  package init(pointer: String, old: JSONValue?, new: JSONValue?) {
    self.pointer = pointer
    self.old = old
    self.new = new
  }
}

extension JSONValue {
  /// RFC 6901: ~ and / in a name are escaped.
  static func pointerToken(_ name: String) -> String {
    name.replacing("~", with: "~0").replacing("/", with: "~1")
  }

  /// What differs from here to `new`, member by member; an array counts as one value.
  package func changes(to new: JSONValue, at pointer: String = "") -> [FieldChange] {
    guard case .object(let before) = self, case .object(let after) = new else {
      return self == new ? [] : [FieldChange(pointer: pointer, old: self, new: new)]
    }
    var changes: [FieldChange] = []
    for member in before {
      let place = pointer + "/" + Self.pointerToken(member.name)
      if let other = after.first(where: { $0.name == member.name }) {
        changes += member.value.changes(to: other.value, at: place)
      } else {
        changes.append(FieldChange(pointer: place, old: member.value, new: nil))
      }
    }
    for member in after where !before.contains(where: { $0.name == member.name }) {
      let place = pointer + "/" + Self.pointerToken(member.name)
      changes.append(FieldChange(pointer: place, old: nil, new: member.value))
    }
    return changes
  }

  /// JSON Merge Patch (RFC 7396): null takes a member away, an object goes in member by member, and anything
  /// else takes the place of what was there.
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
