/// Turns what an export contains into version 1 of the document, for programs that know no other: they refuse
/// fields and values that they don't know. Notes what is left out.
struct FirstVersion {
  static let version = 1

  /// The fields of each type. Kinds and areas are none of its types.
  private static let fields: [RecordType: [String]] = [
    .organisation: ["name", "shortName", "region", "summary", "copyrightYear"],
    .office: ["id", "name", "host", "street", "postcode", "city", "country"],
    .contact: ["id", "name", "role", "email", "telephone", "emailProtected", "office"],
    .county: ["slug", "name", "shortName"],
    .topic: ["slug", "kind", "name", "summary", "broader"],
    .member: [
      "slug", "kind", "name", "shortName", "county", "summary", "population", "joined", "left", "focusAreas",
      "facts", "image", "topics",
    ],
  ]
  /// The texts that a record must have. The name takes the place of one that is missing.
  private static let required: [RecordType: [String]] = [
    .organisation: ["region", "summary"], .office: ["host"], .contact: ["role"], .county: ["shortName"],
    .topic: ["summary"], .member: ["shortName", "summary"],
  ]
  private static let memberKinds = Set(Kind.firstOfMembers.map(\.slug))
  private static let topicKinds = Set(Kind.firstOfTopics.map(\.slug))

  /// What is left out, with the first records that had it, the last one, and their number.
  private struct Note {
    let what: String
    var first: [String]
    var last: String
    var count = 1
  }

  private var notes: [Note] = []
  /// The members that are left out.
  private var missing: Set<String> = []
  /// The areas and counties so far, which come before members, each with the one that it is in.
  private var parents: [String: String] = [:]
  private var counties: Set<String> = []

  /// A sentence for each thing that was left out, with the first records that had it.
  var leftOut: [String] {
    notes.map { note in
      let rest = note.count - note.first.count
      return "\(note.what): \(note.first.joined(separator: ", "))\(rest > 0 ? " and \(rest) more" : "")"
    }
  }

  private static let mostNamed = 5

  /// Returns the JSON of the item, or nil if version 1 has nothing like it.
  mutating func json(of item: ExportItem) -> JSONValue? {
    switch item {
    case .record(let record): json(of: record)
    case .former(let former): json(of: former)
    }
  }

  /// Notes a record that version 1 has nothing like, and returns true for it.
  private mutating func leavesOut(_ record: DirectoryRecord, _ key: RecordKey) -> Bool {
    switch record {
    case .memberKind, .topicKind:
      let isKnown = (key.type == .memberKind ? Self.memberKinds : Self.topicKinds).contains(key.slug)
      if !isKnown { note("\(key.type.noun)s", key.slug) }
      return true
    case .area(let area):
      parents[area.slug] = area.parent
      note("areas other than counties", key.slug)
      return true
    case .county(let county):
      parents[county.slug] = county.parent
      counties.insert(county.slug)
      return false
    case .field:
      note("fields of members", key.slug)
      return true
    case .member(let member) where !Self.memberKinds.contains(member.kind):
      missing.insert(member.slug)
      note("members of other kinds than \(Kind.firstOfMembers.map(\.slug).joined(separator: ", "))", key.slug)
      return true
    case .contact(let contact) where contact.member != nil:
      note("contacts of members", key.slug)
      return true
    case .office(let office) where office.member != nil:
      note("offices of members", key.slug)
      return true
    default: return false
    }
  }

  private mutating func json(of record: DirectoryRecord) -> JSONValue? {
    let key = record.key
    if leavesOut(record, key) { return nil }
    guard case .object(var members) = DocumentJSON.json(record), let known = Self.fields[key.type] else {
      return nil
    }
    // Version 1 can't protect a number.
    if key.type == .contact, members.contains(where: { $0.name == "telephoneProtected" }) {
      members.removeAll { $0.name == "telephone" }
    }
    if case .member(let member) = record, let county = member.area.flatMap({ county(around: $0) }) {
      members.append(JSONMember(name: "county", value: .string(county)))
    }
    members = members.compactMap { known.contains($0.name) ? older($0, of: key) : unknown($0, of: key) }
    for name in Self.required[key.type] ?? [] where !members.contains(where: { $0.name == name }) {
      note("the missing \(name) of \(key.type.noun)s, for which their name is written", key.slug)
      members.append(JSONMember(name: name, value: .string(record.name)))
    }
    return .object(members.sorted { place($0.name, known) < place($1.name, known) })
  }

  /// Returns the nearest county in which the area is.
  private func county(around area: String) -> String? {
    sequence(first: area) { parents[$0] }.first { counties.contains($0) }
  }

  private func place(_ name: String, _ known: [String]) -> Int { known.firstIndex(of: name) ?? known.count }

  private mutating func unknown(_ member: JSONMember, of key: RecordKey) -> JSONMember? {
    note("the field \(member.name) of \(key.type.noun)s", key.slug)
    return nil
  }

  /// Returns the field with a value that version 1 allows; nil if there is none.
  private mutating func older(_ member: JSONMember, of key: RecordKey) -> JSONMember? {
    switch (key.type, member.name, member.value) {
    case (.topic, "kind", .string(let kind)) where !Self.topicKinds.contains(kind):
      note("other kinds of topics than those of version 1, for which theme is written", key.slug)
      return JSONMember(name: "kind", value: .string("theme"))
    case (.member, "topics", .array(let topics)):
      return JSONMember(name: "topics", value: .array(topics.map { slug(of: $0, of: key) }))
    case (.member, "image", .object(let fields)):
      let credit = fields.filter { $0.name == "credit" }
      if credit.count < fields.count { note("pictures without their credit", key.slug) }
      return credit.isEmpty ? nil : JSONMember(name: "image", value: .object(credit))
    default: return member
    }
  }

  /// Returns the slug of a topic without its relation.
  private mutating func slug(of topic: JSONValue, of key: RecordKey) -> JSONValue {
    guard case .object(let fields) = topic, let slug = fields.first(where: { $0.name == "slug" }) else {
      return topic
    }
    note("the relation of members to topics that they don't work with", key.slug)
    return slug.value
  }

  private mutating func json(of former: FormerSlug) -> JSONValue? {
    guard ![.memberKind, .topicKind, .area].contains(former.type) else {
      note(former.type == .area ? "former slugs of areas" : "former slugs of kinds", former.slug)
      return nil
    }
    var former = former
    if former.type == .member { former.successors.removeAll { missing.contains($0) } }
    return DocumentJSON.json(former)
  }

  private mutating func note(_ what: String, _ name: String) {
    guard let index = notes.firstIndex(where: { $0.what == what }) else {
      return notes.append(Note(what: what, first: [name], last: name))
    }
    guard notes[index].last != name else { return }
    notes[index].last = name
    notes[index].count += 1
    if notes[index].first.count < Self.mostNamed { notes[index].first.append(name) }
  }
}
