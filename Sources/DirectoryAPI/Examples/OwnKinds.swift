internal import Directory

/// Puts the kinds of a directory in place of those that a new one begins with, in the values that a
/// description lists.
struct OwnKinds {
  /// By the path of the list that has all values.
  private let values: [String: [String]]

  init(_ examples: Examples) {
    values = ["/topic-kinds": examples.topicKinds.sorted(), "/member-kinds": examples.memberKinds.sorted()]
  }

  func replaced(in value: JSONValue) -> JSONValue {
    switch value {
    case .object(let members):
      let own =
        values.first { path, _ in
          members.contains { $0.name == "x-list" && $0.value == .string(path) }
        }.map(\.value) ?? []
      return .object(
        members.map { member in
          let listsValues = member.name == "x-values" || member.name == "enum"
          return JSONMember(
            name: member.name,
            value: listsValues && !own.isEmpty ? .strings(own) : replaced(in: member.value))
        })
    case .array(let items): return .array(items.map(replaced))
    default: return value
    }
  }
}
