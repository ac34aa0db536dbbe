/// The rules for a picture of a record.
extension RecordCheck {
  func image(_ image: Image, at pointer: String) {
    if let credit = image.credit {
      values.text(credit, at: pointer + "/credit", limit: DocumentLimits.name)
    }
    if let alt = image.alt {
      values.text(alt, at: pointer + "/alt", limit: DocumentLimits.alternativeText)
    }
    if image.sizes.isEmpty {
      if image.credit == nil || image.alt != nil {
        values.faults.add(
          .missing, at: pointer + "/sizes", "there is no picture",
          hint: "upload one with PUT, or leave out everything but the credit")
      }
    } else if image.alt == nil {
      values.faults.add(
        .missing, at: pointer + "/alt", "\"alt\" is missing",
        hint: "say what the picture shows, for people who can't see it")
    }
    sizes(image.sizes, at: pointer + "/sizes")
  }

  private func sizes(_ sizes: [PictureSize], at pointer: String) {
    if sizes.count > Image.mostSizes {
      values.faults.add(
        .outOfRange, at: pointer, "the picture has \(sizes.count) sizes",
        hint: "use at most \(Image.mostSizes)")
    }
    each(sizes, pointer) { size, pointer in
      if !TextRules.isSHA256(size.sha256) {
        values.faults.add(
          .unknownValue, at: pointer + "/sha256", "\"\(size.sha256)\" isn't a SHA-256",
          hint: "write 64 digits and letters from a to f")
      }
      values.value(size.type, among: Set(PictureSize.types), of: "type of pictures", at: pointer + "/type")
      values.number(size.width, at: pointer + "/width", within: DocumentLimits.pictureSide)
      values.number(size.height, at: pointer + "/height", within: DocumentLimits.pictureSide)
      values.number(size.bytes, at: pointer + "/bytes", within: DocumentLimits.pictureBytes)
    }
    unique(sizes.map { String($0.width) }, at: { "\(pointer)/\($0)/width" })
  }
}

extension TextRules {
  package static func isSHA256(_ text: String) -> Bool {
    text.utf8.count == 64
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
