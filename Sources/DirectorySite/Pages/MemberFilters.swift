internal import Directory
internal import HTTPCore

/// What the query of the list of members selects. A parameter that is given several times selects the members
/// that match any of its values, as its checkboxes suggest; one that `all` names, those that match all of
/// them.
struct MemberFilters {
  /// A value of one field that the reader has chosen.
  struct Chosen: Equatable {
    let field: String
    let value: String
  }

  var text: String?
  private(set) var chosen: [Chosen] = []
  /// The fields of which a member has to match all values.
  private(set) var all: [String] = []
  /// The fields to sort by as the query names them; nil for the order by name.
  private(set) var order: String?
  private(set) var cursor: String?
  /// The name from which the list starts; nil for the first.
  private(set) var from: String?

  /// A value that no list has: one to sort by that doesn't exist, or one filter too many. Nil for none.
  private(set) var wrong: Chosen?

  /// As many as the API takes. Each value costs a look-up, and a URL has room for thousands.
  private static let mostValues = 100

  /// Filters that a reader can choose on the page, in its order.
  static let facets = ["kind", "area", "topic", "interestedIn"]

  /// - Parameter fields: those of the directory's own.
  init(_ query: Query, _ fields: [Directory.Field]) {
    let known = DirectoryList.members.fields(for: .filter).map(\.name) + ["at"] + fields.map(\.path)
    let sortable = DirectoryList.members.fields(for: .sort).map(\.name)
    for parameter in query.parameters where !parameter.value.isEmpty {
      switch parameter.name {
      case "q": text = SiteCall.words(parameter.value)
      case "cursor": cursor = parameter.value
      case "from": from = String(parameter.value.prefix(60))
      case "all": all = parameter.value.split(separator: ",").map(String.init).filter(known.contains)
      case "sort":
        order = parameter.value
        if sort.isEmpty { order = nil }
        if let other = sort.first(where: { !sortable.contains($0.field) }) {
          wrong = Chosen(field: "sort", value: other.field)
        }
      case let name where known.contains(name): add(name, parameter.value)
      default: break
      }
    }
  }

  /// Adds the values that a comma separates, as the API does.
  private mutating func add(_ field: String, _ values: String) {
    let isWhole = values.hasPrefix("not.") || values.contains("..") || field == "at"
    let pieces = isWhole ? [values] : values.split(separator: ",").map(String.init)
    for piece in pieces where wrong == nil && !chosen.contains(Chosen(field: field, value: piece)) {
      let item = Chosen(field: field, value: piece)
      if chosen.count < Self.mostValues { chosen.append(item) } else { wrong = item }
    }
  }

  var isEmpty: Bool { text == nil && chosen.isEmpty }

  /// The slugs of the topics that the reader has asked for.
  var topics: Set<String> {
    let fields = ["topic", "worksWith", "interestedIn", "local"]
    return Set(
      chosen.filter { fields.contains($0.field) }.map { String($0.value.split(separator: ".").last ?? "") })
  }

  /// The chosen values with those of one field side by side.
  var chosenByField: [Chosen] {
    var fields: [String] = []
    for item in chosen where !fields.contains(item.field) { fields.append(item.field) }
    return fields.flatMap { field in chosen.filter { $0.field == field } }
  }

  func contains(_ field: String, _ value: String) -> Bool {
    chosen.contains(Chosen(field: field, value: value))
  }

  /// Returns the parameters of the API for the same list.
  var parameters: [Query.Parameter] {
    var parameters: [Query.Parameter] = []
    if let text { parameters.append(Query.Parameter(name: "q", value: text)) }
    var seen: Set<String> = []
    for item in chosen {
      if all.contains(item.field) || item.value.hasPrefix("not.") {
        parameters.append(Query.Parameter(name: item.field, value: item.value))
      } else if seen.insert(item.field).inserted {
        let values = chosen.filter { $0.field == item.field && !$0.value.hasPrefix("not.") }.map(\.value)
        parameters.append(Query.Parameter(name: item.field, value: values.joined(separator: ",")))
      }
    }
    if let order { parameters.append(Query.Parameter(name: "sort", value: order)) }
    return parameters
  }

  /// Returns the address of the page with these filters.
  var address: SiteAddress {
    var address = SiteAddress.members
    if let text { address = address.with("q", text) }
    for item in chosen { address = address.with(item.field, item.value) }
    if !all.isEmpty { address = address.with("all", all.joined(separator: ",")) }
    if let order { address = address.with("sort", order) }
    return address
  }

  func without(_ item: Chosen) -> MemberFilters { changed { $0.chosen.removeAll { $0 == item } } }

  func withoutText() -> MemberFilters { changed { $0.text = nil } }

  /// - Parameter order: the value of the parameter; nil for the order by name.
  func sorted(by order: String?) -> MemberFilters { changed { $0.order = order } }

  /// Returns the filters with a change, from the first page on.
  private func changed(_ change: (inout MemberFilters) -> Void) -> MemberFilters {
    var filters = self
    change(&filters)
    filters.cursor = nil
    filters.from = nil
    return filters
  }

  var sort: [SortKey] {
    (order ?? "").split(separator: ",").map { key in
      let isDescending = key.hasPrefix("-")
      return SortKey(String(isDescending ? key.dropFirst() : key), isDescending: isDescending)
    }
  }

  var sortName: String { order ?? "name" }
}
