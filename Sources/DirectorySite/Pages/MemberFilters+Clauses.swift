internal import Directory
internal import HTTPCore

extension MemberFilters {
  /// Returns the conditions for a query. A value that the field can't have is reported as one that the
  /// directory doesn't know.
  func clauses(_ fields: [Directory.Field]) throws(DirectoryError) -> [Clause] {
    if let wrong { throw .unknownValue(parameter: wrong.field, value: wrong.value, nearest: []) }
    var clauses: [Clause] = []
    let all = DirectoryList.members.fields(for: .filter) + fields.map { ListField($0) }
    for parameter in parameters {
      guard let field = all.first(where: { $0.name == parameter.name }) else { continue }
      do throws(ClauseFault) {
        clauses.append(try Clause(parameter.value, on: field))
      } catch {
        throw .unknownValue(parameter: field.name, value: parameter.value, nearest: [])
      }
    }
    if let day = chosen.first(where: { $0.field == "at" })?.value {
      guard TextRules.isDate(day) else { throw .unknownValue(parameter: "at", value: day, nearest: []) }
      clauses.append(Clause("at", .days([Bounds(from: day, to: day)])))
    }
    return clauses
  }

  /// Returns the parameters that the form has no visible field for, so that sending it keeps them.
  func hidden(besides facets: [Facet]) -> [Query.Parameter] {
    let visible = Set(facets.filter { !$0.values.isEmpty }.map(\.field))
    var hidden = chosen.filter { item in
      !visible.contains(item.field) || item.value.hasPrefix("not.") || item.value.hasPrefix("under.")
    }.map { Query.Parameter(name: $0.field, value: $0.value) }
    if !all.isEmpty { hidden.append(Query.Parameter(name: "all", value: all.joined(separator: ","))) }
    if let order { hidden.append(Query.Parameter(name: "sort", value: order)) }
    return hidden
  }
}
