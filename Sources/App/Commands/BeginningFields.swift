import Directory

/// The fields of members that a new directory gets.
extension MemberDirectory {
  /// Reads `voices=choice:SATB,SSAA/staff`: the name, the type, for a choice what can be chosen, and options.
  ///
  /// Every field that can be filtered or counted is, unless an option says otherwise.
  static func field(_ text: String, order: Int) throws(StartupError) -> Field {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let types = Field.ValueType.allCases.map(\.rawValue)
    guard parts.count == 2 else {
      throw StartupError(
        "\"\(text)\" doesn't say what values the field has; write it such as founded=day", .usage)
    }
    let options = parts[1].split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(
      String.init)
    if let option = options.first(where: { !fieldOptions.contains($0) }) {
      throw StartupError(
        "\"\(option)\" isn't an option of a field; use \(fieldOptions.joined(separator: ", "))", .usage)
    }
    let definition = parts[1].prefix { $0 != "/" }
    let pieces = definition.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(
      String.init)
    guard let type = Field.ValueType(rawValue: pieces[0]) else {
      let near = NearestValues.nearest(to: pieces[0], among: types)
      let hint = near.isEmpty ? "use one of \(types.joined(separator: ", "))" : "did you mean \(near[0])?"
      throw StartupError("\"\(pieces[0])\" isn't the type of a field; \(hint)", .usage)
    }
    let choices = pieces.dropFirst().flatMap { $0.split(separator: ",").map(String.init) }
    let field = Field(
      name: parts[0], label: .plain(NewSlug.name(from: parts[0])), valueType: type, help: nil, order: order,
      choices: choices.map { Field.Choice(value: $0, label: nil) },
      visibility: options.contains("staff") ? .staff : .everyone,
      filterable: Field.canFilter(type) && !options.contains("no-filter"),
      facetable: Field.canCount(type) && !options.contains("no-facet"))
    let faults = Field.faults(in: field)
    guard let fault = faults.first else { return field }
    throw StartupError("--field \(text): \(fault.message); \(fault.hint)", .usage)
  }

  private static let fieldOptions = ["staff", "no-filter", "no-facet"]
}
