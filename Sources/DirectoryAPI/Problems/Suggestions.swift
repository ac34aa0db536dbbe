internal import Directory
internal import HTTPCore

/// What someone who asked for what is not there probably meant. Best effort: where the directory does not
/// answer, there is nothing to suggest, and the error stays the one that it was.
final class Suggestions {
  /// A vocabulary up to this long is shown whole.
  static let longestVocabulary = 50

  /// Nil where the directory does not answer anyway.
  private let reader: (any DirectoryReader)?
  /// Read once for each revision.
  private var slugs: [DirectoryList: [String]] = [:]

  init(reader: (any DirectoryReader)?) { self.reader = reader }

  /// The directory has changed.
  func reset() { slugs.removeAll() }

  func slugs(near slug: String, in list: DirectoryList) -> [String] {
    let known: [String]
    if let kept = slugs[list] {
      known = kept
    } else {
      known = (try? reader?.vocabulary(list.slugs)) ?? []
      slugs[list] = known
    }
    return NearestValues.nearest(to: slug, among: known)
  }

  func counties(near slug: String) -> [String] {
    NearestValues.nearest(to: slug, among: (try? reader?.vocabulary(.counties)) ?? [])
  }

  /// Patterns of as many segments, the given segments in place of their parameters.
  func paths(near path: String) -> [String] {
    // The suffix stays what it is, wherever the rest leads.
    let dot = path.lastIndex(of: ".").flatMap {
      Format(String(path[path.index(after: $0)...])) == nil ? nil : $0
    }
    let suffix = dot.map { String(path[$0...]) } ?? ""
    let given = (dot.map { path[..<$0] } ?? path[...]).split(separator: "/")
    // What everyone may ask.
    let candidates: [String] = Routes.all.compactMap { route in
      guard route.role == nil, route.methods.contains(.get) else { return nil }
      let pattern = route.pattern.split(separator: "/")
      guard !pattern.isEmpty, pattern.count == given.count else { return nil }
      return zip(pattern, given).map { "/" + ($0.hasPrefix("{") ? $1 : $0) }.joined()
    }
    return NearestValues.nearest(to: "/" + given.joined(separator: "/"), among: candidates).map {
      $0 + suffix
    }
  }

  /// All values of a parameter, where they are few enough to read.
  func values(of parameter: Parameter) -> [String]? {
    guard let vocabulary = parameter.vocabulary, let values = try? reader?.vocabulary(vocabulary),
      1...Self.longestVocabulary ~= values.count
    else { return nil }
    return values
  }
}

extension DirectoryList {
  /// The slugs, or ids, of all its items.
  var slugs: Vocabulary {
    switch self {
    case .members: .members
    case .topics: .topics
    case .contacts: .contacts
    case .offices: .offices
    }
  }
}
