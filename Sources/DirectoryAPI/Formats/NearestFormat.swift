internal import Directory

/// Guesses the format that a client meant by a suffix that a resource doesn't offer.
enum NearestFormat {
  /// Suffixes of other programs for the same format, or for one that they would open instead.
  private static let kin: [String: Format] = [
    "xls": .csv, "xlsx": .csv, "ods": .csv, "tsv": .csv, "tab": .csv, "jsonl": .ndjson, "rdf": .jsonld,
    "ttl": .jsonld, "xml": .jsonld, "vcard": .vCard, "text": .text, "md": .text, "rss": .atom,
    "html": .text, "htm": .text,
  ]

  /// Returns nil if nothing comes close.
  static func of(_ suffix: String, among formats: [Format]) -> Format? {
    if let kin = kin[suffix.lowercased()], formats.contains(kin) { return kin }
    let near = NearestValues.nearest(to: suffix, among: formats.map(\.name))
    return near.first.flatMap { Format($0) }
  }
}
