/// The kinds of topics. The list is closed, unlike that of member kinds: the API has words of its own for
/// each.
package enum TopicKind {
  package static let programme = "programme"
  package static let all = ["agenda", "network", "programme", "theme"]
}
