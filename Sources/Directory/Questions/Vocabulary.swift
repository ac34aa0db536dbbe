/// The lists of values that a filter accepts.
package enum Vocabulary: Sendable, Hashable, CaseIterable {
  case memberKinds
  case counties
  case topics
  case topicKinds
  /// The topics that are programmes.
  case programmes
  case members
  case contacts
  case offices
  case countries
  case cities

  /// The largest vocabulary that is searched for the nearest values. A comparison takes about a microsecond,
  /// and a client that sends random values must not keep a loop busy.
  package static let longest = 500
}
