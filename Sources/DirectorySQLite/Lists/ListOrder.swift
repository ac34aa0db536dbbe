internal import Directory
internal import SQLite

/// The order of a list: by the keys of the query, then by name, then by id. The id makes the place of each
/// row unique.
struct ListOrder {
  struct Term {
    var expression: SQL
    /// The values that the expression has.
    var values: [Value] = []
    var isDescending: Bool

    var bound: BoundSQL { BoundSQL(expression, values) }
  }

  /// The last term is the id.
  let terms: [Term]
  /// True if the list is sorted by name, ascending, which is the default.
  let isByName: Bool

  /// - Parameter custom: returns the order by a field that the directory defines.
  init(
    _ query: ListQuery, of table: ListTable, custom: (String) throws(DirectoryError) -> ListTable.Order?
  ) throws(DirectoryError) {
    var keys = query.sort
    if !keys.contains(where: { $0.field == "name" }) { keys.append(SortKey("name")) }
    var terms: [Term] = []
    for key in keys {
      if let distance = Self.distance(query, key) {
        terms.append(distance)
        continue
      }
      let own = table.fields[key.field]?.order
      let known: ListTable.Order? = if let own { own } else { try custom(key.field) }
      guard let order = known else {
        throw .unavailable("the list \(table.list) can't be sorted by \(key.field)")
      }
      terms.append(
        Term(expression: key.isDescending ? order.down : order.up, isDescending: key.isDescending))
    }
    // The id has the direction of the term before it, so that an index on both is read in one direction.
    terms.append(Term(expression: table.id, isDescending: terms.last?.isDescending ?? false))
    self.terms = terms
    isByName = query.sort.isEmpty || query.sort == [SortKey("name")]
  }

  /// Returns the order by the distance from the place of the filter; nil for another key.
  private static func distance(_ query: ListQuery, _ key: SortKey) -> Term? {
    guard key.field == SortKey.distance else { return nil }
    for clause in query.clauses {
      guard case .near(let circle) = clause.condition else { continue }
      let distance = circle.distance(of: "m.id", isDescending: key.isDescending)
      return Term(expression: distance.sql, values: distance.values, isDescending: key.isDescending)
    }
    return nil
  }

  init(terms: [Term], isByName: Bool) {
    self.terms = terms
    self.isByName = isByName
  }

  /// The same order, written so that SQLite doesn't use an index for it.
  var sorted: ListOrder {
    ListOrder(
      terms: terms.map {
        Term(expression: "+(" + $0.expression + ")", values: $0.values, isDescending: $0.isDescending)
      },
      isByName: isByName)
  }

  /// Returns the order by name in terms of the columns of a leading table.
  func led(by lead: ListTable.Lead) -> ListOrder {
    ListOrder(
      terms: [
        Term(expression: lead.name, isDescending: false), Term(expression: lead.id, isDescending: false),
      ],
      isByName: true)
  }

  /// The values that a row is sorted by, without the id, which is column 0. The SELECT reads them after the
  /// columns of the item.
  var keys: [BoundSQL] { terms.dropLast().map(\.bound) }

  /// The terms of ORDER BY.
  var clause: BoundSQL {
    BoundSQL(
      .list(terms.map { $0.isDescending ? $0.expression + " DESC" : $0.expression }), terms.flatMap(\.values))
  }

  /// Returns the condition that selects the rows after the one with those values.
  func after(_ values: [Value]) -> BoundSQL { after(ArraySlice(terms), ArraySlice(values)) }

  /// If all remaining terms have the same direction, the condition compares row values
  /// (https://www.sqlite.org/rowvalue.html), for which SQLite uses an index. Otherwise it compares term by
  /// term. It then also has a bound on the first term alone, so that SQLite can use an index for that term.
  private func after(_ terms: ArraySlice<Term>, _ values: ArraySlice<Value>) -> BoundSQL {
    guard let term = terms.first, let value = values.first else { return "false" }
    if terms.allSatisfy({ $0.isDescending == term.isDescending }) {
      let isBeyond: SQL = term.isDescending ? ") < (" : ") > ("
      let row: SQL = .list(terms.map(\.expression))
      return BoundSQL(
        "(" + row + isBeyond + .list(terms.map { _ in "?" }) + ")", terms.flatMap(\.values) + Array(values))
    }
    let rest = after(terms.dropFirst(), values.dropFirst())
    let beyond: SQL = term.isDescending ? " < ?" : " > ?"
    let notBefore: SQL = term.isDescending ? " <= ?" : " >= ?"
    return BoundSQL(
      "(" + term.expression + notBefore + " AND (" + term.expression + beyond + " OR " + rest.sql + "))",
      term.values + [value] + term.values + [value] + rest.values)
  }
}
