internal import Directory

/// People, tokens and sessions of an in-memory store.
struct InMemoryPeople: Sendable {
  var people: [Person] = []
  var tokens: [Token] = []
  var sessions: [Session] = []
  var lastPerson: Int64 = 0
  var lastToken: Int64 = 0
  var lastSession: Int64 = 0

  func sessions(ofPerson id: Int64) -> [Session] {
    let own = Set(tokens.filter { $0.person == id }.map(\.id))
    return sessions.filter { own.contains($0.token) }.sorted { $0.id > $1.id }
  }
}

extension InMemoryTables {
  func person(_ id: Int64) -> Person? { state.access.people.first { $0.id == id } }
  func person(named name: String) -> Person? { state.access.people.first { $0.name == name } }
  func people() -> [Person] { state.access.people }

  func activeAdmins() -> Int { state.access.people.count { $0.isActive && $0.role == .admin } }

  func put(_ person: Person) -> Int64 {
    var person = person
    if person.id == 0 {
      state.access.lastPerson += 1
      person.id = state.access.lastPerson
    }
    state.access.lastPerson = max(state.access.lastPerson, person.id)
    if let index = state.access.people.firstIndex(where: { $0.id == person.id }) {
      let former = state.access.people[index].name
      for change in state.draftChanges.values where change.author == former {
        state.draftChanges[change.id]?.author = person.name
      }
      state.access.people[index] = person
    } else {
      state.access.people.append(person)
    }
    changeTokens { if $0.person == person.id { $0.name = person.name } }
    return person.id
  }

  func removePerson(_ id: Int64) {
    state.access.people.removeAll { $0.id == id }
    changeTokens { if $0.person == id { $0.person = nil } }
  }

  func replacePeople(by people: [Person]) {
    state.access.people = people
    state.access.lastPerson = max(state.access.lastPerson, people.map(\.id).max() ?? 0)
    changeTokens { $0.person = nil }
  }

  func tokens() -> [Token] { state.access.tokens }
  func token(id: Int64) -> Token? { state.access.tokens.first { $0.id == id } }

  func add(_ token: Token) -> Int64 {
    var token = token
    state.access.lastToken += 1
    token.id = state.access.lastToken
    state.access.tokens.append(token)
    return token.id
  }

  func revokeToken(_ id: Int64, at time: Int64) {
    changeTokens { if $0.id == id, $0.revokedAt == nil { $0.revokedAt = time } }
  }

  func revokeTokens(ofPerson id: Int64, at time: Int64) {
    changeTokens { if $0.person == id, $0.revokedAt == nil { $0.revokedAt = time } }
  }

  func replaceTokens(by tokens: [Token]) {
    let before = state.access.tokens
    state.access.tokens = []
    for var token in tokens {
      if state.access.tokens.contains(where: { $0.id == token.id }) {
        state.access.lastToken += 1
        token.id = state.access.lastToken
      }
      state.access.tokens.append(token)
    }
    let kept = state.access.tokens
    let lost = before.filter { old in !kept.contains { $0.id == old.id && $0.digest == old.digest } }
    state.answers = state.answers.filter { answer in !lost.contains { $0.id == answer.key.token } }
  }

  func add(_ session: Session) -> Int64 {
    var session = session
    state.access.lastSession += 1
    session.id = state.access.lastSession
    state.access.sessions.append(session)
    return session.id
  }

  func sessions(ofPerson id: Int64) -> [Session] { state.access.sessions(ofPerson: id) }

  func session(id: Int64) -> Session? { state.access.sessions.first { $0.id == id } }

  func removeSessions(_ selection: SessionSelection) {
    let removed: (Session) -> Bool
    switch selection {
    case .session(let id): removed = { $0.id == id }
    case .ofToken(let id): removed = { $0.token == id }
    case .ofPerson(let id):
      let own = Set(sessions(ofPerson: id).map(\.id))
      removed = { own.contains($0.id) }
    case .digest(let digest): removed = { $0.digest == digest }
    case .begun(let time): removed = { $0.createdAt <= time }
    case .all: removed = { _ in true }
    }
    state.access.sessions.removeAll(where: removed)
  }

  func note(_ uses: CredentialUses) {
    for index in state.access.sessions.indices {
      let session = state.access.sessions[index]
      if let time = uses.sessions[session.id] {
        state.access.sessions[index].lastUsedAt = max(session.lastUsedAt, time)
      }
    }
    var seen: [Int64: Int64] = [:]
    changeTokens { token in
      guard let time = uses.tokens[token.id] else { return }
      token.lastUsedAt = max(token.lastUsedAt ?? 0, time)
      if let person = token.person { seen[person] = max(seen[person] ?? 0, time) }
    }
    for index in state.access.people.indices {
      guard let time = seen[state.access.people[index].id] else { continue }
      state.access.people[index].lastSeenAt = max(state.access.people[index].lastSeenAt ?? 0, time)
    }
  }

  private func changeTokens(_ change: (inout Token) -> Void) {
    for index in state.access.tokens.indices { change(&state.access.tokens[index]) }
  }
}

extension InMemoryReader {
  func token(digest: [UInt8]) throws(DirectoryError) -> Token? {
    source.noteTokenLookup()
    return try ask().access.tokens.first { $0.digest == digest }
  }

  func token(id: Int64) throws(DirectoryError) -> Token? { try ask().access.tokens.first { $0.id == id } }

  func session(digest: [UInt8]) throws(DirectoryError) -> Session? {
    try ask().access.sessions.first { $0.digest == digest }
  }

  func person(_ id: Int64) throws(DirectoryError) -> Person? { try ask().access.people.first { $0.id == id } }

  func people(_ part: NewestFirst) throws(DirectoryError) -> [Person] {
    let people = try ask().access.people.sorted { $0.id > $1.id }
    return Array(people.filter { $0.id < part.before ?? .max }.prefix(part.limit))
  }

  func tokens(ofPerson person: Int64?, _ part: NewestFirst) throws(DirectoryError) -> [Token] {
    let tokens = try ask().access.tokens.sorted { $0.id > $1.id }
    return Array(
      tokens.filter { $0.id < part.before ?? .max && (person == nil || $0.person == person) }
        .prefix(part.limit))
  }

  func sessions(
    ofPerson person: Int64?, _ part: NewestFirst
  ) throws(DirectoryError) -> [(session: Session, token: Token)] {
    let access = try ask().access
    let all = person.map { access.sessions(ofPerson: $0) } ?? access.sessions.sorted { $0.id > $1.id }
    return all.filter { $0.id < part.before ?? .max }.prefix(part.limit).compactMap { session in
      access.tokens.first { $0.id == session.token }.map { (session, $0) }
    }
  }

  func writes(byAuthor name: String, _ part: NewestFirst) throws(DirectoryError) -> [AuthoredWrite] {
    let own = try ask().revisions.reversed().filter {
      $0.revision.author == name && $0.id < part.before ?? .max
    }
    return own.prefix(part.limit).map {
      AuthoredWrite(
        id: $0.id, key: $0.revision.key, at: $0.revision.at, action: $0.revision.action)
    }
  }
}
