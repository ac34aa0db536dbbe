internal import Directory

/// The routes of pictures: one for the picture of a record, and one for each of its files.
extension Route {
  /// - Parameter summary: what the picture is, such as "the picture of this member".
  convenience init(
    pictureOf type: RecordType, _ relation: StaticString, _ pattern: String, _ summary: String,
    by role: Role = .editor
  ) {
    self.init(
      relation, .read, pattern, summary + ", in its largest size", yielding: .picture, offers: .picture,
      handler: .picture(type), writes: .picturing(type, by: role))
  }

  convenience init(
    fileOfPictureOf type: RecordType, _ relation: StaticString, _ pattern: String, _ summary: String
  ) {
    self.init(
      relation, .read, pattern, "one size of " + summary, yielding: .picture, offers: .picture,
      handler: .picture(type))
  }
}
