internal import Directory

/// Which format was probably meant by a suffix that names none of a resource.
enum NearestFormat {
  /// What others call the same, or open instead.
  private static let kin: [String: Format] = [
    "xls": .csv, "xlsx": .csv, "ods": .csv, "tsv": .csv, "tab": .csv, "jsonl": .ndjson, "rdf": .jsonld,
    "ttl": .jsonld,
    "xml": .jsonld, "vcard": .vcf, "text": .txt, "md": .txt, "rss": .atom, "html": .txt, "htm": .txt,
  ]

  static func of(_ suffix: String, among formats: [Format]) -> Format? {
    if let kin = kin[suffix.lowercased()], formats.contains(kin) { return kin }
    let near = NearestValues.nearest(to: suffix, among: formats.map(\.rawValue))
    return near.first.flatMap { Format(rawValue: $0) }
  }
}
