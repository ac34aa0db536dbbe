/// What a response can include completely; its items only have references to it.
enum Inclusion: String, Sendable, CaseIterable {
  case topics, county, contacts, broader, office, offices, organisation, related
}
