internal import HTTPCore

/// What to change in a request so that it would be answered.
enum Correction {
  /// The parameter has another name, or should not be there.
  case rename(String, to: String?)
  /// One of the values joined by commas, or the whole value where `piece` is nil, is to be another, or to go.
  case replace(String, piece: String?, by: String?)
  /// Of a parameter that stands several times only the last counts.
  case keepLast(String)
  /// The path is to be another.
  case path(String)
  /// The second segment of the path is to be another; what stands below it, and its suffix, stay.
  case slug(String)

  /// The request target with that changed.
  func applied(toPath path: String, _ query: Query) -> String {
    var pairs: [Query.Parameter] = []
    for (index, pair) in query.parameters.enumerated() {
      let isLast = !query.parameters[(index + 1)...].contains { $0.name == pair.name }
      if let changed = applied(to: pair, isLast: isLast) { pairs.append(changed) }
    }
    return Query.target(corrected(path), pairs)
  }

  private func corrected(_ path: String) -> String {
    switch self {
    case .path(let path): return path
    case .slug(let slug):
      var segments = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      guard segments.count > 2 else { return path }
      let suffix = segments.count == 3 ? segments[2].lastIndex(of: ".").map { segments[2][$0...] } : nil
      segments[2] = PercentEncoding.encode(slug) + (suffix ?? "")
      return segments.joined(separator: "/")
    default: return path
    }
  }

  private func applied(to pair: Query.Parameter, isLast: Bool) -> Query.Parameter? {
    switch self {
    case .rename(pair.name, let name): name.map { Query.Parameter(name: $0, value: pair.value) }
    case .replace(pair.name, let piece, let new):
      Self.replace(piece, in: pair.value, by: new).map { Query.Parameter(name: pair.name, value: $0) }
    case .keepLast(pair.name): isLast ? pair : nil
    default: pair
    }
  }

  private static func replace(_ piece: String?, in value: String, by new: String?) -> String? {
    guard let piece else { return new }
    let prefix = value.hasPrefix("not.") ? "not." : ""
    let pieces = value.dropFirst(prefix.count).split(separator: ",", omittingEmptySubsequences: false)
    let changed = pieces.compactMap { old -> String? in
      if old == piece { return new }
      return old == "-" + piece ? new.map { "-" + $0 } : String(old)
    }
    return changed.isEmpty ? nil : prefix + changed.joined(separator: ",")
  }
}
