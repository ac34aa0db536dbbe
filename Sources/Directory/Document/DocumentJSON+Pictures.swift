/// Pictures as JSON, in documents and in the database. The files themselves are elsewhere.
extension DocumentJSON {
  static func image(_ fields: FieldReader) -> Image {
    Image(
      credit: fields.optionalString("credit"), alt: fields.optionalString("alt"),
      sizes: fields.optionalObjects("sizes", size))
  }

  private static func size(_ fields: FieldReader) -> PictureSize {
    PictureSize(
      sha256: fields.string("sha256"), type: fields.string("type"), width: fields.integer("width"),
      height: fields.integer("height"), bytes: fields.integer("bytes"))
  }

  static func json(_ image: Image) -> JSONValue {
    object([
      "credit": string(image.credit), "alt": string(image.alt), "sizes": array(image.sizes, json),
    ])
  }

  private static func json(_ size: PictureSize) -> JSONValue {
    object([
      "sha256": .string(size.sha256), "type": .string(size.type), "width": .integer(size.width),
      "height": .integer(size.height), "bytes": .integer(size.bytes),
    ])
  }

  /// Returns the picture as a store keeps it; nil without one.
  package static func text(of image: Image?) -> String? { image.map { json($0).compactText } }

  /// Reads what `text(of:)` returned. Throws `damaged` for any other text.
  package static func image(fromStored text: String) throws(DirectoryError) -> Image {
    let faults = FaultList()
    let fields = FieldReader(try value(ofStored: text), at: "", faults: faults)
    let image = image(fields)
    fields.refuseTheRest()
    if let fault = faults.faults.first {
      throw .damaged("a stored picture has a fault at \(fault.pointer): \(fault.message)")
    }
    return image
  }
}
