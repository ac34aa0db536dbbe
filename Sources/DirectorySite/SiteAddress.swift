internal import Directory
internal import HTML
internal import HTTPCore

/// The address of a page without its language: a path of the table of pages, and a query.
struct SiteAddress: Sendable, Equatable {
  /// Escaped, and beginning with a slash.
  private(set) var path: String
  /// The parameters in their order.
  var query: [Query.Parameter] = []

  init(_ path: StaticString) { self.path = path.description }

  private init(_ path: StaticString, _ name: String) {
    self.path = path.description + PercentEncoding.encode(name)
  }

  static let home = SiteAddress("/")
  static let members = SiteAddress("/members")
  static let topics = SiteAddress("/topics")
  static let areas = SiteAddress("/areas")
  static let contacts = SiteAddress("/contacts")
  static let search = SiteAddress("/search")
  static let changes = SiteAddress("/changes")
  static let about = SiteAddress("/about")
  static let formats = SiteAddress("/formats")
  static let embed = SiteAddress("/embed")
  static let booklet = SiteAddress("/booklet")

  static func member(_ slug: String) -> SiteAddress { SiteAddress("/members/", slug) }
  static func topic(_ slug: String) -> SiteAddress { SiteAddress("/topics/", slug) }
  static func area(_ slug: String) -> SiteAddress { SiteAddress("/areas/", slug) }
  static func contact(_ id: String) -> SiteAddress { SiteAddress("/contacts/", id) }
  static func office(_ id: String) -> SiteAddress { SiteAddress("/offices/", id) }

  /// Returns the page of a record, or nil if it has none of its own.
  static func record(_ key: RecordKey) -> SiteAddress? {
    switch key.type {
    case .member: member(key.slug)
    case .topic: topic(key.slug)
    case .contact: contact(key.slug)
    case .office: office(key.slug)
    case .area, .county: area(key.slug)
    case .organisation: home
    case .memberKind: members.with("kind", key.slug)
    case .topicKind: topics
    case .field: nil
    }
  }

  func with(_ name: String, _ value: String) -> SiteAddress {
    var address = self
    address.query.append(Query.Parameter(name: name, value: value))
    return address
  }

  /// The address in the API, in a format.
  func api(_ format: StaticString) -> Link { Link(local: path + "." + format.description + queryText) }

  /// The address in the API, without a format.
  var apiText: String { path + queryText }

  /// The path and the query in a language.
  func text(in language: SiteLanguage) -> String { "/" + language.tag + path + queryText }

  func link(in language: SiteLanguage) -> Link { Link(local: text(in: language)) }

  private var queryText: String {
    guard !query.isEmpty else { return "" }
    return "?"
      + query.map { PercentEncoding.encode($0.name) + "=" + PercentEncoding.encode($0.value, keeping: ",.:") }
      .joined(separator: "&")
  }
}
