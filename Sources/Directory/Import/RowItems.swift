/// Rows of CSV (RFC 4180), as spreadsheets write them: the first names the columns.
final class RowItems: ImportItems {
  private let reader: ByteReader
  private let givenType: RecordType?
  private var header: (type: RecordType, columns: [String])?
  private var delimiter = UInt8(ascii: ",")
  private var hasEnded = false

  init(_ reader: ByteReader, type: RecordType?) {
    self.reader = reader
    givenType = type
  }

  func next() throws(DirectoryError) -> ImportItem? {
    while !hasEnded {
      let line = reader.line
      guard let cells = try row() else { return nil }
      if cells.allSatisfy(\.isEmpty) { continue }
      guard let header else {
        if let fault = readHeader(cells) { return end(line, fault) }
        continue
      }
      guard cells.count == header.columns.count else {
        return ImportItem(
          line: line,
          content: .fault(.malformed("the row has \(cells.count) cells, the first \(header.columns.count)")))
      }
      return ImportItem(
        line: line,
        content: .row(header.type, Array(zip(header.columns, cells.map(Self.unguarded)))))
    }
    return nil
  }

  private func end(_ line: Int, _ fault: DocumentFault) -> ImportItem {
    hasEnded = true
    return ImportItem(line: line, content: .fault(fault))
  }

  private func readHeader(_ cells: [String]) -> DocumentFault? {
    guard let type = givenType ?? Self.type(of: cells) else {
      return DocumentFault(
        pointer: "", code: .unknownValue, message: "the columns do not tell what the rows are",
        hint: "say so: --type member, or ?type=member")
    }
    let known = RowFields.columns(of: type)
    for column in cells where !known.contains(column) {
      let nearest = NearestValues.nearest(to: column, among: known)
      return DocumentFault(
        pointer: "/" + JSONValue.pointerToken(column), code: .unknownField,
        message: "a \(type.rawValue) has no column \"\(column)\"",
        hint: nearest.isEmpty
          ? "the columns are \(known.joined(separator: ", "))"
          : "did you mean \(nearest.joined(separator: ", "))?")
    }
    if Set(cells).count < cells.count { return .malformed("two columns have one name") }
    header = (type, cells)
    return nil
  }

  /// The columns that only one kind of record has.
  private static func type(of columns: [String]) -> RecordType? {
    let has = Set(columns)
    if !has.isDisjoint(with: ["population", "focusAreas", "joined", "topics"]) { return .member }
    if !has.isDisjoint(with: ["role", "emailProtected", "telephone"]) { return .contact }
    if !has.isDisjoint(with: ["host", "postcode", "street"]) { return .office }
    if !has.isDisjoint(with: ["broader", "memberCount"]) { return .topic }
    return nil
  }

  /// Without the apostrophe that keeps a spreadsheet from taking a text for a formula.
  private static func unguarded(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.first == "'", let second = scalars.dropFirst().first, "=+-@".unicodeScalars.contains(second)
    else { return text }
    return String(text.unicodeScalars.dropFirst())
  }

  /// Nil at the end.
  private func row() throws(DirectoryError) -> [String]? {
    guard try reader.peek() != nil else { return nil }
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var seen: Set<UInt8> = []
    while let byte = try reader.next() {
      if isQuoted {
        guard byte == UInt8(ascii: "\"") else {
          if cell.count < longestImportItem { cell.append(byte) }
          continue
        }
        if try reader.peek() == UInt8(ascii: "\"") {
          cell.append(byte)
          _ = try reader.next()
        } else {
          isQuoted = false
        }
      } else if byte == UInt8(ascii: "\""), cell.isEmpty {
        isQuoted = true
      } else if byte == UInt8(ascii: "\n") {
        break
      } else if header == nil, cells.isEmpty, seen.isEmpty, byte == UInt8(ascii: ";") || byte == 0x09 {
        // What parts the first two names parts all cells.
        delimiter = byte
        seen.insert(byte)
        cells.append(String(decoding: cell, as: UTF8.self))
        cell = []
      } else if byte == delimiter {
        seen.insert(byte)
        cells.append(String(decoding: cell, as: UTF8.self))
        cell = []
      } else if byte != UInt8(ascii: "\r") {
        if cell.count < longestImportItem { cell.append(byte) }
      }
    }
    cells.append(String(decoding: cell, as: UTF8.self))
    return cells
  }
}

