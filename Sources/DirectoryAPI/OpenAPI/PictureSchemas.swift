internal import Directory

/// Pictures in answers, and as staff write them.
enum PictureSchemas {
  /// - Parameters:
  ///   - example: the address of a file of such a picture.
  ///   - isKept: true if caches may keep the file, since no erasure has to reach it.
  static func image(_ description: String, example: String, isKept: Bool = true) -> Schema {
    .record(
      description,
      [
        .always("credit", .string("The name to print beside the picture. Empty if there is none.")),
        .ifStated("alt", .string("What the picture shows, for people who can't see it.")),
        .ifStated(
          "sizes",
          .array(
            "The same picture in up to \(Image.mostSizes) sizes, the smallest first, for srcset.",
            of: .record("One size.", [url(example, isKept)] + size))),
      ])
  }

  /// A picture is uploaded by itself. What describes it can be changed without uploading it again.
  static let content: Schema = .record(
    "What is said about the picture, which is uploaded by itself. null removes it.",
    [
      .ifStated("credit", .string("The name to print beside the picture.")),
      .ifStated("alt", .string("What the picture shows, for people who can't see it.")),
      .ifStated(
        "sizes",
        .array("The sizes as they are. They are kept if they are left out.", of: .record("One size.", size))),
    ])

  private static func url(_ example: String, _ isKept: Bool) -> Schema.Field {
    let erased = " Ask each time whether it is still there, since a person may be erased."
    return .always(
      "url", .link("The file. Its content never changes." + (isKept ? "" : erased), example: example))
  }

  private static let size: [Schema.Field] = [
    .always("type", .string("The media type.", values: PictureSize.types)),
    .always("width", .integer("The width as it is shown.", of: "pixels", example: 1_200)),
    .always("height", .integer("The height as it is shown.", of: "pixels", example: 800)),
    .always("bytes", .integer("The length of the file.", of: "bytes", example: 150_000)),
    .always("sha256", .string("The SHA-256 of the file.")),
  ]
}
