/// What an answer can bring along whole, where its items only name it.
enum Inclusion: String, Sendable, CaseIterable {
  case topics, county, contacts, broader, office
}
