/// How the characters of a table are written as bytes.
package enum TableEncoding: String, Sendable, Equatable, CaseIterable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case windows1252 = "windows-1252"

  /// The name in messages.
  package var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16LittleEndian, .utf16BigEndian: "UTF-16"
    case .windows1252: "Windows-1252"
    }
  }
}

/// The text of a table in UTF-8. Each line ends in a line feed.
struct TableText {
  let bytes: [UInt8]
  let encoding: TableEncoding

  /// Recognises the encoding of a file and decodes it, so that no letter is lost. Throws the fault of a file
  /// that isn't text, or whose encoding isn't certain.
  init(_ file: [UInt8]) throws(DocumentFault) {
    if let fault = Self.workbook(file) { throw fault }
    if file.starts(with: [0xFF, 0xFE, 0, 0]) || file.starts(with: [0, 0, 0xFE, 0xFF]) {
      throw .notText("the file is UTF-32")
    }
    if let encoding = Self.utf16(file) {
      guard let text = Self.decode(file, bigEndian: encoding == .utf16BigEndian) else {
        throw .notText("the file is UTF-16, but not all of it: it may be cut off or mixed")
      }
      self.init(text: text, encoding)
    } else if let text = Self.validated(file) {
      self.init(text: text, .utf8)
    } else {
      self.init(text: try Windows1252.decode(file), .windows1252)
    }
  }

  private init(text: [UInt8], _ encoding: TableEncoding) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = text.starts(with: mark) ? text[3...] : text[...]
    self.encoding = encoding
    bytes = text.contains(UInt8(ascii: "\r")) ? Self.withLineFeeds(text) : Array(text)
  }

  /// Returns the fault of a file that a spreadsheet program has saved in its own format: a ZIP archive
  /// (.xlsx, .ods), or a compound file (.xls; MS-CFB, section 2.2).
  static func workbook(_ file: [UInt8]) -> DocumentFault? {
    if file.starts(with: [0x50, 0x4B, 3, 4]) {
      return .notText("the file is a workbook (.xlsx or .ods) or another archive, and not a table as text")
    }
    if file.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      return .notText("the file is an old Excel workbook (.xls), and not a table as text")
    }
    return nil
  }

  /// Returns the byte order that the mark states. Without a mark, a file whose first two bytes are an ASCII
  /// character and zero is UTF-16 too.
  private static func utf16(_ file: [UInt8]) -> TableEncoding? {
    guard file.count >= 2 else { return nil }
    switch (file[0], file[1]) {
    case (0xFF, 0xFE): return .utf16LittleEndian
    case (0xFE, 0xFF): return .utf16BigEndian
    case (1..<0x80, 0): return .utf16LittleEndian
    case (0, 1..<0x80): return .utf16BigEndian
    default: return nil
    }
  }

  /// Returns nil if the bytes aren't whole UTF-16.
  private static func decode(_ file: [UInt8], bigEndian: Bool) -> [UInt8]? {
    guard file.count % 2 == 0 else { return nil }
    let units = stride(from: 0, to: file.count, by: 2).lazy.map { index in
      let (first, second) = (UInt16(file[index]), UInt16(file[index + 1]))
      return bigEndian ? first << 8 | second : second << 8 | first
    }
    var decoder = UTF16()
    var iterator = units.makeIterator()
    var text: [UInt8] = []
    text.reserveCapacity(file.count)
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): text += UTF8.encode(scalar).map { Array($0) } ?? []
      case .emptyInput: return text
      case .error: return nil
      }
    }
  }

  /// Returns the bytes if they are UTF-8, and nil if they aren't.
  private static func validated(_ file: [UInt8]) -> [UInt8]? {
    (try? UTF8Span(validating: file.span)) == nil ? nil : file
  }

  /// Old versions of Excel for Mac end lines with a carriage return alone.
  private static func withLineFeeds(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var lines: [UInt8] = []
    lines.reserveCapacity(text.count)
    var isAfterReturn = false
    for byte in text {
      if byte == UInt8(ascii: "\r") {
        lines.append(UInt8(ascii: "\n"))
      } else if byte != UInt8(ascii: "\n") || !isAfterReturn {
        lines.append(byte)
      }
      isAfterReturn = byte == UInt8(ascii: "\r")
    }
    return lines
  }
}

extension DocumentFault {
  /// Creates the fault of a file that isn't text in a known encoding.
  static func notText(_ message: String) -> DocumentFault {
    DocumentFault(
      pointer: "", code: .malformed, message: message,
      hint: "save it as CSV UTF-8: in Excel, File > Save As > CSV UTF-8; in LibreOffice, File > Save As > "
        + "Text CSV with the character set Unicode (UTF-8)")
  }
}