/// From the cells of a row to a merge patch: what a column does not name stays as it is, and an empty cell
/// takes away.
enum RowFields {
  static func columns(of type: RecordType) -> [String] {
    switch type {
    case .organisation: ["name", "shortName", "region", "summary", "copyrightYear"]
    case .office: ["id", "name", "host", "street", "postcode", "city", "country", "status"]
    case .contact:
      ["id", "name", "role", "email", "telephone", "telephonePrinted", "emailProtected", "office", "status"]
    case .county: ["slug", "name", "shortName", "status"]
    case .topic: ["slug", "kind", "name", "broader", "memberCount", "summary", "status"]
    case .member:
      [
        "slug", "kind", "name", "shortName", "county", "population", "populationApproximate", "joined",
        "left",
        "summary", "focusAreas", "facts", "imageCredit", "topics", "status",
      ]
    }
  }

  /// - Parameter existing: a cell that says of a list what is there already leaves the list alone, however
  ///   its parts would be told apart.
  static func patch(
    _ cells: [(column: String, text: String)], over existing: DirectoryRecord?
  ) -> JSONValue {
    var members: [JSONMember] = []
    func set(_ name: String, _ value: JSONValue) { members.append(JSONMember(name: name, value: value)) }
    let member: DirectoryDocument.Member? = if case .member(let member) = existing { member } else { nil }
    for (column, text) in cells {
      let value: JSONValue = text.isEmpty ? .null : .string(text)
      switch column {
      case "memberCount": break
      case "emailProtected": set(column, flag(text))
      case "copyrightYear": set(column, number(text))
      case "population": set("population", text.isEmpty ? .null : object("value", number(text)))
      case "populationApproximate":
        set("population", text.isEmpty ? .null : object("approximate", flag(text)))
      case "telephone": set("telephone", text.isEmpty ? .null : object("e164", value))
      case "telephonePrinted": set("telephone", text.isEmpty ? .null : object("printed", value))
      case "imageCredit": set("image", text.isEmpty ? .null : object("credit", value))
      case "topics": set(column, list(text.split(separator: " ").map(String.init)))
      case "focusAreas":
        if text != member?.focusAreas.joined(separator: "; ") ?? "" { set(column, list(parts(text))) }
      case "facts":
        if text != member.map(factsText) ?? "" { set(column, .array(parts(text).map(fact))) }
      default: set(column, value)
      }
    }
    // A number is exact unless something says otherwise.
    if member?.population == nil, let given = cells.first(where: { $0.column == "population" }),
      !given.text.isEmpty, !cells.contains(where: { $0.column == "populationApproximate" })
    {
      set("population", object("approximate", .boolean(false)))
    }
    // Two columns may speak of one object.
    return members.reduce(.object([])) { patch, member in
      JSONValue.object([member]).joined(to: patch)
    }
  }

  private static func factsText(_ member: DirectoryDocument.Member) -> String {
    member.facts.map { "\($0.label): \($0.text)" }.joined(separator: "; ")
  }

  private static func parts(_ text: String) -> [String] {
    text.split(separator: ";").map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
  }

  private static func fact(_ text: String) -> JSONValue {
    let pieces = text.split(separator: ":", maxSplits: 1).map(String.init)
    return .object([
      JSONMember(name: "label", value: .string(pieces.first ?? "")),
      JSONMember(
        name: "text", value: .string(String((pieces.count > 1 ? pieces[1] : "").drop { $0 == " " }))),
    ])
  }

  private static func list(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
  private static func object(_ name: String, _ value: JSONValue) -> JSONValue {
    .object([JSONMember(name: name, value: value)])
  }

  /// What is neither is left to the record's own rules to refuse.
  private static func flag(_ text: String) -> JSONValue {
    switch text {
    case "true", "TRUE": .boolean(true)
    case "false", "FALSE": .boolean(false)
    default: .string(text)
    }
  }

  private static func number(_ text: String) -> JSONValue {
    let isPlain = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return (isPlain ? Int(text) : nil).map { .integer($0) } ?? .string(text)
  }
}

extension JSONValue {
  /// Both patches as one.
  fileprivate func joined(to other: JSONValue) -> JSONValue {
    guard case .object(let mine) = self, case .object(var members) = other else { return self }
    for member in mine {
      if let index = members.firstIndex(where: { $0.name == member.name }) {
        members[index].value = member.value.joined(to: members[index].value)
      } else {
        members.append(member)
      }
    }
    return .object(members)
  }
}
