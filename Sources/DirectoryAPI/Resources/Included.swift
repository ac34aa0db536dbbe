internal import Directory

/// Whole records beside the items that only name them: each once, however many name it.
struct Included {
  /// Those that `include` named, in its order; an empty one was asked for and is not there.
  private(set) var parts: [Part] = []

  enum Part {
    case topics(String, [Topic])
    case members(String, [Member])
    case contacts(String, [Contact])
    case offices(String, [Office])
  }

  static let none = Included()

  func write(to json: inout JSONWriter) {
    guard !parts.isEmpty else { return }
    json.object("included") { json in
      for part in parts {
        switch part {
        case .topics(let name, let items): Self.write(name, items, to: &json, TopicJSON.write(_:to:))
        case .members(let name, let items): Self.write(name, items, to: &json, MemberJSON.write(_:to:))
        case .contacts(let name, let items): Self.write(name, items, to: &json, ContactJSON.write(_:to:))
        case .offices(let name, let items): Self.write(name, items, to: &json, OfficeJSON.write(_:to:))
        }
      }
    }
  }

  private static func write<Item>(
    _ name: String, _ items: [Item], to json: inout JSONWriter, _ write: (Item, inout JSONWriter) -> Void
  ) {
    json.array(named: name, items) { json, item in json.object { write(item, &$0) } }
  }
}

/// What each noun can bring along.
extension Included {
  /// `contacts` are all of the organisation's, who answer for its members: whom to call.
  static func with(_ members: [Member], for call: Call) throws(APIError) -> Included {
    var included = Included()
    for inclusion in call.arguments.inclusions {
      switch inclusion {
      case .topics:
        let slugs = members.flatMap { $0.topics.map(\.slug) }
        included.parts.append(
          .topics(
            "topics",
            try records(slugs, "slug", call) { reader, query throws(DirectoryError) in
              try reader.topics(query)
            }))
      case .county:
        let slugs = members.compactMap { $0.county.flatMap { $0.isMember ? $0.slug : nil } }
        included.parts.append(
          .members(
            "county",
            try records(slugs, "slug", call) { reader, query throws(DirectoryError) in
              try reader.members(query)
            }))
      case .contacts:
        let page = try call.ask { reader throws(DirectoryError) in try reader.contacts(ListQuery()) }
        included.parts.append(.contacts("contacts", page.items))
      case .broader, .office: break
      }
    }
    return included
  }

  static func with(_ topics: [Topic], for call: Call) throws(APIError) -> Included {
    var included = Included()
    if call.arguments.inclusions.contains(.broader) {
      let slugs = topics.compactMap { $0.broader?.slug }
      included.parts.append(
        .topics(
          "broader",
          try records(slugs, "slug", call) { reader, query throws(DirectoryError) in
            try reader.topics(query)
          }))
    }
    return included
  }

  static func with(_ contacts: [Contact], for call: Call) throws(APIError) -> Included {
    var included = Included()
    if call.arguments.inclusions.contains(.office) {
      let ids = contacts.compactMap { $0.office?.id }
      included.parts.append(
        .offices(
          "office",
          try records(ids, "id", call) { reader, query throws(DirectoryError) in
            try reader.offices(query)
          }))
    }
    return included
  }

  static func with(_ offices: [Office], for call: Call) throws(APIError) -> Included {
    var included = Included()
    if call.arguments.inclusions.contains(.contacts) {
      let ids = offices.map(\.id)
      included.parts.append(
        .contacts(
          "contacts",
          try records(ids, "office", call) { reader, query throws(DirectoryError) in
            try reader.contacts(query)
          }))
    }
    return included
  }

  private static func records<Item>(
    _ values: [String], _ field: String, _ call: Call,
    _ list: (any DirectoryReader, ListQuery) throws(DirectoryError) -> Page<Item>
  ) throws(APIError) -> [Item] {
    var distinct: [String] = []
    var seen: Set<String> = []
    for value in values where seen.insert(value).inserted { distinct.append(value) }
    guard !distinct.isEmpty else { return [] }
    let query = ListQuery([Clause(field, .values(distinct))], limit: PageLimit.maximum)
    return try call.ask { reader throws(DirectoryError) in try list(reader, query).items }
  }
}
