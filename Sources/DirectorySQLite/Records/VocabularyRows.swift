internal import Directory
internal import SQLite

extension Connection {
  /// Returns the values of a vocabulary, or none if there are more than `Vocabulary.longest`. They are needed
  /// if a value isn't found, for the API's schema, and for filters by the texts of short vocabularies.
  func slugs(_ vocabulary: Vocabulary) throws(DirectoryError) -> [String] {
    let sql: SQL
    switch vocabulary {
    case .topicKinds: return TopicKind.all
    case .memberKinds: sql = "SELECT slug FROM member_kinds ORDER BY slug LIMIT ?"
    case .counties: sql = "SELECT slug FROM counties ORDER BY slug LIMIT ?"
    case .topics: sql = "SELECT slug FROM topics ORDER BY slug LIMIT ?"
    case .programmes: sql = "SELECT slug FROM topics WHERE kind = 'programme' ORDER BY slug LIMIT ?"
    case .members: sql = "SELECT slug FROM members ORDER BY slug LIMIT ?"
    case .contacts: sql = "SELECT slug FROM contacts ORDER BY slug LIMIT ?"
    case .offices: sql = "SELECT slug FROM offices ORDER BY slug LIMIT ?"
    case .countries: sql = "SELECT DISTINCT country FROM offices ORDER BY country LIMIT ?"
    case .cities: sql = "SELECT DISTINCT city FROM offices ORDER BY city LIMIT ?"
    }
    let values = try map(sql, [.integer(Vocabulary.longest + 1)]) { $0.text(0) }
    return values.count > Vocabulary.longest ? [] : values
  }
}
