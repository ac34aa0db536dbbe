internal import HTTPCore

/// How an answer can be written: by Accept, or by a suffix of the path, which goes before it.
enum Format: String, Sendable, CaseIterable {
  case json, csv, ndjson, jsonld, vcf, txt, html, css, js, linkset, atom

  static let text = Format.txt
  static let vCard = Format.vcf

  var media: MediaType {
    switch self {
    case .json: .json
    case .csv: .csv
    case .ndjson: .ndjson
    case .jsonld: .jsonLD
    case .vcf: .vCard
    case .txt: .plainText
    case .html: .html
    case .css: .css
    case .js: .javaScript
    case .linkset: .linkset
    case .atom: .atom
    }
  }

  /// Parameters that say nothing about this format, and would be left unheard.
  func takes(_ parameter: Parameter) -> Bool {
    switch parameter.kind {
    case .facets, .include: self == .json
    case .flag where parameter.name == "pretty": self == .json || self == .jsonld
    case .fields: self != .jsonld && self != .vcf
    case .delimiter, .flag: self == .csv
    default: true
    }
  }

  /// The format that the last segment of a path ends in, and the path without it: `/members.csv` is
  /// `/members` in CSV. No slug holds a dot, so nothing else can be meant.
  static func suffix(of path: Range<Int>, in bytes: Span<UInt8>) -> (format: Format, path: Range<Int>)? {
    guard let (word, stem) = word(of: path, in: bytes), let format = Format(rawValue: word) else {
      return nil
    }
    return (format, stem)
  }

  /// The same for a suffix that may be no format of ours.
  static func word(of path: Range<Int>, in bytes: Span<UInt8>) -> (word: String, stem: Range<Int>)? {
    var dot = path.upperBound
    while dot > path.lowerBound, bytes[dot &- 1] != Byte.dot, bytes[dot &- 1] != Byte.slash { dot &-= 1 }
    // A dot with something between it and the slash before it, and something behind it.
    guard dot > path.lowerBound &+ 2, bytes[dot &- 1] == Byte.dot, bytes[dot &- 2] != Byte.slash,
      1...longestSuffix ~= path.upperBound &- dot
    else { return nil }
    return (bytes.text(dot..<path.upperBound), path.lowerBound..<dot &- 1)
  }

  /// Longer than any that is in use.
  private static let longestSuffix = 16
}
