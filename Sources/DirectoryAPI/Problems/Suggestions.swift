internal import Directory
internal import HTTPCore

/// Finds what the client probably meant by a name that does not exist.
///
/// If the directory cannot be read, there are no suggestions, and the problem is sent without them.
final class Suggestions {
  /// A longer vocabulary is not listed in a problem.
  static let longestVocabulary = 50

  /// Nil if the directory is known to be unavailable.
  private let reader: (any DirectoryReader)?
  /// The values of vocabularies that can be compared as a whole, read once for each revision.
  private var known: [Vocabulary: [KnownValue]] = [:]

  init(reader: (any DirectoryReader)?) { self.reader = reader }

  /// Values of the directory, for examples; nil if it can't be read. They are read once for each revision.
  var examples: Examples? {
    if let knownExamples { return knownExamples }
    knownExamples = reader.flatMap { try? Examples($0) }
    return knownExamples
  }

  private var knownExamples: Examples?

  /// Whether the directory has no counties, which are then not suggested.
  var hidesCounties: Bool {
    if let knownHidesCounties { return knownHidesCounties }
    knownHidesCounties = (try? reader?.hidesCounties()) ?? false
    return knownHidesCounties ?? false
  }

  private var knownHidesCounties: Bool?

  /// Returns the names that a problem may show.
  func shown(_ names: [String]) -> [String] {
    hidesCounties ? names.filter { !CountyWords.isName(String($0.drop { $0 == "-" })) } : names
  }

  /// Forgets what was read; for a new revision of the directory.
  func reset() {
    known.removeAll()
    knownExamples = nil
    knownHidesCounties = nil
  }

  func slugs(near slug: String, in vocabulary: Vocabulary) -> [String] {
    NearestValues.nearest(to: slug, among: values(of: vocabulary, like: slug))
  }

  /// Returns the value that was meant if the vocabulary doesn't have this one; nil if it has, or if no other
  /// one or several may be meant.
  func correction(of value: String, in vocabulary: Vocabulary) -> String? {
    let known = values(of: vocabulary, like: value)
    guard !known.contains(where: { $0.value == value }) else { return nil }
    let former = try? reader?.former(vocabulary, slug: value)
    let successors = former?.successors ?? []
    let nearest = successors.isEmpty ? NearestValues.nearest(to: value, among: known) : successors
    return NearestValues.correction(of: value, by: nearest)
  }

  private func values(of vocabulary: Vocabulary, like text: String) -> [KnownValue] {
    if let known = known[vocabulary] { return known }
    guard let found = try? reader?.knownValues(vocabulary, like: text) else { return [] }
    if found.isWhole { known[vocabulary] = found.values }
    return found.values
  }

  /// Returns existing paths that resemble `path`: patterns with the same number of segments, with the given
  /// segments in place of their parameters.
  func paths(near path: String) -> [String] {
    // The suffix is compared with nothing and kept.
    let dot = path.lastIndex(of: ".").flatMap {
      Format(String(path[path.index(after: $0)...])) == nil ? nil : $0
    }
    let suffix = dot.map { String(path[$0...]) } ?? ""
    let given = (dot.map { path[..<$0] } ?? path[...]).split(separator: "/")
    // Only routes that need no token.
    let candidates: [[String]] = Routes.all.compactMap { route in
      guard route.role == nil, route.methods.contains(.get), !hidesCounties || !CountyWords.hides(route)
      else { return nil }
      let pattern = route.pattern.split(separator: "/")
      guard !pattern.isEmpty, pattern.count == given.count else { return nil }
      return zip(pattern, given).map { String($0.hasPrefix("{") ? $1 : $0) }
    }
    let wanted = given.map(String.init)
    let near = NearestValues.nearest(toEach: wanted, among: candidates)
    // With one wrong letter, another path that only begins like this one isn't meant.
    let slips = near.filter { path in
      zip(wanted, path).reduce(0) { $0 + NearestValues.distance(Array($1.0.utf8), Array($1.1.utf8)) } <= 1
    }
    return (slips.isEmpty ? near : slips).map { "/" + $0.joined(separator: "/") + suffix }
  }

  /// Returns all values of a parameter, or nil if they are too many to list.
  func values(of parameter: Parameter) -> [String]? {
    guard let vocabulary = parameter.vocabulary, let values = try? reader?.vocabulary(vocabulary),
      1...Self.longestVocabulary ~= values.count
    else { return nil }
    return values
  }
}
