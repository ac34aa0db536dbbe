/// The members of an object that aren't undone as a whole, because each of their own members counts for
/// itself.
enum UndoneGroups {
  /// In a record: its own fields, and its translations.
  case ofRecord
  /// In translations: each language.
  case ofTranslations
  case none

  /// Returns the groups in the member with that name; nil if the member isn't a group.
  func inside(_ name: String) -> UndoneGroups? {
    switch self {
    case .ofRecord: name == Field.group ? UndoneGroups.none : name == "translations" ? .ofTranslations : nil
    case .ofTranslations: UndoneGroups.none
    case .none: nil
    }
  }
}

extension JSONValue {
  /// Returns this object after the change from `before` to `after` is taken back in it: each member that
  /// differs between the two, and that has the value of `after` here, gets the value of `before`. All other
  /// members stay, so that what was written to them after the change is kept.
  func undoing(
    from before: JSONValue, to after: JSONValue, groups: UndoneGroups = .ofRecord
  ) -> JSONValue {
    guard case .object(var members) = self, case .object(let old) = before, case .object(let new) = after
    else { return self }
    for name in Self.names(of: [old, new]) {
      let value = old.value(of: name)
      if let inner = groups.inside(name), value != new.value(of: name) {
        members.undo(name, from: value, to: new.value(of: name), inner)
        continue
      }
      guard value != new.value(of: name), members.value(of: name) == new.value(of: name) else { continue }
      let index = members.firstIndex { $0.name == name }
      switch (index, value) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(JSONMember(name: name, value: value))
      case (nil, nil): break
      }
    }
    return .object(members)
  }

  /// Returns the names of the members that can't be taken back by `undoing`: they differ between `before` and
  /// `after`, and have a third value here. If `before` is nil, the whole object would be removed, so that
  /// every difference from `after` counts.
  func namesChanged(
    since after: JSONValue, before: JSONValue?, groups: UndoneGroups = .ofRecord
  ) -> [String] {
    guard case .object(let members) = self, case .object(let new) = after else { return [] }
    guard case .object(let old)? = before else {
      return Self.names(of: [new, members]).filter { member($0) != after.member($0) }
    }
    return Self.names(of: [old, new]).filter { name in
      if let inner = groups.inside(name) {
        let group = members.group(name)
        return !group.namesChanged(since: new.group(name), before: old.group(name), groups: inner).isEmpty
      }
      let (value, first, second) = (members.value(of: name), old.value(of: name), new.value(of: name))
      return first != second && value != second && value != first
    }
  }

  /// The string; nil for any other value.
  package var text: String? { if case .string(let text) = self { text } else { nil } }

  /// Returns the member of an object; nil if it has none with that name.
  package func member(_ name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.value(of: name)
  }

  private static func names(of objects: [[JSONMember]]) -> [String] {
    var names: [String] = []
    for member in objects.joined() where !names.contains(member.name) { names.append(member.name) }
    return names
  }
}

extension [JSONMember] {
  /// Returns the object with that name, or an empty one if there is none.
  fileprivate func group(_ name: String) -> JSONValue { value(of: name) ?? .object([]) }

  /// Takes back the change of an object of which each member counts for itself.
  fileprivate mutating func undo(
    _ name: String, from before: JSONValue?, to after: JSONValue?, _ groups: UndoneGroups
  ) {
    let nothing = JSONValue.object([])
    let value = group(name).undoing(from: before ?? nothing, to: after ?? nothing, groups: groups)
    removeAll { $0.name == name }
    if value != nothing { append(JSONMember(name: name, value: value)) }
  }

  /// Returns the value of the member with that name; nil if there is none.
  func value(of name: String) -> JSONValue? { first { $0.name == name }?.value }
}
