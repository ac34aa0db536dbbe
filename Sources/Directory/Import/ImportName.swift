/// Finds records by their names, for items of an import that have no slug.
enum ImportName {
  /// Returns the slug of the record that is called so, in small or capital letters; nil if there is none.
  /// Throws `invalidRecord` if several are.
  static func slug(
    of name: String, _ type: RecordType, _ editor: RecordEditor
  ) throws(DirectoryError) -> String? {
    let wanted = name.lowercased()
    func isCalledSo(_ slug: String) throws(DirectoryError) -> Bool {
      try editor.stored(RecordKey(type, slug))?.record.name.lowercased() == wanted
    }
    // Most slugs are made of the name, so this finds nearly all, drafts too.
    let likely = NewSlug.words(of: name)
    if !likely.isEmpty, try isCalledSo(likely) { return likely }
    guard let vocabulary = vocabulary(type) else { return nil }
    var found: [String] = []
    for known in try editor.reader.knownValues(vocabulary, like: name).values where known.isNamed(name) {
      if try isCalledSo(known.value) { found.append(known.value) }
    }
    guard found.count > 1 else { return found.first }
    throw .invalidRecord([
      DocumentFault(
        pointer: "/name", code: .duplicate,
        message: "\(found.count) records are called \"\(name)\": \(found.prefix(3).joined(separator: ", "))",
        hint: "add the \(type.slugField ?? "slug") of the one that is meant")
    ])
  }

  /// Returns the patch of a row with slugs in place of the names of the records to which it refers. People
  /// know members and offices by name, and a name is rarely a slug.
  static func referring(
    _ patch: JSONValue, of type: RecordType, _ editor: RecordEditor
  ) throws(DirectoryError) -> JSONValue {
    guard case .object(var members) = patch else { return patch }
    let referred: [String: RecordType] = ["member": .member, "office": .office, "county": .county]
    for index in members.indices {
      guard let type = referred[members[index].name], case .string(let text) = members[index].value,
        !TextRules.isSlug(text), let slug = try slug(of: text, type, editor)
      else { continue }
      members[index].value = .string(slug)
    }
    return .object(members)
  }

  private static func vocabulary(_ type: RecordType) -> Vocabulary? {
    switch type {
    case .organisation: nil
    case .office: .offices
    case .contact: .contacts
    case .memberKind: .memberKinds
    case .topicKind: .topicKinds
    case .county: .counties
    case .topic: .topics
    case .member: .members
    }
  }
}
