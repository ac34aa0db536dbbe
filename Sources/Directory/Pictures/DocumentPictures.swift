/// The files that a document names.
package enum DocumentPictures {
  /// Returns their SHA-256, of any form. What follows a fault in the brackets of the document isn't read,
  /// since an import refuses such a document.
  package static func named(in bytes: @escaping ImportBytes) throws(DirectoryError) -> Set<String> {
    let reader = ByteReader(bytes)
    try reader.skipMark()
    let items = DocumentItems(reader)
    var names: Set<String> = []
    while let item = try items.next() {
      guard case .record(let type, let value) = item.content, let field = type.imageField,
        case .array(let sizes)? = value.member(field)?.member("sizes")
      else { continue }
      for size in sizes {
        if case .string(let sha256)? = size.member("sha256") { names.insert(sha256) }
      }
    }
    return names
  }
}
