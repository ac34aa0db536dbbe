internal import Directory

/// Writes the whole public directory at one revision: each record as its list shows it, in the order of the
/// list.
enum SnapshotJSON {
  private typealias Receiver = ([UInt8]) throws(DirectoryError) -> Void

  /// The length after which a piece is passed on, at the end of a page of records.
  private static let piece = 1 << 16

  static func write(
    _ reader: any DirectoryReader, to receive: ([UInt8]) throws(DirectoryError) -> Void
  ) throws(DirectoryError) {
    try reader.consistently { () throws(DirectoryError) in
      var json = JSONWriter(capacity: 2 * piece)
      try json.object { json throws(DirectoryError) in
        json.field("revision", Int(clamping: try reader.revision().number))
        json.field("next", String(try reader.changePosition().last))
        if let organisation = try reader.organisation() {
          json.object("organisation") { OrganisationJSON.write(organisation, to: &$0) }
        }
        try write("members", to: &json, receive, MemberJSON.write(_:to:)) { query throws(DirectoryError) in
          try reader.members(query)
        }
        try write("topics", to: &json, receive, TopicJSON.write(_:to:)) { query throws(DirectoryError) in
          try reader.topics(query)
        }
        try write("contacts", to: &json, receive, ContactJSON.write(_:to:)) { query throws(DirectoryError) in
          try reader.contacts(query)
        }
        try write("offices", to: &json, receive, OfficeJSON.write(_:to:)) { query throws(DirectoryError) in
          try reader.offices(query)
        }
        write(try reader.formerSlugs(), to: &json)
      }
      try receive(json.takeBytes() + [UInt8(ascii: "\n")])
    }
  }

  private static func write<Item>(
    _ name: StaticString, to json: inout JSONWriter, _ receive: Receiver,
    _ write: (Item, inout JSONWriter) -> Void, _ read: (ListQuery) throws(DirectoryError) -> Page<Item>
  ) throws(DirectoryError) {
    try json.array(name) { json throws(DirectoryError) in
      var query = ListQuery(limit: PageLimit.maximum)
      query.isCounted = false
      repeat {
        let page = try read(query)
        for item in page.items { json.object { write(item, &$0) } }
        if json.bytes.count >= piece { try receive(json.takeBytes()) }
        query.after = page.next
      } while query.after != nil
    }
  }

  private static func write(_ formers: [FormerSlug], to json: inout JSONWriter) {
    json.array("formerSlugs", formers) { json, former in
      json.object { json in
        json.field("type", former.type.rawValue)
        json.field("slug", former.slug)
        json.field("name", former.name)
        json.field("until", former.until)
        json.array("successors", former.successors) { $0.element($1) }
      }
    }
  }
}
