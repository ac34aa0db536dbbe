internal import Directory

extension Links {
  /// Returns the path of the picture of a record: `/members/oslo/image`.
  static func picture(of key: RecordKey) -> String { record(key) + "/" + (key.type.imageField ?? "") }

  /// Returns the path of one size of a picture, which names its content, so that it never shows another one.
  static func picture(of key: RecordKey, _ size: PictureSize) -> String {
    picture(of: key) + "/" + size.sha256
  }
}
