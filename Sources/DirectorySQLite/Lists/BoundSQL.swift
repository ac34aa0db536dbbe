internal import SQLite

/// SQL, and the values of its parameters in order.
struct BoundSQL: ExpressibleByStringLiteral {
  var sql: SQL
  var values: [Value]

  init(_ sql: SQL, _ values: [Value] = []) {
    self.sql = sql
    self.values = values
  }

  init(stringLiteral text: StaticString) { self.init(SQL(stringLiteral: text)) }

  /// Returns the parts that aren't empty, with a space between them.
  static func phrase(_ parts: BoundSQL...) -> BoundSQL {
    BoundSQL(.phrase(parts.map(\.sql)), parts.flatMap(\.values))
  }

  /// Returns the conditions joined by AND. If there are none, returns a condition that is always true.
  static func all(_ conditions: [BoundSQL]) -> BoundSQL { joined(conditions, by: " AND ") ?? "true" }

  /// Returns the conditions joined by OR, in parentheses. If there are none, returns a condition that is
  /// never true.
  static func any(_ conditions: [BoundSQL]) -> BoundSQL {
    joined(conditions, by: " OR ").map { BoundSQL("(" + $0.sql + ")", $0.values) } ?? "false"
  }

  /// Returns the condition that the expression is one of the ids. They are bound as one JSON array.
  static func among(_ ids: [Int64], _ expression: SQL) -> BoundSQL {
    let array = "[" + ids.map(String.init).joined(separator: ",") + "]"
    return BoundSQL(expression + " IN (SELECT value FROM json_each(?))", [.text(array)])
  }

  private static func joined(_ parts: [BoundSQL], by separator: SQL) -> BoundSQL? {
    guard !parts.isEmpty else { return nil }
    return BoundSQL(.list(parts.map(\.sql), by: separator), parts.flatMap(\.values))
  }
}
