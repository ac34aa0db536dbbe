/// The kinds of topics. Unlike the list of member kinds, this list is fixed, because the API treats each kind
/// in its own way.
package enum TopicKind {
  package static let programme = "programme"
  package static let all = ["agenda", "network", "programme", "theme"]
}
