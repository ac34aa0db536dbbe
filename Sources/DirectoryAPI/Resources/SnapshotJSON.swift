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
        try writeMembers(reader, to: &json, receive)
        try write("topics", to: &json, receive, TopicJSON.write(_:to:)) { query throws(DirectoryError) in
          try reader.topics(query)
        }
        try write("contacts", to: &json, receive, ContactJSON.write(_:to:)) { query throws(DirectoryError) in
          try reader.contacts(query)
        }
        try write("offices", to: &json, receive, OfficeJSON.write(_:to:)) { query throws(DirectoryError) in
          try reader.offices(query)
        }
        try write("areas", of: ShortLists.otherAreas, reader, to: &json, receive, AreaJSON.write(_:to:))
        if try !reader.hidesCounties() {
          try write("counties", of: ShortLists.counties, reader, to: &json, receive, AreaJSON.write(_:to:))
        }
        try write("memberKinds", of: ShortLists.memberKinds, reader, to: &json, receive) {
          KindJSON.write($0, of: .memberKind, to: &$1)
        }
        try write("topicKinds", of: ShortLists.topicKinds, reader, to: &json, receive) {
          KindJSON.write($0, of: .topicKind, to: &$1)
        }
        try write("fields", of: ShortLists.fields, reader, to: &json, receive, FieldJSON.write(_:to:))
        json.array("formerSlugs", try reader.formerSlugs()) { FormerSlugRoutes.write($1, to: &$0) }
      }
      try receive(json.takeBytes() + [UInt8(ascii: "\n")])
    }
  }

  /// Writes the present members, and then the former ones. All are read for both, but the second time only if
  /// there are former ones.
  private static func writeMembers(
    _ reader: any DirectoryReader, to json: inout JSONWriter, _ receive: Receiver
  ) throws(DirectoryError) {
    let everybody = Clause("at", .days([Bounds()]))
    let read = { (query: ListQuery) throws(DirectoryError) in try reader.members(query) }
    var formerCount = 0
    let isPresent = { (member: Member) in
      if member.left != nil { formerCount += 1 }
      return member.left == nil
    }
    try write("members", [everybody], to: &json, receive, MemberJSON.write(_:to:), where: isPresent, read)
    guard formerCount > 0 else { return json.array("formerMembers", [Member]()) { _, _ in } }
    try write(
      "formerMembers", [everybody], to: &json, receive, MemberJSON.write(_:to:), where: { $0.left != nil },
      read)
  }

  private static func write<Item>(
    _ name: StaticString, of list: ShortList<Item>, _ reader: any DirectoryReader, to json: inout JSONWriter,
    _ receive: Receiver, _ write: (Item, inout JSONWriter) -> Void
  ) throws(DirectoryError) {
    try self.write(name, to: &json, receive, write) { query throws(DirectoryError) in
      try list.page(reader, query)
    }
  }

  private static func write<Item>(
    _ name: StaticString, _ clauses: [Clause] = [], to json: inout JSONWriter, _ receive: Receiver,
    _ write: (Item, inout JSONWriter) -> Void, where isWritten: (Item) -> Bool = { _ in true },
    _ read: (ListQuery) throws(DirectoryError) -> Page<Item>
  ) throws(DirectoryError) {
    try json.array(name) { json throws(DirectoryError) in
      var query = ListQuery(clauses, limit: PageLimit.maximum)
      query.isCounted = false
      repeat {
        let page = try read(query)
        for item in page.items where isWritten(item) { json.object { write(item, &$0) } }
        if json.bytes.count >= piece { try receive(json.takeBytes()) }
        query.after = page.next
      } while query.after != nil
    }
  }
}
