internal import Directory

/// The columns of a picture in CSV and in text tables.
enum PictureColumns {
  /// Returns the columns of credit, alternative text and address, in this order.
  ///
  /// - Parameter type: a type of records that have a picture.
  static func of<Item>(
    _ type: RecordType, _ image: @escaping @Sendable (Item) -> Image?,
    key: @escaping @Sendable (Item) -> RecordKey
  ) -> [RecordPresentation<Item>.Column] {
    PictureColumn.Part.allCases.map { part in
      let field = type.imageField ?? ""
      return .init(field + part.rawValue, of: field, isShort: false) { item in
        let image = image(item)
        return switch part {
        case .credit: .text(image?.credit)
        case .alt: .text(image?.alt)
        case .url: .text(image?.largest.map { Links.picture(of: key(item), $0) })
        }
      }
    }
  }
}
