internal import Directory

extension RecordKey {
  /// The key of the record at a path with these parameters; the organisation's path has none.
  init(_ type: RecordType, path: [String]) {
    self = type == .organisation ? .organisation : RecordKey(type, path.first ?? "")
  }

  /// The path parameters of the record's route.
  var path: [String] { type == .organisation ? [] : [slug] }
}
