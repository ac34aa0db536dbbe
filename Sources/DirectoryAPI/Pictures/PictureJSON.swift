internal import Directory

/// The picture of a record, in answers.
enum PictureJSON {
  static func write(_ image: Image, of key: RecordKey, to json: inout JSONWriter) {
    json.field("credit", image.credit ?? "")
    guard !image.sizes.isEmpty else { return }
    json.field("alt", image.alt ?? "")
    json.array("sizes", image.sizes) { json, size in
      json.object {
        $0.field("url", Links.picture(of: key, size))
        $0.field("type", size.type)
        $0.field("width", size.width)
        $0.field("height", size.height)
        $0.field("bytes", size.bytes)
        $0.field("sha256", size.sha256)
      }
    }
  }

  /// Adds the address of each file to the picture of a record, if it has one.
  static func addAddresses(of key: RecordKey, to members: inout [JSONMember]) {
    guard let index = members.firstIndex(where: { $0.name == key.type.imageField }),
      case .object(var image) = members[index].value,
      let sizes = image.firstIndex(where: { $0.name == "sizes" }),
      case .array(let items) = image[sizes].value
    else { return }
    image[sizes].value = .array(
      items.map { item in
        guard case .object(let size) = item, case .string(let sha256)? = item.member("sha256") else {
          return item
        }
        let url = Links.picture(of: key) + "/" + sha256
        return .object([JSONMember(name: "url", value: .string(url))] + size)
      })
    members[index].value = .object(image)
  }

  /// Writes the largest size of a picture in terms of https://schema.org. Writes nothing without one.
  static func writeLinkedData(
    _ image: Image?, as field: StaticString, of key: RecordKey, from source: Provenance,
    to json: inout JSONWriter
  ) {
    guard let image, let size = image.largest else { return }
    json.object(field) {
      $0.field("@type", "ImageObject")
      $0.field("contentUrl", source.id(Links.picture(of: key, size)))
      $0.field("encodingFormat", size.type)
      $0.field("width", size.width)
      $0.field("height", size.height)
      $0.field("caption", image.alt)
      $0.field("creditText", image.credit)
    }
  }
}
