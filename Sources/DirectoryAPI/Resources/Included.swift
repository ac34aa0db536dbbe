internal import Directory

/// The records that `include` adds to a response. The items only name these records; here each is complete,
/// and occurs once.
struct Included {
  /// The records of one inclusion. It may be empty: the inclusion was asked for, but no item names a record.
  struct Part {
    let name: Inclusion
    /// The number of all records, if there are more than one answer may have.
    let total: Int?
    let write: (inout JSONWriter) -> Void

    /// - Parameter total: the number of records, of which `items` may be the first.
    init<Item>(
      _ name: Inclusion, _ items: [Item], of total: Int, for call: Call,
      _ writeItem: @escaping (Item, inout JSONWriter) -> Void
    ) {
      self.name = name
      self.total = total > items.count ? total : nil
      let fields = call.arguments.fields(of: name)
      write = { json in
        json.array(named: name.rawValue, items) { json, item in
          json.object(showing: fields) { writeItem(item, &$0) }
        }
      }
    }
  }

  static var none: Included { Included() }

  /// In the order in which the resource lists its inclusions.
  private let parts: [Part]

  private init() { parts = [] }

  /// Reads what `include` asks for on behalf of `items`.
  init<Item>(
    in items: [Item], of resource: RecordResource<Item>, for call: Call
  ) throws(APIError) {
    try self.init(in: items, from: resource.inclusions, for: call)
  }

  init<Item>(
    in items: [Item], from inclusions: [RecordInclusion<Item>], for call: Call
  ) throws(APIError) {
    var parts: [Part] = []
    for name in call.arguments.inclusions {
      guard let inclusion = inclusions.first(where: { $0.name == name }) else { continue }
      parts.append(try inclusion.part(items, call))
    }
    self.parts = parts
  }

  func write(to json: inout JSONWriter) {
    guard !parts.isEmpty else { return }
    let totals = parts.compactMap { part in part.total.map { (part.name.rawValue, $0) } }
    json.object("included") { json in
      for part in parts { part.write(&json) }
      guard !totals.isEmpty else { return }
      json.object("totals") { json in for (name, total) in totals { json.field(named: name, total) } }
    }
  }
}

/// A value that `include` takes for one kind of record, and how the records behind it are read.
struct RecordInclusion<Item: Sendable>: Sendable {
  let name: Inclusion
  fileprivate let part: @Sendable ([Item], Call) throws(APIError) -> Included.Part

  /// Includes the records of another resource whose `field` has one of the values that the items name.
  ///
  /// - Parameter other: evaluated per request, because resources include one another: contacts offices, and
  ///   offices contacts.
  static func records<Other>(
    _ name: Inclusion, of other: @escaping @autoclosure @Sendable () -> RecordResource<Other>,
    where field: String, in values: @escaping @Sendable (Item) -> [String]
  ) -> RecordInclusion {
    RecordInclusion(name: name) { items, call throws(APIError) in
      let other = other()
      var distinct: [String] = []
      var seen: Set<String> = []
      for value in items.flatMap(values) where seen.insert(value).inserted { distinct.append(value) }
      guard !distinct.isEmpty else {
        return Included.Part(name, [], of: 0, for: call, other.presentation.writeJSON)
      }
      let query = ListQuery([Clause(field, .values(distinct))], limit: PageLimit.maximum)
      let page = try call.ask { reader throws(DirectoryError) in try other.readPage(reader, query) }
      return Included.Part(name, page.items, of: page.total, for: call, other.presentation.writeJSON)
    }
  }

  /// Includes the values that `read` returns, and the number of all, of which they may be the first.
  static func values<Value>(
    _ name: Inclusion,
    _ read:
      @escaping @Sendable (any DirectoryReader, [Item]) throws(DirectoryError) -> (
        values: [Value], total: Int
      ),
    _ write: @escaping @Sendable (Value, inout JSONWriter) -> Void
  ) -> RecordInclusion {
    RecordInclusion(name: name) { items, call throws(APIError) in
      let found = try call.ask { reader throws(DirectoryError) in try read(reader, items) }
      return Included.Part(name, found.values, of: found.total, for: call, write)
    }
  }

  /// Includes the contacts or offices of some members, and then those of the organisation itself.
  ///
  /// - Parameter member: returns the slug of an item that is a member; nil if only those of the organisation
  ///   are included.
  static func belongings<Other>(
    _ name: Inclusion, of other: @escaping @autoclosure @Sendable () -> RecordResource<Other>,
    sort: [SortKey] = [], _ member: (@Sendable (Item) -> String)? = nil
  ) -> RecordInclusion {
    RecordInclusion(name: name) { items, call throws(APIError) in
      let other = other()
      var found: [Other] = []
      var total = 0
      func add(_ clause: Clause) throws(APIError) {
        let query = ListQuery([clause], sort: sort, limit: PageLimit.maximum)
        let page = try call.ask { reader throws(DirectoryError) in try other.readPage(reader, query) }
        found += page.items.prefix(PageLimit.maximum - found.count)
        total += page.total
      }
      if let member, !items.isEmpty {
        try add(Clause("member", .values(Array(Set(items.map(member))).sorted())))
      }
      try add(Clause("belongsTo", .values(["organisation"])))
      return Included.Part(name, found, of: total, for: call, other.presentation.writeJSON)
    }
  }
}
