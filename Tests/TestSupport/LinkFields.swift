/// `Link` fields (RFC 8288), as far as we write them: no comma stands within a target's angle brackets but `,`
/// of a query, so links are parted at the `<` that begins the next.
package enum LinkFields {
  package static func target(_ relation: String, in values: [String]) -> String? {
    for link in values.joined(separator: ", ").split(separator: "<") {
      let parts = link.split(separator: ">", maxSplits: 1)
      if parts.count == 2, parts[1].contains("rel=\"\(relation)\"") { return String(parts[0]) }
    }
    return nil
  }
}

extension RawResponse {
  /// Where a link of that relation leads.
  package func link(_ relation: String) -> String? {
    LinkFields.target(relation, in: fields.filter { $0.name == "link" }.map(\.value))
  }
}
