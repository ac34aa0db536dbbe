/// Reads the records of a document one by one, so that the document as a whole is never in memory.
final class DocumentItems: ImportItems {
  private let reader: ByteReader
  private var state = State.start

  private enum State {
    case start
    /// Before the name of a member of the document, or before its end.
    case names
    case section(Section)
    case end
  }

  private enum Section {
    case records(RecordType)
    case formers

    init?(_ name: String) {
      switch name {
      case "offices": self = .records(.office)
      case "contacts": self = .records(.contact)
      case "memberKinds": self = .records(.memberKind)
      case "topicKinds": self = .records(.topicKind)
      case "areas": self = .records(.area)
      case "fields": self = .records(.field)
      case "counties": self = .records(.county)
      case "topics": self = .records(.topic)
      case "members": self = .records(.member)
      case "formerSlugs": self = .formers
      default: return nil
      }
    }
  }

  init(_ reader: ByteReader) { self.reader = reader }

  func next() throws(DirectoryError) -> ImportItem? {
    while true {
      switch state {
      case .start:
        guard try skip("{") else { return try fault("a document begins with {") }
        state = .names
      case .names:
        if let item = try name() { return item }
      case .section(let section):
        if try skip("]") {
          state = .names
          _ = try skip(",")
          continue
        }
        let line = try lineOfNext()
        let item = try value { value in
          switch section {
          case .records(let type): .record(type, value)
          case .formers: .former(value)
          }
        }
        _ = try skip(",")
        return ImportItem(line: line, content: item)
      case .end: return nil
      }
    }
  }

  /// Returns nil if the name alone makes no item.
  private func name() throws(DirectoryError) -> ImportItem? {
    if try skip("}") {
      state = .end
      try skipSpace()
      guard try reader.peek() != nil else { return nil }
      return try fault("something follows the document")
    }
    let line = try lineOfNext()
    guard try reader.peek() == UInt8(ascii: "\"") else { return try fault("a name in quotes is missing") }
    var name = ""
    _ = try value { value in
      if case .string(let text) = value { name = text }
      return .record(.organisation, value)
    }
    guard try skip(":") else { return try fault("a colon is missing") }
    if let section = Section(name) {
      guard try skip("[") else { return try fault("the value of \(name) must be an array") }
      state = .section(section)
      return nil
    }
    let content = try value { value in Self.member(name, value) }
    _ = try skip(",")
    if case .record(.organisation, .null) = content { return nil }
    return ImportItem(line: line, content: content)
  }

  /// Returns the organisation `null` for a member that is correct and holds no record.
  private static func member(_ name: String, _ value: JSONValue) -> ImportItem.Content {
    switch (name, value) {
    case ("organisation", _): .record(.organisation, value)
    case ("format", .string(DirectoryDocument.format)): .record(.organisation, .null)
    case ("version", .integer(let version)) where DirectoryDocument.versions.contains(version):
      .record(.organisation, .null)
    case ("format", _), ("version", _):
      .fault(
        DocumentFault(
          pointer: "/\(name)", code: .unsupportedVersion, message: "this \(name) isn't supported",
          hint: DirectoryDocument.versionHint))
    default:
      .fault(
        DocumentFault(
          pointer: JSONPointer.child(name), code: .unknownField,
          message: "a document has no field \"\(name)\"", hint: "remove it"))
    }
  }

  /// Ends the import, because the start of the next item can't be found after a fault in the brackets.
  private func fault(_ message: String) throws(DirectoryError) -> ImportItem {
    let item = ImportItem(line: reader.line, content: .fault(.malformed(message)))
    state = .end
    return item
  }
}

extension DocumentItems {
  private func skipSpace() throws(DirectoryError) {
    while let byte = try reader.peek(), [0x20, 0x09, 0x0a, 0x0d].contains(byte) { _ = try reader.next() }
  }

  private func lineOfNext() throws(DirectoryError) -> Int {
    try skipSpace()
    return reader.line
  }

  private func skip(_ character: Unicode.Scalar) throws(DirectoryError) -> Bool {
    try skipSpace()
    guard let byte = try reader.peek(), UInt32(byte) == character.value else { return false }
    _ = try reader.next()
    return true
  }

  /// Reads the next value. Only brackets and quotes are used to find its end; the parser checks what is
  /// between them.
  private func value(_ make: (JSONValue) -> ImportItem.Content) throws(DirectoryError) -> ImportItem.Content {
    var text: [UInt8] = []
    var depth = 0
    var isString = false
    var isEscaped = false
    while let byte = try reader.peek() {
      if !isString, depth == 0, !text.isEmpty, [0x2c, 0x5d, 0x7d, 0x3a].contains(byte) { break }
      _ = try reader.next()
      guard text.count < ImportItem.longest else {
        state = .end
        return .fault(.itemTooLong)
      }
      text.append(byte)
      if isString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isString = false
        }
      } else if byte == UInt8(ascii: "\"") {
        isString = true
      } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
        depth += 1
      } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
        depth -= 1
        if depth == 0 { break }
      }
    }
    do throws(JSONError) { return make(try JSONParser.parse(text)) } catch {
      // The start of the next value can't be found.
      state = .end
      return .fault(.malformed("not JSON: \(error.message) (byte \(error.offset) of this value)"))
    }
  }
}
