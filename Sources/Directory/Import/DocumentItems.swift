/// The records of a document, read one after the other: the document itself is never in memory.
final class DocumentItems: ImportItems {
  private let reader: ByteReader
  private var state = State.start

  private enum State {
    case start
    /// Before a name of the document, or its end.
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
        guard try skip("{") else { return try fault("a document is an object: it begins with {") }
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

  /// Nil where the name alone says nothing yet.
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
      guard try skip("[") else { return try fault("\(name) is an array") }
      state = .section(section)
      return nil
    }
    let content = try value { value in Self.member(name, value) }
    _ = try skip(",")
    if case .record(.organisation, .null) = content { return nil }
    return ImportItem(line: line, content: content)
  }

  /// Null stands for what needs no more than a look.
  private static func member(_ name: String, _ value: JSONValue) -> ImportItem.Content {
    switch (name, value) {
    case ("organisation", _): .record(.organisation, value)
    case ("format", .string(DirectoryDocument.format)), ("version", .integer(DirectoryDocument.version)):
      .record(.organisation, .null)
    case ("format", _), ("version", _):
      .fault(
        DocumentFault(
          pointer: "/\(name)", code: .unsupportedVersion, message: "this \(name) is another program's",
          hint: "use version \(DirectoryDocument.version) of \"\(DirectoryDocument.format)\""))
    default:
      .fault(
        DocumentFault(
          pointer: "/" + JSONValue.pointerToken(name), code: .unknownField,
          message: "a document has no field \"\(name)\"", hint: "take it out"))
    }
  }

  /// After a fault in the brackets, what follows cannot be told apart.
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

  /// The next value, found by its brackets and quotes alone; what is between them is the parser's part.
  private func value(_ make: (JSONValue) -> ImportItem.Content) throws(DirectoryError) -> ImportItem.Content {
    var text: [UInt8] = []
    var depth = 0
    var isString = false
    var isEscaped = false
    while let byte = try reader.peek() {
      if !isString, depth == 0, !text.isEmpty, [0x2c, 0x5d, 0x7d, 0x3a].contains(byte) { break }
      _ = try reader.next()
      guard text.count < longestImportItem else {
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
      // What stands here is no value: where the next one begins cannot be told.
      state = .end
      return .fault(.malformed("not JSON: \(error.message) (octet \(error.offset) of this value)"))
    }
  }
}
