/// A column of a table that says something of the picture of a record, such as `imageCredit`, `logoAlt` and
/// `portraitUrl`.
package struct PictureColumn {
  package enum Part: String, CaseIterable {
    case credit = "Credit"
    case alt = "Alt"
    /// The address of the largest size, which is only read.
    case url = "Url"
  }

  /// The field of the record, `image`.
  let field: String
  package let part: Part

  /// Creates the column with a name; nil if it says nothing of a picture.
  init?(_ name: String, of type: RecordType) {
    guard let field = type.imageField, name.hasPrefix(field),
      let part = Part(rawValue: String(name.dropFirst(field.count)))
    else { return nil }
    self.field = field
    self.part = part
  }

  static func names(of type: RecordType) -> [String] {
    type.imageField.map { field in Part.allCases.map { field + $0.rawValue } } ?? []
  }

  /// Returns the column of a place in a record, `/image/alt`; nil if the place isn't in its picture.
  static func name(_ pointer: String, of type: RecordType) -> String? {
    guard let field = type.imageField else { return nil }
    if pointer == "/\(field)" { return field + Part.credit.rawValue }
    return [Part.credit, .alt].first { pointer == "/\(field)/\($0.rawValue.lowercased())" }
      .map { field + $0.rawValue }
  }

  /// Returns the text of a cell that an import reads.
  func text(of image: Image?) -> String? {
    switch part {
    case .credit: image?.credit
    case .alt: image?.alt
    case .url: nil
    }
  }
}
