internal import HTTPCore

/// What is answered to whoever asks for a format that a resource is not had in: part of `ProblemTable`. The
/// request in each that it is had in stands in `alternates`, and the likeliest in `corrected`.
extension ProblemTable {
  func notAcceptable(_ offers: [Format], _ suffix: Format?, on route: Route?) -> Entry {
    let names = offers.map { "\($0.media.type)/\($0.media.subtype)" }
    var entry: Entry
    if let suffix {
      let suffixes = offers.map { "." + $0.name }
      entry = Entry(
        .notAcceptable, "not-acceptable",
        "There is no .\(suffix.name) of this resource; it offers \(Self.list(suffixes))."
      ).with("allowed", names).with("suffixes", suffixes)
    } else {
      entry = Entry(
        .notAcceptable, "not-acceptable",
        "Accept takes none of what this resource offers: \(Self.list(names)). A suffix of the path goes before it."
      ).with("allowed", names).sending("Vary", "Accept")
    }
    if let route { entry.formats = (offers, route) }
    return entry
  }

  func noSuchFormat(_ suffix: String, on route: Route) -> Entry {
    let suffixes = route.offers.formats.map { "." + $0.name }
    var entry = Entry(
      .notFound, "unknown-format",
      "This API writes nothing as .\(suffix); this resource is had as \(Self.list(suffixes))."
    ).with("allowed", route.offers.formats.map { "\($0.media.type)/\($0.media.subtype)" })
      .with("suffixes", suffixes)
    entry.formats = (route.offers.formats, route)
    return entry
  }
}

extension ProblemTable.Entry {
  /// With the request put right, where that can be told.
  func corrected(path: String, _ query: Query) -> ProblemTable.Entry {
    var entry = self
    if let correction { entry = entry.with("corrected", correction.applied(toPath: path, query)) }
    guard let formats else { return entry }
    // A format that the path names by its suffix is that of the request, right or wrong.
    let name = path.split(separator: "/").last ?? ""
    let word = name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) }
    let targets = Alternates.targets(
      instead: word, of: formats.offers, on: formats.route, path: path, query)
    guard let likeliest = targets.first else { return entry }
    if correction == nil { entry = entry.with("corrected", likeliest) }
    return entry.with("alternates", targets)
  }
}
