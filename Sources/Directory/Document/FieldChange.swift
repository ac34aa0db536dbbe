/// One place at which two JSON values differ.
package struct FieldChange: Sendable, Equatable {
  /// A JSON Pointer (RFC 6901).
  package var pointer: String
  /// The value before, or nil if the place was empty.
  package var old: JSONValue?
  /// The new value, or nil if the place is empty now.
  package var new: JSONValue?

  package init(pointer: String, old: JSONValue?, new: JSONValue?) {
    self.pointer = pointer
    self.old = old
    self.new = new
  }
}

extension JSONValue {
  /// Returns the differences between this value and `new`, member by member. An array counts as one value.
  package func changes(to new: JSONValue, at pointer: String = "") -> [FieldChange] {
    guard case .object(let before) = self, case .object(let after) = new else {
      return self == new ? [] : [FieldChange(pointer: pointer, old: self, new: new)]
    }
    var changes: [FieldChange] = []
    for member in before {
      let place = JSONPointer.child(member.name, of: pointer)
      if let other = after.first(where: { $0.name == member.name }) {
        changes += member.value.changes(to: other.value, at: place)
      } else {
        changes.append(FieldChange(pointer: place, old: member.value, new: nil))
      }
    }
    for member in after where !before.contains(where: { $0.name == member.name }) {
      let place = JSONPointer.child(member.name, of: pointer)
      changes.append(FieldChange(pointer: place, old: nil, new: member.value))
    }
    return changes
  }
}
