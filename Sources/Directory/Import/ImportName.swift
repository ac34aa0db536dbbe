/// Finds records by their names, for items of an import that have no slug.
enum ImportName {
  /// Returns the slug of the record that is called so, in small or capital letters; nil if there is none.
  /// Throws `invalidRecord` if several are.
  ///
  /// - Parameters:
  ///   - member: the slug of the member to which a contact or an office belongs. People of two members may
  ///     have the same name.
  ///   - pointer: the place of the name, for the error.
  static func slug(
    of name: String, _ type: RecordType, at member: String? = nil, pointer: String = "/name",
    _ editor: RecordEditor
  ) throws(DirectoryError) -> String? {
    let wanted = name.lowercased()
    func isMeant(_ slug: String) throws(DirectoryError) -> Bool {
      guard let record = try editor.stored(RecordKey(type, slug))?.record else { return false }
      let names = [record.name] + record.translations.strings("name")
      return names.contains { $0.lowercased() == wanted } && record.owner == member
    }
    var found: Set<String> = []
    // Most slugs are made of the name, so this finds drafts too.
    let likely = NewSlug.words(of: name)
    if !likely.isEmpty, try isMeant(likely) { found.insert(likely) }
    if let vocabulary = vocabulary(type) {
      for known in try editor.reader.knownValues(vocabulary, like: name).values where known.isNamed(name) {
        if try isMeant(known.value) { found.insert(known.value) }
      }
    }
    guard found.count > 1 else { return found.first }
    let some = found.sorted().prefix(3).joined(separator: ", ")
    throw .invalidRecord([
      DocumentFault(
        pointer: pointer, code: .duplicate,
        message: "\(found.count) records are called \"\(name)\": \(some)",
        hint: "write the \(type.slugField ?? "slug") of the one that is meant")
    ])
  }

  /// Returns the patch of a row with slugs in place of the names of the records to which it refers. People
  /// know members and offices by name, and a name is rarely a slug.
  static func referring(
    _ patch: JSONValue, of type: RecordType, _ editor: RecordEditor
  ) throws(DirectoryError) -> JSONValue {
    guard case .object(var members) = patch else { return patch }
    let referred: [String: RecordType] = [
      "member": .member, "office": .office, "county": .county, "area": .area, "parent": .area,
      "broader": .topic,
    ]
    for index in members.indices {
      if members[index].name == "kind", type == .member || type == .topic,
        case .string(let text) = members[index].value
      {
        members[index].value = .string(try kind(text, ofRecord: type, editor) ?? text)
      }
      if members[index].name == "topics", case .array(let items) = members[index].value {
        members[index].value = .array(
          try items.map { item throws(DirectoryError) in try topic(item, editor) })
      }
      guard let type = referred[members[index].name], case .string(let text) = members[index].value,
        !TextRules.isSlug(text),
        let slug = try slug(of: text, type, pointer: "/" + members[index].name, editor)
      else { continue }
      members[index].value = .string(slug)
    }
    return .object(members)
  }

  /// Returns the topic of a member with its slug in place of its name.
  private static func topic(_ item: JSONValue, _ editor: RecordEditor) throws(DirectoryError) -> JSONValue {
    switch item {
    case .string(let text) where !TextRules.isSlug(text):
      return .string(try slug(of: text, .topic, pointer: "/topics", editor) ?? text)
    case .object(var members):
      guard let index = members.firstIndex(where: { $0.name == "slug" }),
        case .string(let text) = members[index].value, !TextRules.isSlug(text),
        let slug = try slug(of: text, .topic, pointer: "/topics", editor)
      else { return item }
      members[index].value = .string(slug)
      return .object(members)
    default: return item
    }
  }

  /// Returns the slug of the kind that is called so; nil if a kind has that slug, or if none is called so.
  private static func kind(
    _ text: String, ofRecord type: RecordType, _ editor: RecordEditor
  ) throws(DirectoryError) -> String? {
    let type: RecordType = type == .topic ? .topicKind : .memberKind
    guard try editor.stored(RecordKey(type, text)) == nil else { return nil }
    return try slug(of: text, type, pointer: "/kind", editor)
  }

  private static func vocabulary(_ type: RecordType) -> Vocabulary? {
    switch type {
    case .organisation: nil
    case .office: .offices
    case .contact: .contacts
    case .memberKind: .memberKinds
    case .topicKind: .topicKinds
    case .area: .areas
    case .field: .fields
    case .county: .counties
    case .topic: .topics
    case .member: .members
    }
  }
}

extension DirectoryRecord {
  /// The slug of the member to which a contact or an office belongs.
  fileprivate var owner: String? {
    switch self {
    case .contact(let contact): contact.member
    case .office(let office): office.member
    default: nil
    }
  }
}
