internal import Directory
internal import HTTPCore

/// People, tokens and sessions: an admin sees all of them, and everyone else what is about oneself.
enum AccessRoutes {
  static func people(_ call: Call) throws(APIError) -> Content {
    let requester = try requester(of: call)
    let people: [Person]
    if requester.role == .admin {
      people = try call.askStaff { reader throws(DirectoryError) in try reader.people(part(of: call)) }
    } else {
      people = [requester.person]
    }
    let mayContinue = requester.role == .admin
    return list(people, call, mayContinue, id: \.id) { AccessJSON.write($1, to: &$0) }
  }

  static func person(_ call: Call) throws(APIError) -> Content {
    AccessJSON.content(try person(call.slug, for: call))
  }

  static func tokens(_ call: Call) throws(APIError) -> Content {
    let person = try personToList(call)
    let tokens = try call.askStaff { reader throws(DirectoryError) in
      try reader.tokens(ofPerson: person, part(of: call))
    }
    return list(tokens, call, id: \.id) { AccessJSON.write($1, to: &$0) }
  }

  static func sessions(_ call: Call) throws(APIError) -> Content {
    let person = try personToList(call)
    let found = try call.askStaff { reader throws(DirectoryError) in
      try reader.sessions(ofPerson: person, part(of: call))
    }
    let idle = idle(call)
    return list(found, call, id: \.session.id) { json, found in
      AccessJSON.write(found.session, of: found.token, for: call.requester, idle: idle, to: &json)
    }
  }

  static func current(_ call: Call) throws(APIError) -> Content {
    Content(bytes: AccessJSON.current(try requester(of: call), idle: idle(call)))
  }

  /// Everything that is stored about a person, without secrets. What the person has written is in parts,
  /// since it may be much.
  static func export(_ call: Call) throws(APIError) -> Content {
    let person = try person(call.slug, for: call)
    let (all, part) = (NewestFirst(before: nil, limit: mostInExport), part(of: call))
    let tokens = try call.askStaff { reader throws(DirectoryError) in
      try reader.tokens(ofPerson: person.id, all)
    }
    let sessions = try call.askStaff { reader throws(DirectoryError) in
      try reader.sessions(ofPerson: person.id, all)
    }
    let writes = try call.askStaff { reader throws(DirectoryError) in
      try reader.writes(byAuthor: person.name, part)
    }
    let changes = try call.askStaff { reader throws(DirectoryError) in
      try draftChanges(by: person.name, reader)
    }
    let idle = idle(call)
    let next = writes.count == part.limit ? writes.last.map { String($0.id) } : nil
    return Content(
      bytes: JSONWriter.document(capacity: 4_096) { json in
        json.object("person") { AccessJSON.write(person, to: &$0) }
        json.array("tokens", tokens) { json, token in json.object { AccessJSON.write(token, to: &$0) } }
        json.array("sessions", sessions) { json, found in
          json.object {
            AccessJSON.write(found.session, of: found.token, for: call.requester, idle: idle, to: &$0)
          }
        }
        json.array("revisions", writes) { json, write in json.object { Self.write(write, to: &$0) } }
        json.array("draftChanges", changes) { json, change in json.object { Self.write(change, to: &$0) } }
        json.fieldOrNull("next", next)
      }, fileName: "person-\(person.id).json")
  }

  private static let mostInExport = 1_000

  private static func draftChanges(
    by author: String, _ reader: any StaffReader
  ) throws(DirectoryError) -> [DraftChange] {
    let query = DraftChangeQuery(
      state: nil, type: nil, slugs: nil, author: author, before: nil, limit: mostInExport)
    var changes: [DraftChange] = []
    for id in try reader.draftChanges(query) {
      if let change = try reader.draftChange(id) { changes.append(change) }
    }
    return changes
  }

  private static func write(_ change: DraftChange, to json: inout JSONWriter) {
    json.field("id", Int(change.id))
    json.field("type", change.key.type.rawValue)
    json.field("slug", change.key.slug)
    json.field("state", change.state.rawValue)
    json.field("createdAt", RFC3339.text(change.createdAt))
    json.field("note", change.note)
  }

  private static func write(_ write: AuthoredWrite, to json: inout JSONWriter) {
    json.field("id", Int(write.id))
    json.field("type", write.key.type.rawValue)
    json.field("slug", write.key.slug)
    json.fieldOrNull("at", write.at.map { RFC3339.text($0) })
    json.field("action", write.action.rawValue)
  }
}

extension AccessRoutes {
  private static func idle(_ call: Call) -> Int64 { call.settings.options.sessionIdleSeconds }

  private static func part(of call: Call) -> NewestFirst {
    NewestFirst(before: call.number(.beforeNumber), limit: call.arguments.limit)
  }

  private static func requester(of call: Call) throws(APIError) -> Requester {
    guard let requester = call.requester else { throw .access(.tokenRequired) }
    return requester
  }

  /// Returns the person with that number. Throws the same error whether there is none or the requester may
  /// not see it.
  private static func person(_ number: String, for call: Call) throws(APIError) -> Person {
    let requester = try requester(of: call)
    guard let id = AccessJob.id(number), requester.role == .admin || requester.person.id == id,
      let person = try call.ask({ reader throws(DirectoryError) in try reader.person(id) })
    else { throw .access(.unknown(.person, number)) }
    return person
  }

  /// Returns the person whose tokens or sessions are listed; nil for all.
  private static func personToList(_ call: Call) throws(APIError) -> Int64? {
    let requester = try requester(of: call)
    guard let number = call.arguments[.person] else {
      return requester.role == .admin ? nil : requester.person.id
    }
    return try person(number, for: call).id
  }

  private static func list<Item>(
    _ items: [Item], _ call: Call, _ mayContinue: Bool = true, id: (Item) -> Int64,
    _ write: (inout JSONWriter, Item) -> Void
  ) -> Content {
    let isFull = mayContinue && items.count == call.arguments.limit
    let next = isFull ? items.last.map { String(id($0)) } : nil
    return Content(
      bytes: JSONWriter.document { json in
        json.array("items", items) { json, item in json.object { write(&$0, item) } }
        json.fieldOrNull("next", next)
      })
  }
}
