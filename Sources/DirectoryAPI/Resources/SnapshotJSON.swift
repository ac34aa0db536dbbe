internal import Directory

/// Writes the whole public directory at one revision: each record as its list shows it, in the order of the
/// list.
enum SnapshotJSON {
  static func document(_ reader: any DirectoryReader) throws(DirectoryError) -> [UInt8] {
    try reader.consistently { () throws(DirectoryError) in
      var json = JSONWriter(capacity: 1 << 16)
      try json.object { json throws(DirectoryError) in
        json.field("revision", Int(clamping: try reader.revision().number))
        json.field("next", String(try reader.changePosition().last))
        if let organisation = try reader.organisation() {
          json.object("organisation") { OrganisationJSON.write(organisation, to: &$0) }
        }
        try write("members", to: &json, MemberJSON.write(_:to:)) { query throws(DirectoryError) in
          try reader.members(query)
        }
        try write("topics", to: &json, TopicJSON.write(_:to:)) { query throws(DirectoryError) in
          try reader.topics(query)
        }
        try write("contacts", to: &json, ContactJSON.write(_:to:)) { query throws(DirectoryError) in
          try reader.contacts(query)
        }
        try write("offices", to: &json, OfficeJSON.write(_:to:)) { query throws(DirectoryError) in
          try reader.offices(query)
        }
        write(try reader.formerSlugs(), to: &json)
      }
      return json.bytes + [UInt8(ascii: "\n")]
    }
  }

  private static func write<Item>(
    _ name: StaticString, to json: inout JSONWriter, _ write: (Item, inout JSONWriter) -> Void,
    _ read: (ListQuery) throws(DirectoryError) -> Page<Item>
  ) throws(DirectoryError) {
    try json.array(name) { json throws(DirectoryError) in
      var query = ListQuery(limit: PageLimit.maximum)
      query.isCounted = false
      repeat {
        let page = try read(query)
        for item in page.items { json.object { write(item, &$0) } }
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
