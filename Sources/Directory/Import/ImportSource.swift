/// Where the octets of an import come from, a stretch at a time; an empty one is the end.
package typealias ImportBytes = () throws(DirectoryError) -> [UInt8]

/// One thing that an import holds.
struct ImportItem {
  enum Content {
    /// A whole record, with its `status` where it says one.
    case record(RecordType, JSONValue)
    case row(RecordType, [(column: String, text: String)])
    case former(JSONValue)
    case fault(DocumentFault)
  }

  /// The line that it begins on, from 1.
  let line: Int
  let content: Content
}

/// Gives the items one by one, so that memory holds one of them.
protocol ImportItems: AnyObject {
  func next() throws(DirectoryError) -> ImportItem?
}

/// Octets one by one, counted in lines.
final class ByteReader {
  private let more: ImportBytes
  private var buffer: [UInt8] = []
  private var position = 0
  private(set) var line = 1

  init(_ more: @escaping ImportBytes) { self.more = more }

  func peek() throws(DirectoryError) -> UInt8? {
    if position == buffer.count {
      buffer = try more()
      position = 0
    }
    return position < buffer.count ? buffer[position] : nil
  }

  func next() throws(DirectoryError) -> UInt8? {
    guard let byte = try peek() else { return nil }
    position += 1
    if byte == UInt8(ascii: "\n") { line += 1 }
    return byte
  }

  /// U+FEFF, which spreadsheets put first.
  func skipMark() throws(DirectoryError) {
    guard try peek() == 0xEF else { return }
    for _ in 0..<3 { _ = try next() }
  }
}

/// A record is a few thousand octets; a hundred times that is a mistake in the brackets or the quotes.
let longestImportItem = 1 << 20

extension DocumentFault {
  static func malformed(_ message: String) -> DocumentFault {
    DocumentFault(pointer: "", code: .malformed, message: message, hint: "correct the text")
  }

  static let itemTooLong = malformed("more than \(longestImportItem) octets belong together here")
}

/// One JSON object a line.
final class LineItems: ImportItems {
  /// The type of a line that is no record, but tells what became of one.
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
      if text.count <= longestImportItem { text.append(byte) }
    }
    return (text, line)
  }

  private static func content(_ text: [UInt8]) -> ImportItem.Content {
    guard text.count <= longestImportItem else { return .fault(.itemTooLong) }
    let value: JSONValue
    do throws(JSONError) { value = try JSONParser.parse(text) } catch {
      return .fault(.malformed("not JSON: \(error.message) (octet \(error.offset))"))
    }
    guard case .object(var members) = value, let index = members.firstIndex(where: { $0.name == "type" }),
      case .string(let name) = members.remove(at: index).value, let type = RecordType(rawValue: name)
    else { return formerSlug(value) ?? .fault(typeFault) }
    return .record(type, .object(members))
  }

  private static var typeFault: DocumentFault {
    let types = RecordType.allCases.map(\.rawValue) + [formerSlugType]
    return DocumentFault(
      pointer: "/type", code: .unknownValue, message: "the line does not say what it is",
      hint: "give it a type: one of \(types.joined(separator: ", "))")
  }

  /// Says with `of` what a document says with `type`, which here says what the line is.
  private static func formerSlug(_ value: JSONValue) -> ImportItem.Content? {
    guard case .object(var members) = value,
      let type = members.firstIndex(where: { $0.name == "type" }),
      members.remove(at: type).value == .string(formerSlugType)
    else { return nil }
    guard let of = members.firstIndex(where: { $0.name == "of" }) else {
      return .fault(
        DocumentFault(
          pointer: "/of", code: .missing, message: "the line does not say what the slug was of",
          hint: "use \(FormerSlug.Kind.allCases.map(\.rawValue).joined(separator: ", "))"))
    }
    members[of].name = "type"
    return .former(.object(members))
  }
}
