/// Imports many records in one edit, all of them or none. A record that exists already is replaced; records
/// that the import doesn't contain stay as they are.
package struct RecordImport {
  /// The import stops at this many faults, which are enough to see what is wrong.
  package static let mostFaults = 1000

  private let items: any ImportItems
  private let author: Author
  /// Whether topics, kinds and areas that don't exist are made.
  private let createsMissing: Bool
  /// Whether they are made now, since no other record of the import is one of them.
  private var isCreating = false
  private let changed: (ImportChange) -> Void
  private var summary = ImportSummary()
  private var deferred: [ImportItem] = []
  /// What the faults of the summary refer to, in the same order.
  private var references: [FaultReference] = []
  /// The items that are taken for the last time, and wait for one another.
  private var stuck = ParentCycle([])
  /// The lines of the items that were identified by their names.
  private var named: [RecordKey: Int] = [:]

  /// - Parameters:
  ///   - type: the type of the rows of CSV, if their columns don't show it.
  ///   - columns: what is said about the columns of CSV.
  ///   - createsMissing: whether topics, kinds and areas are made that records refer to and that don't exist.
  ///   - changed: called for each record that the import changes.
  package init(
    _ format: TransferFormat, type: RecordType? = nil, columns: ColumnChoices = ColumnChoices(),
    createsMissing: Bool = false, from bytes: @escaping ImportBytes, by author: Author,
    changed: @escaping (ImportChange) -> Void = { _ in }
  ) {
    let reader = ByteReader(bytes)
    items =
      switch format {
      case .json: DocumentItems(reader)
      case .ndjson: LineItems(reader)
      case .csv: RowItems(bytes, type: type, columns)
      }
    self.author = author
    self.createsMissing = createsMissing
    self.changed = changed
    if format != .csv { try? reader.skipMark() }
  }

  package mutating func run(with editor: RecordEditor) throws(DirectoryError) -> ImportSummary {
    if let rows = items as? RowItems {
      rows.fields = try editor.definedFields()
      rows.language = try editor.reader.organisation()?.languages.first
    }
    while summary.faults.count < Self.mostFaults, let item = try items.next() {
      try take(item, mayWait: true, editor)
    }
    // A record that refers to one further down is written after that one. A chain of such records takes
    // rounds.
    var waiting = -1
    while !deferred.isEmpty {
      let round = deferred
      deferred = []
      let isStuck = round.count == waiting
      let isLast = isStuck && (isCreating || !createsMissing)
      if isStuck { isCreating = createsMissing }
      waiting = round.count
      stuck = ParentCycle(isStuck ? round : [])
      for item in round where summary.faults.count < Self.mostFaults {
        try take(item, mayWait: !isLast, editor)
      }
    }
    summary.table = (items as? RowItems)?.description
    // Those of records that waited for others come last, but people correct a file from its beginning.
    let consequences = FaultReference.consequences(among: references)
    let faults = summary.faults.enumerated().filter { !consequences.contains($0.offset) }
    summary.faults = faults.sorted { one, other in
      (one.element.line, one.element.place?.column ?? 0, one.offset)
        < (other.element.line, other.element.place?.column ?? 0, other.offset)
    }.map(\.element)
    return summary
  }

  private mutating func take(
    _ item: ImportItem, mayWait: Bool, _ editor: RecordEditor
  ) throws(DirectoryError) {
    do throws(DirectoryError) {
      switch item.content {
      case .fault(let fault): note([fault], of: item)
      case .former(let value): try save(try DocumentJSON.former(from: value), item.line, editor)
      case .record(let type, let value):
        let named = try identified(type, value, item.line, editor)
        try save(type, try editor.keepingPicture(type, named), item.line, editor)
      case .row(let row):
        let existing = try existing(row, item.line, editor)
        let base = existing.map { $0.record.json(as: row.type) } ?? .object([])
        let (patch, faults) = RowFields.patch(
          row, over: existing?.record, fields: row.type == .member ? try editor.definedFields() : [])
        let named = try ImportName.referring(patch, of: row.type, editor)
        let merged = base.mergedByName(with: try editor.placing(named, over: existing?.record))
        // The record with the name of the row was looked for already.
        let value = existing == nil ? try new(row.type, merged, item.line, editor) : merged
        try save(row.type, value, item.line, editor, faults: faults)
        note(row, item.line, existing?.record)
      }
    } catch {
      switch error {
      case .invalidRecord(let faults):
        if mayWait, faults.contains(where: { $0.code == .unknownReference || $0.isOfKind }) {
          deferred.append(item)
        } else {
          note(stuck.explaining(faults, of: item), of: item)
        }
      case .stillReferenced: note([.malformed("\(error)")], of: item)
      default: throw error
      }
    }
  }

  /// Notes the alternative texts in a row whose record has no picture. A table may come from a directory in
  /// which it has one, so that they aren't faults.
  private mutating func note(_ row: TableRow, _ line: Int, _ existing: DirectoryRecord?) {
    guard existing?.image?.sizes.isEmpty != false else { return }
    for cell in row.cells where !cell.text.isEmpty && summary.notes.count < ImportSummary.mostNotes {
      guard PictureColumn(cell.field, of: row.type)?.part == .alt else { continue }
      summary.notes.append(
        ImportNote(
          line: line, place: cell.place,
          message: "the text was left out, since the record has no picture; upload one first"))
    }
  }

  /// Saves a record. Throws `invalidRecord` with all its faults.
  ///
  /// - Parameter faults: faults that are known already.
  private mutating func save(
    _ type: RecordType, _ value: JSONValue, _ line: Int, _ editor: RecordEditor, faults: [DocumentFault] = []
  ) throws(DirectoryError) {
    do throws(DirectoryError) { try saveOne(type, value, line, editor, faults) } catch {
      guard isCreating, case .invalidRecord(let faults) = error else { throw error }
      let missing = try MissingRecords.needed(for: faults, of: type, value, editor)
      for record in missing { try save(record.key.type, DocumentJSON.json(record), line, editor) }
      // What was named is referred to by the slug that it got.
      let named = try ImportName.referring(value, of: type, editor)
      guard !missing.isEmpty || named != value else { throw error }
      try saveOne(type, named, line, editor, [])
    }
  }

  private mutating func saveOne(
    _ type: RecordType, _ value: JSONValue, _ line: Int, _ editor: RecordEditor, _ faults: [DocumentFault]
  ) throws(DirectoryError) {
    var faults = faults
    let (value, status) = Self.status(from: value, &faults)
    let (read, others) = DocumentJSON.read(type, from: value)
    faults.addElsewhere(others)
    if !faults.isEmpty {
      let checked = StoredRecord(read, status ?? .published)
      faults.addElsewhere(try editor.faults(of: checked, over: nil))
      throw .invalidRecord(faults)
    }
    let record = try editor.settled(read)
    let before = try editor.stored(record.key)
    let after = StoredRecord(record, status ?? before?.status ?? .published)
    guard before != after else { return summary.unchanged += 1 }
    try editor.save(after, by: try importAuthor(editor))
    noteWrite(record.key, at: line, from: before.map { DocumentJSON.json($0) }, to: DocumentJSON.json(after))
  }

  private mutating func save(
    _ former: FormerSlug, _ line: Int, _ editor: RecordEditor
  ) throws(DirectoryError) {
    let before = try editor.former(former.type, slug: former.slug)
    guard before != former else { return summary.unchanged += 1 }
    try editor.replace(before, by: former, try importAuthor(editor))
    noteWrite(
      former.type.key(former.slug), at: line, isFormerSlug: true, from: before.map { DocumentJSON.json($0) },
      to: DocumentJSON.json(former))
  }

  /// Counts a write and notes what it has changed. `before` is nil for what the write has created.
  private mutating func noteWrite(
    _ key: RecordKey?, at line: Int, isFormerSlug: Bool = false, from before: JSONValue?, to after: JSONValue
  ) {
    if before == nil { summary.created += 1 } else { summary.updated += 1 }
    guard let key else { return }
    changed(
      ImportChange(
        line: line, key: key, isFormerSlug: isFormerSlug, isNew: before == nil,
        changes: (before ?? .object([])).changes(to: after)))
  }

  /// Returns the author of the import's writes. The import gets its number with the first of them.
  private mutating func importAuthor(_ editor: RecordEditor) throws(DirectoryError) -> Author {
    if summary.id == nil { summary.id = try editor.beginImport(by: author) }
    return Author(name: author.name, batch: summary.id)
  }

  /// Returns the record that a row changes: the one with its slug, or without a slug the one with its name.
  private mutating func existing(
    _ row: TableRow, _ line: Int, _ editor: RecordEditor
  ) throws(DirectoryError) -> StoredRecord? {
    guard let field = row.type.slugField else { return try editor.stored(.organisation) }
    if let slug = row.text(field), !slug.isEmpty {
      return try editor.stored(try editor.settled(RecordKey(row.type, slug)))
    }
    var owner = row.type == .member ? nil : row.text("member").flatMap { $0.isEmpty ? nil : $0 }
    if let text = owner, !TextRules.isSlug(text) {
      owner = try ImportName.slug(of: text, .member, pointer: "/member", editor)
    }
    guard let name = row.text("name"),
      let slug = try ImportName.slug(of: name, row.type, at: owner, editor)
    else { return nil }
    return try editor.stored(try noteName(RecordKey(row.type, slug), line))
  }

  /// Returns the record with a slug. An item without a slug is the record with its name, or a new one.
  private mutating func identified(
    _ type: RecordType, _ value: JSONValue, _ line: Int, _ editor: RecordEditor
  ) throws(DirectoryError) -> JSONValue {
    guard let field = type.slugField, value.member(field) == nil,
      case .string(let name)? = value.member("name"), !name.isEmpty
    else { return value }
    var owner: String?
    if case .string(let slug)? = value.member("member") { owner = slug }
    let slug = try ImportName.slug(of: name, type, at: owner, editor)
    return try new(type, value, called: slug, line, editor)
  }

  /// Returns a record that states no slug with one: the given one, or else one that is made of its name. If
  /// there is only one kind of members, such a member needs no kind.
  private mutating func new(
    _ type: RecordType, _ value: JSONValue, called slug: String? = nil, _ line: Int, _ editor: RecordEditor
  ) throws(DirectoryError) -> JSONValue {
    guard let field = type.slugField, case .object(var members) = value, members.value(of: field) == nil,
      case .string(let name)? = members.value(of: "name"), !name.isEmpty
    else { return value }
    if type == .member, members.value(of: "kind") == nil {
      let kinds = try editor.reader.vocabulary(.memberKinds)
      if kinds.count == 1 { members.append(JSONMember(name: "kind", value: .string(kinds[0]))) }
    }
    let slug = if let slug { slug } else { try NewSlug.make(of: type, from: name, with: editor) }
    _ = try noteName(RecordKey(type, slug), line)
    return .object([JSONMember(name: field, value: .string(slug))] + members)
  }

  /// Throws `invalidRecord` if another item was identified by the same name: two records that have the same
  /// name must not become one.
  private mutating func noteName(_ key: RecordKey, _ line: Int) throws(DirectoryError) -> RecordKey {
    let first = named[key] ?? line
    guard first == line else {
      throw .invalidRecord([
        DocumentFault(
          pointer: "/name", code: .duplicate, message: "line \(first) has the same name and no slug either",
          hint: "give both a \(key.type.slugField ?? "slug"), or remove one")
      ])
    }
    named[key] = line
    return key
  }

  private mutating func note(_ faults: [DocumentFault], of item: ImportItem) {
    let noted: [ImportFault]
    if case .row(let row) = item.content {
      noted = row.placed(faults, line: item.line)
    } else {
      noted = faults.map { ImportFault(line: item.line, fault: $0, place: item.place) }
    }
    summary.faults += noted
    references += noted.map { FaultReference(of: $0.fault, in: item.content) }
  }

  /// Returns the fields without `status`, and the status if the fields state one. Adds the fault of a status
  /// that doesn't exist.
  private static func status(
    from value: JSONValue, _ faults: inout [DocumentFault]
  ) -> (JSONValue, RecordStatus?) {
    do throws(DirectoryError) { return try RecordStatus.taken(from: value) } catch {
      if case .invalidRecord(let found) = error { faults += found }
      guard case .object(let members) = value else { return (value, nil) }
      return (.object(members.filter { $0.name != "status" }), nil)
    }
  }
}

extension DocumentFault {
  /// Whether there is no kind such as that of the record.
  fileprivate var isOfKind: Bool { code == .unknownValue && pointer == "/kind" }
}

extension [DocumentFault] {
  /// Adds the faults at other places than those that have one.
  fileprivate mutating func addElsewhere(_ others: [DocumentFault]) {
    let places = map(\.pointer)
    self += others.filter { other in
      !places.contains { other.pointer == $0 || other.pointer.hasPrefix($0 + "/") }
    }
  }
}
