internal import Directory
internal import HTTPCore

/// What someone who asked for what is not there probably meant. Best effort: where the directory does not
/// answer, there is nothing to suggest, and the error stays the one that it was.
final class Suggestions {
  /// Lists longer than this are not searched for a near slug: comparing takes about a microsecond each, and
  /// whoever guesses at random must not be able to keep the loop busy.
  static let longestList = 500
  /// A vocabulary up to this long is shown whole.
  static let longestVocabulary = 50

  private let reader: any DirectoryReader
  /// Read once for each revision.
  private var slugs: [Collection: [String]] = [:]

  init(reader: any DirectoryReader) { self.reader = reader }

  /// The directory has changed.
  func reset() { slugs.removeAll() }

  func slugs(near slug: String, in collection: Collection) -> [String] {
    let known: [String]
    if let kept = slugs[collection] {
      known = kept
    } else {
      known = (try? read(collection)) ?? []
      slugs[collection] = known
    }
    return NearestValues.nearest(to: slug, among: known)
  }

  /// Patterns of as many segments, the given segments in place of their parameters.
  func paths(near path: String) -> [String] {
    let given = path.split(separator: "/")
    let candidates: [String] = Routes.all.compactMap { route in
      let pattern = route.pattern.split(separator: "/")
      guard !pattern.isEmpty, pattern.count == given.count else { return nil }
      return zip(pattern, given).map { "/" + ($0.hasPrefix("{") ? $1 : $0) }.joined()
    }
    return NearestValues.nearest(to: "/" + given.joined(separator: "/"), among: candidates)
  }

  /// All values of a filter, where they are few enough to read.
  func values(of parameter: Parameter) -> [String]? {
    guard case .value(let vocabulary) = parameter.kind, let values = try? reader.vocabulary(vocabulary),
      values.count <= Self.longestVocabulary
    else { return nil }
    return values
  }

  private func read(_ collection: Collection) throws(DirectoryError) -> [String] {
    // One item tells the length of the list; only a short one is then read.
    switch collection {
    case .members:
      guard try reader.members(MemberQuery(limit: 1)).total <= Self.longestList else { return [] }
      return try reader.members(MemberQuery(limit: Self.longestList)).items.map(\.slug)
    case .topics:
      guard try reader.topics(TopicQuery(limit: 1)).total <= Self.longestList else { return [] }
      return try reader.vocabulary(.topics)
    case .contacts:
      let page = try reader.contacts(limit: Self.longestList, after: nil)
      return page.total <= Self.longestList ? page.items.map(\.id) : []
    case .offices:
      let page = try reader.offices(limit: Self.longestList, after: nil)
      return page.total <= Self.longestList ? page.items.map(\.id) : []
    }
  }
}
