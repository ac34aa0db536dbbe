internal import Directory
internal import HTTPCore
internal import Pictures

extension ProblemTable {
  func picture(_ refusal: PictureRefusal) -> ProblemEntry {
    switch refusal {
    case .file(let error): return Self.file(error)
    case .otherType(let stated, let found):
      return ProblemEntry(
        .unsupportedMediaType, "other-picture-type",
        "Content-Type says \(stated.name), but the file is a \(found.name). "
          + "Send image/\(found.rawValue), or leave Content-Type out.")
    case .noAlternativeText:
      return ProblemEntry(
        .unprocessableContent, "missing-alternative-text",
        "The parameter alt is missing: what the picture shows, for people who can't see it. "
          + "With curl, add --url-query 'alt=…'.")
    case .tooManySizes:
      return ProblemEntry(
        .conflict, "too-many-sizes",
        "The picture has \(Image.mostSizes) sizes already. PUT replaces all of them; POST one with the same width "
          + "replaces that one.")
    case .noPicture(let key):
      return ProblemEntry(
        .notFound, "unknown-picture",
        "The \(Self.name(of: key)) has no picture. PUT one first.")
    case .tooManyUploads:
      return ProblemEntry(
        .serviceUnavailable, "too-many-uploads", "Many pictures are being uploaded at the moment."
      ).sending("Retry-After", Self.retrySoon)
    }
  }

  /// Returns the sentences that say why a file isn't accepted.
  static func detail(of error: PictureError) -> String { file(error).problem.detail }

  private static func file(_ error: PictureError) -> ProblemEntry {
    switch error {
    case .notAPicture(let format):
      return ProblemEntry(.unsupportedMediaType, "unsupported-picture", detail(of: format))
        .sending("Accept", "image/jpeg, image/png, image/webp")
    case .empty: return invalid("The content is empty. Send the file of a picture.")
    case .truncated(let type):
      return invalid("The file ends before the \(type.name) does. Send the whole file.")
    case .malformed(let type, let reason):
      return invalid(
        "The file isn't a valid \(type.name): \(reason). Save the picture again with another program.")
    case .animated(let type):
      return invalid("The \(type.name) is animated. Send a picture that doesn't move.")
    case .turned(let type):
      return invalid(
        "The metadata of the \(type.name) say that it has to be turned, which not all programs do. "
          + "Turn the picture itself, or send a JPEG.")
    case .tooLarge(let width, let height):
      return invalid(
        "The picture has \(width) × \(height) pixels. It may have \(Picture.longestSide) on each side and "
          + "\(Picture.mostPixels / 1_000_000) million altogether.")
    case .unsupported(let type, let reason):
      return invalid(
        "Browsers don't show this form of \(type.name): \(reason). Save the picture as a usual one.")
    }
  }

  private static func invalid(_ detail: String) -> ProblemEntry {
    ProblemEntry(.unprocessableContent, "invalid-picture", detail)
  }

  private static func detail(of format: OtherFormat?) -> String {
    switch format {
    case .svg: "\(svg) Send a PNG or WebP that was made from it."
    case .page: "The content is HTML or XML, and not a picture. Send a JPEG, PNG or WebP."
    case .gif, .bmp, .tiff, .heif, .pdf:
      "The file is in the format \(format?.rawValue ?? ""), which not all browsers show as a picture. "
        + "Send a JPEG, PNG or WebP."
    case nil: "The file is in no format that is known here. Send a JPEG, PNG or WebP."
    }
  }

  /// Why there are no pictures in SVG.
  static let svg = "SVG isn't accepted, since an SVG can contain scripts and load other files."

  private static func name(of key: RecordKey) -> String {
    key.type == .organisation ? "organisation" : "\(key.type.noun) \(quoted(key.slug))"
  }

  func noSuchPicture(_ key: RecordKey, hasPicture: Bool) -> ProblemEntry {
    ProblemEntry(
      .notFound, "unknown-picture",
      "The \(Self.name(of: key)) has no \(hasPicture ? "such picture; it may have been replaced" : "picture"). "
        + "GET \(Links.record(key)) has the addresses of its pictures."
    ).with("href", Links.record(key))
  }
}
