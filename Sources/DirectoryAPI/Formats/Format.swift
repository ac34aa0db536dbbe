internal import HTTPCore

/// A format that an answer can be written in. Its name is also the suffix that asks for it: `/members.csv`.
enum Format: Sendable, Hashable {
  /// A format of lists and records.
  case record(RecordFormat)
  /// A format that browsers, feed readers and crawlers load.
  case web(WebFormat)

  static let json = Format.record(.json)
  static let csv = Format.record(.csv)
  static let ndjson = Format.record(.ndjson)
  static let jsonld = Format.record(.jsonld)
  static let vCard = Format.record(.vcf)
  static let geoJSON = Format.record(.geojson)
  static let text = Format.record(.txt)
  static let html = Format.web(.html)
  static let css = Format.web(.css)
  static let js = Format.web(.js)
  static let linkset = Format.web(.linkset)
  static let atom = Format.web(.atom)

  /// Returns nil if no format has this name.
  init?(_ name: String) {
    if let format = RecordFormat(rawValue: name) {
      self = .record(format)
    } else if let format = WebFormat(rawValue: name) {
      self = .web(format)
    } else {
      return nil
    }
  }

  var name: String {
    switch self {
    case .record(let format): format.rawValue
    case .web(let format): format.rawValue
    }
  }

  var media: MediaType {
    switch self {
    case .record(let format): format.media
    case .web(let format): format.media
    }
  }

  /// Returns false if the parameter would have no effect in this format.
  func takes(_ parameter: Parameter) -> Bool {
    switch parameter.kind {
    case .facets, .include: self == .json
    case .flag where parameter.name == Parameter.countUnder.name: self == .json
    case .flag where parameter.name == "pretty": self == .json || self == .jsonld || self == .geoJSON
    case .fields: self != .jsonld && self != .vCard
    case .delimiter, .flag: self == .csv
    case .number where parameter.name == "olderThan": self == .atom
    default: true
    }
  }
}

/// The formats that lists and records are written in.
enum RecordFormat: String, Sendable, CaseIterable {
  case json, csv, ndjson, jsonld, vcf, geojson, txt

  var media: MediaType {
    switch self {
    case .json: .json
    case .csv: .csv
    case .ndjson: .ndjson
    case .jsonld: .jsonLD
    case .vcf: .vCard
    case .geojson: .geoJSON
    case .txt: .plainText
    }
  }
}

/// The formats of the documentation page and its parts, of link sets and of feeds.
enum WebFormat: String, Sendable, CaseIterable {
  case html, css, js, linkset, atom

  var media: MediaType {
    switch self {
    case .html: .html
    case .css: .css
    case .js: .javaScript
    case .linkset: .linkset
    case .atom: .atom
    }
  }
}
