/// One item of an import.
struct ImportItem {
  enum Content {
    /// A whole record, with its `status` if it states one.
    case record(RecordType, JSONValue)
    /// Some fields of a record.
    case row(TableRow)
    case former(JSONValue)
    case fault(DocumentFault)
  }

  /// The line on which it begins; the first is 1.
  let line: Int
  let content: Content
  /// Its place in a spreadsheet, if it is of one.
  let place: TablePlace?

  init(line: Int, content: Content, place: TablePlace? = nil) {
    self.line = line
    self.content = content
    self.place = place
  }

  /// The largest size of an item, in bytes. A record has some thousands; a much larger item is a mistake in
  /// brackets or quotes.
  static let longest = 1 << 20
}

/// Reads the items of an import one by one, so that only one of them is in memory.
protocol ImportItems: AnyObject {
  /// Returns the next item. Returns nil at the end, and after a fault after which the next item can't be
  /// found.
  func next() throws(DirectoryError) -> ImportItem?
}

extension DocumentFault {
  static func malformed(_ message: String) -> DocumentFault {
    DocumentFault(pointer: "", code: .malformed, message: message, hint: "correct the text")
  }

  static let itemTooLong = malformed("one value has more than \(ImportItem.longest) bytes")
}
