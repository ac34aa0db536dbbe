internal import HTTPCore

/// A change to a request with which it may succeed. It never takes away what the client asks for.
enum Correction {
  /// Rename the parameter, or remove it.
  case rename(String, to: String?)
  /// Replace one of the values joined by commas, or the whole value if `piece` is nil; remove it if `by` is
  /// nil.
  case replace(String, piece: String?, by: String?)
  /// Keep only the last of a parameter that is given several times.
  case keepLast(String)
  /// Add a value to a list joined by commas, or the parameter if there is none.
  case append(String, to: String)
  /// Replace the path.
  case path(String)
  /// Replace the second segment of the path; what follows it, and its suffix, stay.
  case slug(String)

  /// Returns the request target with the change.
  func applied(toPath path: String, _ query: Query) -> String {
    let last = query.parameters.lastIndex { $0.name == parameter }
    var pairs = query.parameters.enumerated().compactMap { index, pair in
      pair.name == parameter ? applied(to: pair, isLast: index == last) : pair
    }
    if case .append(let value, let name) = self, last == nil {
      pairs.append(Query.Parameter(name: name, value: value))
    }
    return Query.target(corrected(path), pairs)
  }

  /// The parameter that is changed; nil if the path is.
  private var parameter: String? {
    switch self {
    case .rename(let name, _), .replace(let name, _, _), .keepLast(let name), .append(_, let name): name
    case .path, .slug: nil
    }
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
    case .rename, .replace, .keepLast, .append: return path
    }
  }

  /// Returns the changed pair; nil if it is removed.
  private func applied(to pair: Query.Parameter, isLast: Bool) -> Query.Parameter? {
    switch self {
    case .rename(_, let name): name.map { Query.Parameter(name: $0, value: pair.value) }
    case .replace(_, let piece, let new):
      Self.replace(piece, in: pair.value, by: new).map { Query.Parameter(name: pair.name, value: $0) }
    case .keepLast: isLast ? pair : nil
    case .append(let value, let name):
      isLast ? Query.Parameter(name: name, value: pair.value + "," + value) : pair
    case .path, .slug: pair
    }
  }

  private static func replace(_ piece: String?, in value: String, by new: String?) -> String? {
    guard let piece else { return new }
    let prefix = ClauseSyntax.prefix(of: value, before: piece)
    let pieces = value.dropFirst(prefix.count).split(separator: ",", omittingEmptySubsequences: false)
    let changed = pieces.compactMap { old -> String? in
      if old == piece { return new }
      return old == "-" + piece ? new.map { "-" + $0 } : String(old)
    }
    return changed.isEmpty ? nil : prefix + changed.joined(separator: ",")
  }
}
