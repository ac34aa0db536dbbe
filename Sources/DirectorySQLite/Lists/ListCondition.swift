internal import Directory
internal import SQLite

/// A clause of a query with its slugs resolved to ids.
struct ListCondition {
  let field: String
  let column: ListTable.Column
  let isExcluding: Bool
  let values: [Value]
  /// The number of rows that the condition selects, if it has one value and the database keeps that number.
  var count: Int?

  /// True if the condition selects one value, so that an index on its column has the rows in order.
  var isPlain: Bool { values.count == 1 && !isExcluding }
}

extension ListCondition {
  /// - Parameter leading: true if SQLite may find the rows by an index on the column. If false, a unary plus
  ///   prevents that (https://www.sqlite.org/optoverview.html, "Disqualifying WHERE Clause Terms Using
  ///   Unary-+"), and SQLite reads the rows in the order of the list and tests each.
  func sql(id: SQL, leading: Bool) -> BoundSQL {
    let plus: SQL = leading ? "" : "+"
    switch column {
    case .reference(let column, _): return equals(plus + column, absent: "0")
    case .text(let column, _): return equals(plus + column, absent: "''")
    case .relation(let table, let owner, let other, _, let condition):
      return isRelated(id, .phrase(table, "WHERE", condition, "AND"), owner, other, leading)
    case .range(let column): return between(plus + column)
    case .custom(let field, let isRange):
      let rows = BoundSQL("field_values AS v WHERE v.field_id = ? AND", [.integer(field)])
      return hasValue(in: rows, isRange: isRange, id, leading)
    case .profile(let part, let isRange):
      let rows = BoundSQL("profile_values AS v WHERE v.part = ? AND", [.integer(part.rawValue)])
      return hasValue(in: rows, isRange: isRange, id, leading)
    case .location: return isNear(id, leading)
    case .period(let from, let to): return during(from, to)
    }
  }

  /// Selects the ids of the members for which the condition without its exclusion holds.
  var ids: BoundSQL {
    switch column {
    case .custom(let field, let isRange):
      let rows = BoundSQL(
        "SELECT v.member_id FROM field_values AS v WHERE v.field_id = ? AND", [.integer(field)])
      return .phrase(rows, isRange ? ranges("v.value") : among("v.value"))
    case .profile(let part, let isRange):
      let rows = BoundSQL(
        "SELECT v.member_id FROM profile_values AS v WHERE v.part = ? AND", [.integer(part.rawValue)])
      return .phrase(rows, isRange ? ranges("v.value") : among("v.value"))
    default:
      let plain = ListCondition(field: field, column: column, isExcluding: false, values: values)
      return .phrase("SELECT m.id FROM members AS m WHERE", plain.sql(id: "m.id", leading: true))
    }
  }

  private func equals(_ column: SQL, absent: SQL) -> BoundSQL {
    guard isExcluding else { return among(column) }
    let present: SQL = "ifnull(" + column + ", " + absent + ")"
    if values.count == 1 { return .phrase(BoundSQL(present), BoundSQL("<> ?", values)) }
    return .phrase(BoundSQL(present), "NOT", oneOf)
  }

  private func among(_ column: SQL) -> BoundSQL {
    .phrase(BoundSQL(column), values.count == 1 ? BoundSQL("= ?", values) : oneOf)
  }

  /// `IN` and the values. They are bound as one JSON array, so that the text of the statement doesn't depend
  /// on the number of values.
  private var oneOf: BoundSQL {
    let items: [JSONValue] = values.map { value in
      switch value {
      case .integer(let number): .integer(Int(number))
      case .text(let text): .string(text)
      default: .null
      }
    }
    let array = JSONValue.array(items).compactText
    return BoundSQL("IN (SELECT value FROM json_each(?))", [.text(array)])
  }

  private func isRelated(
    _ id: SQL, _ from: SQL, _ owner: SQL, _ other: SQL, _ leading: Bool
  ) -> BoundSQL {
    let rows = BoundSQL(.phrase("FROM", from))
    if leading, !isExcluding {
      return .phrase(BoundSQL(.phrase(id, "IN (SELECT", owner)), rows, among(other), ")")
    }
    let isOwned = BoundSQL(.phrase(owner, "=", id, "AND"))
    return .phrase(isExcluding ? "NOT" : "", "EXISTS (SELECT 1", rows, isOwned, among(other), ")")
  }

  /// - Parameter rows: a table v with the columns `member_id` and `value`, `WHERE` and `AND`.
  private func hasValue(in rows: BoundSQL, isRange: Bool, _ id: SQL, _ leading: Bool) -> BoundSQL {
    let meets = isRange ? ranges("v.value") : among("v.value")
    if leading, !isExcluding {
      return .phrase(BoundSQL(.phrase(id, "IN (SELECT v.member_id FROM")), rows, meets, ")")
    }
    return .phrase(
      isExcluding ? "NOT" : "", "EXISTS (SELECT 1 FROM", rows, BoundSQL(.phrase("v.member_id =", id, "AND")),
      meets, ")")
  }

  private func between(_ column: SQL) -> BoundSQL {
    .phrase(isExcluding ? "NOT" : "", ranges(column))
  }

  private func ranges(_ column: SQL) -> BoundSQL {
    .any(
      stride(from: 0, to: values.count - 1, by: 2).map { start in
        BoundSQL(column + " BETWEEN ? AND ?", [values[start], values[start + 1]])
      })
  }

  /// Selects the members whose membership overlaps the period. A member without a first day counts as a
  /// member from the beginning.
  private func during(_ from: SQL, _ to: SQL) -> BoundSQL {
    let overlaps: SQL = "(ifnull(" + from + ", '') <= ? AND ifnull(" + to + ", '~') > ?)"
    return .phrase(isExcluding ? "NOT" : "", BoundSQL(overlaps, [values[1], values[0]]))
  }
}
