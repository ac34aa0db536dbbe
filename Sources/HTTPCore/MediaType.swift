/// A media type that a resource offers (RFC 9110 §8.3).
package struct MediaType: Sendable {
  package let type: StaticString
  package let subtype: StaticString
  /// The value of Content-Type, with parameters.
  package let field: StaticString

  package init(_ type: StaticString, _ subtype: StaticString, field: StaticString) {
    self.type = type
    self.subtype = subtype
    self.field = field
  }

  package static let json = MediaType("application", "json", field: "application/json")
  package static let problem = MediaType(
    "application", "problem+json", field: "application/problem+json")
  /// RFC 4180 and RFC 7111.
  package static let csv = MediaType("text", "csv", field: "text/csv; charset=utf-8; header=present")
  /// https://www.iana.org/assignments/media-types/text/tab-separated-values
  package static let tsv = MediaType(
    "text", "tab-separated-values", field: "text/tab-separated-values; charset=utf-8")
  /// One JSON value per line.
  package static let ndjson = MediaType("application", "x-ndjson", field: "application/x-ndjson")
  /// JSON-LD 1.1 §C.
  package static let jsonLD = MediaType("application", "ld+json", field: "application/ld+json")
  /// RFC 7946 §12.
  package static let geoJSON = MediaType("application", "geo+json", field: "application/geo+json")
  /// RFC 6350 §10.1.
  package static let vCard = MediaType("text", "vcard", field: "text/vcard; charset=utf-8")
  package static let html = MediaType("text", "html", field: "text/html; charset=utf-8")
  package static let css = MediaType("text", "css", field: "text/css; charset=utf-8")
  /// RFC 9239.
  package static let javaScript = MediaType("text", "javascript", field: "text/javascript; charset=utf-8")
  /// RFC 9264 §4.2, with the profile of RFC 9727 §4.
  package static let linkset = MediaType(
    "application", "linkset+json",
    field: "application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\"")
  package static let svg = MediaType("image", "svg+xml", field: "image/svg+xml")
  package static let jpeg = MediaType("image", "jpeg", field: "image/jpeg")
  package static let png = MediaType("image", "png", field: "image/png")
  package static let webP = MediaType("image", "webp", field: "image/webp")
  /// Content of a type that the sender doesn't know (RFC 2046 §4.5.1).
  package static let octets = MediaType("application", "octet-stream", field: "application/octet-stream")
  package static let plainText = MediaType("text", "plain", field: "text/plain; charset=utf-8")
  /// RFC 7396.
  package static let mergePatch = MediaType(
    "application", "merge-patch+json", field: "application/merge-patch+json")
  /// RFC 4287.
  package static let atom = MediaType("application", "atom+xml", field: "application/atom+xml; charset=utf-8")

  /// Returns the offer to which Accept gives the highest weight, or nil if it accepts none (406). `offers`
  /// are in the server's order of preference, which decides between equal weights and if there is no Accept.
  /// For each offer the most specific range counts (RFC 9110 §12.5.1).
  package static func negotiate(
    _ offers: [MediaType], for head: RequestHead, in bytes: Span<UInt8>
  ) -> MediaType? {
    guard let accept = head.first(.accept) else { return offers.first }
    // Most programs send this.
    if bytes.equals(accept, "*/*") { return offers.first }
    var best: (offer: MediaType, weight: Int)?
    var isEmpty = true
    for offer in offers {
      var specificity = -1
      var weight = 0
      for field in head.fields where field.known == .accept {
        QualityList.forEach(field.value, in: bytes) { name, rangeWeight in
          isEmpty = false
          let found = offer.specificity(of: name, in: bytes)
          if found > specificity || found == specificity && rangeWeight > weight {
            specificity = found
            weight = rangeWeight
          }
        }
      }
      if specificity >= 0, weight > (best?.weight ?? 0) { best = (offer, weight) }
    }
    return isEmpty ? offers.first : best?.offer
  }

  /// Returns 2 for type/subtype, 1 for type/*, 0 for */*, and -1 if the range doesn't include this type.
  private func specificity(of name: Range<Int>, in bytes: Span<UInt8>) -> Int {
    if bytes.equals(name, "*/*") { return 0 }
    guard let slash = name.first(where: { bytes[$0] == Byte.slash }),
      bytes.equalsIgnoringCase(name.lowerBound..<slash, type)
    else { return -1 }
    let subtypeRange = slash &+ 1..<name.upperBound
    if bytes.equals(subtypeRange, "*") { return 1 }
    return bytes.equalsIgnoringCase(subtypeRange, subtype) ? 2 : -1
  }
}
