/// Reads NDJSON: one JSON object a line.
final class LineItems: ImportItems {
  /// The `type` of a line that holds a former slug.
  static let formerSlugType = "formerSlug"

  private let reader: ByteReader

  init(_ reader: ByteReader) { self.reader = reader }

  func next() throws(DirectoryError) -> ImportItem? {
    while let (text, line) = try readLine() {
      if text.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }) { continue }
      return ImportItem(line: line, content: Self.content(text))
    }
    return nil
  }

  private func readLine() throws(DirectoryError) -> ([UInt8], Int)? {
    let line = reader.line
    guard try reader.peek() != nil else { return nil }
    var text: [UInt8] = []
    while let byte = try reader.next(), byte != UInt8(ascii: "\n") {
      if text.count <= ImportItem.longest { text.append(byte) }
    }
    return (text, line)
  }

  private static func content(_ text: [UInt8]) -> ImportItem.Content {
    guard text.count <= ImportItem.longest else { return .fault(.itemTooLong) }
    let value: JSONValue
    do throws(JSONError) { value = try JSONParser.parse(text) } catch {
      return .fault(.malformed("not JSON: \(error.message) (byte \(error.offset))"))
    }
    guard case .object(var members) = value, let index = members.firstIndex(where: { $0.name == "type" }),
      case .string(let name) = members.remove(at: index).value, let type = RecordType(rawValue: name)
    else { return formerSlug(value) ?? .fault(typeFault) }
    return .record(type, .object(members))
  }

  private static var typeFault: DocumentFault {
    let types = RecordType.allCases.map(\.rawValue) + [formerSlugType]
    return DocumentFault(
      pointer: "/type", code: .unknownValue, message: "the line states no known type",
      hint: "add a type: one of \(types.joined(separator: ", "))")
  }

  /// Reads a former slug. A line has `of` for what a document calls `type`, since `type` is the type of the
  /// line.
  private static func formerSlug(_ value: JSONValue) -> ImportItem.Content? {
    guard case .object(var members) = value,
      let type = members.firstIndex(where: { $0.name == "type" }),
      members.remove(at: type).value == .string(formerSlugType)
    else { return nil }
    guard let of = members.firstIndex(where: { $0.name == "of" }) else {
      return .fault(
        DocumentFault(
          pointer: "/of", code: .missing, message: "the line doesn't state which type of record had the slug",
          hint: "add of: one of \(FormerSlug.Kind.allCases.map(\.rawValue).joined(separator: ", "))"))
    }
    members[of].name = "type"
    return .former(.object(members))
  }
}
