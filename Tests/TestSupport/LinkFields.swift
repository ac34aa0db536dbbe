/// Reads `Link` fields (RFC 8288) of the form that this server writes.
///
/// The query of a target may contain commas, but a target never contains `<`. So links are separated at the
/// `<` with which the next one begins.
package enum LinkFields {
  /// Returns the target of the first link with that relation, or nil if there is none.
  package static func target(_ relation: String, in values: [String]) -> String? {
    for link in values.joined(separator: ", ").split(separator: "<") {
      let parts = link.split(separator: ">", maxSplits: 1)
      if parts.count == 2, parts[1].contains("rel=\"\(relation)\"") { return String(parts[0]) }
    }
    return nil
  }
}

extension RawResponse {
  /// Returns the target of the link with that relation.
  package func link(_ relation: String) -> String? {
    LinkFields.target(relation, in: fields.filter { $0.name == "link" }.map(\.value))
  }
}
