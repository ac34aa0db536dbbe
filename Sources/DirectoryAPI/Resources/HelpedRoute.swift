internal import Directory

/// A route as the help shows it.
struct HelpedRoute {
  let route: Route
  let parameters: [(name: String, meaning: String, parameter: Parameter)]

  /// - Parameter hidesCounties: true in a directory without counties.
  static func all(hidingCounties hidesCounties: Bool) -> [HelpedRoute] {
    Routes.documented.filter { !hidesCounties || !CountyWords.hides($0) }.map { route in
      let parameters = route.parameters.filter { !hidesCounties || !CountyWords.isName($0.name) }
      return HelpedRoute(
        route: route,
        parameters: parameters.map {
          ($0.name, hidesCounties ? CountyWords.without($0.meaning) : $0.meaning, $0)
        })
    }
  }
}
