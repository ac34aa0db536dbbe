internal import Directory
internal import HTTPCore

/// The help for people at a terminal: the resources, their formats and parameters, and the query language.
enum HelpText {
  static func bytes(_ settings: APISettings, _ examples: Examples) -> [UInt8] {
    let isForStaff = { (route: Route) in route.role != nil || !route.methods.contains(.get) }
    let routes = HelpedRoute.all(hidingCounties: examples.hidesCounties)
    let lines =
      ["\(settings.name) \(settings.version)", ""]
      + routes.filter { !isForStaff($0.route) }.flatMap(resource)
      + ["", "Parameters, each with an example"] + parameters(routes, examples)
      + ["", "Queries"] + language(examples)
      + ["", "For staff, with Authorization: Bearer TOKEN"] + routes.map(\.route).flatMap(writes) + [""]
    return Array(lines.joined(separator: "\n").utf8)
  }

  private static let width = Routes.documented.map(\.pattern.utf8.count).max() ?? 0

  private static func resource(_ helped: HelpedRoute) -> [String] {
    let route = helped.route
    let indent = String(repeating: " ", count: 28)
    var lines = [row(route.pattern, route.summary, 24)]
    let formats = route.offers.formats.map { ".\($0.name)" }
    if formats.count > 1, route.pattern != "/" { lines.append(indent + formats.joined(separator: " ")) }
    var line = ""
    for name in helped.parameters.map({ "\($0.name)=" }) {
      if line.utf8.count + name.utf8.count > 72 {
        lines.append(indent + line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + name
    }
    if !line.isEmpty { lines.append(indent + line) }
    return lines
  }

  /// Lists each name once: the meanings differ from list to list only in the noun, and /docs shows them all.
  private static func parameters(_ routes: [HelpedRoute], _ examples: Examples) -> [String] {
    var seen: Set<String> = []
    return routes.filter { $0.route.role == nil }.flatMap(\.parameters)
      .filter { seen.insert($0.name).inserted }
      .map { name, text, parameter in
        let example = examples.value(of: parameter)
        return row(name + (example.isEmpty ? "" : "=\(example)"), meaning(parameter, text), 24)
      }
  }

  /// Shortens a meaning that differs from list to list, or that `language` explains once for all filters.
  private static func meaning(_ parameter: Parameter, _ text: String) -> String {
    switch parameter.kind {
    case .filter: String(text.prefix { $0 != "." && $0 != ":" })
    case .fields: "only these fields, separated by commas; an unknown one is answered with those that exist"
    default: text
    }
  }

  private static func language(_ examples: Examples) -> [String] {
    let (one, other) = examples.twoTopics
    return [
      row("topic=\(one),\(other)", "one or the other", 34),
      row("topic=\(one)&topic=\(other)", "both", 34),
      row("kind=not.\(examples.kind)", "all but that one", 34),
      row("topic=under.\(examples.broader)", "that topic or any below it, at any depth", 34),
      row("population=50000..  joined=..2020", "a range that includes both ends; either may be left out", 34),
      row("/members.csv  Accept: text/csv", "another format, by suffix or by Accept", 34),
      row("If-None-Match: \"…\"", "with the ETag of an answer: 304 as long as nothing has changed", 34),
      "  A wrong request is answered with a corrected one. /docs describes everything, with forms to try it.",
    ]
  }

  private static func writes(_ route: Route) -> [String] {
    let reads = route.role.map { _ in [row("GET \(route.pattern)", route.summary, width + 7)] } ?? []
    return reads + route.writes.map { row("\($0.method.name) \(route.pattern)", $0.summary, width + 7) }
  }

  private static func row(_ left: String, _ right: String, _ width: Int) -> String {
    let gap = max(2, width - TextTable.width(left) + 2)
    return "  " + left + String(repeating: " ", count: gap) + right
  }
}
