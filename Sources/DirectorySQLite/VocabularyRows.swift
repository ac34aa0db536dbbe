internal import Directory
internal import SQLite

extension Connection {
  /// Read when a value was not found, and by the API's schema: never on the way to an answer.
  func slugs(_ vocabulary: Vocabulary) throws(DirectoryError) -> [String] {
    let sql: SQL
    switch vocabulary {
    case .topicKinds: return TopicKind.all
    case .memberKinds: sql = "SELECT slug FROM member_kinds ORDER BY slug"
    case .counties: sql = "SELECT slug FROM counties ORDER BY slug"
    case .topics: sql = "SELECT slug FROM topics ORDER BY slug"
    }
    return try map(sql) { $0.text(0) }
  }
}
