internal import Directory
internal import HTTPCore

extension Route {
  /// True if it lists members, so that the fields of the directory are filters too.
  private var listsMembers: Bool { parameters.contains { $0.name == Parameter.at.name } }

  /// Returns the parameters of the route, with those of these fields if it lists members.
  func parameters(with fields: [Directory.Field]) -> [Parameter] {
    listsMembers && !fields.isEmpty ? parameters.adding(fields) : parameters
  }

  /// Returns the parameters of the route, with those of the fields that the directory defines if the query
  /// may name one.
  ///
  /// - Parameter fields: returns the fields that the client may know of.
  func parameters(
    for query: Query, fields: () throws(APIError) -> [Directory.Field]
  ) throws(APIError) -> [Parameter] {
    guard listsMembers, !query.parameters.isEmpty else { return parameters }
    let mayMeanField = query.parameters.contains { pair in
      pair.name == "facets" || pair.name == "sort"
        ? pair.value.contains(Directory.Field.prefix) : !parameters.contains { $0.name == pair.name }
    }
    return mayMeanField ? parameters.adding(try fields()) : parameters
  }
}

extension [Parameter] {
  /// Returns the parameters of a list of members, with the filters and facets of these fields.
  func adding(_ fields: [Directory.Field]) -> [Parameter] {
    let filters = fields.ordered.filter(\.filterable).map { Parameter($0) }
    guard let place = firstIndex(where: { $0.name == Parameter.at.name }) else { return self }
    let counted = fields.ordered.filter(\.facetable).map(\.path)
    let sorted = fields.ordered.filter { Directory.Field.canSort($0.valueType) }.map(\.path)
    return self[..<place] + filters
      + self[place...].map { parameter in
        let kind: Parameter.Kind
        switch parameter.kind {
        case .facets(let known): kind = .facets(known + counted)
        case .sort(let known): kind = .sort(known + sorted)
        default: return parameter
        }
        return Parameter(parameter.name, kind, parameter.meaning, example: parameter.example)
      }
  }
}

extension Parameter {
  /// The filter of a field that the directory defines.
  fileprivate init(_ field: Directory.Field) {
    let values = field.filterValues.prefix(2)
    self.init(
      field.path, .filter(ListField(field)), Self.meaning(field),
      example: values.isEmpty ? (field.valueType == .day ? "2021.." : "1..") : values.joined(separator: ","))
  }

  private static func meaning(_ field: Directory.Field) -> String {
    let which = "members by \(field.label.shown)"
    return switch field.valueType {
    case .number: which + ": `10`, `10..`, `..12.5` or `-5..5`"
    case .day: which + ": `2021`, `2021-03..` or `..2021-12-31`"
    default: which + ". `a,b` means a or b, `not.a` means all but a; given twice, both must match"
    }
  }
}
