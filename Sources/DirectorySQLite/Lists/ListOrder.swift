internal import Directory
internal import SQLite

/// The order of a list: what the query sorts by, then the names, then the ids, so that no two rows are equal
/// and a row has one place.
struct ListOrder {
  struct Term {
    var expression: SQL
    var isDescending: Bool
  }

  /// The last one is the id.
  let terms: [Term]
  /// Whether it is the order that the list has by itself.
  let isByName: Bool

  init(_ query: ListQuery, of table: ListTable) throws(DirectoryError) {
    var keys = query.sort
    if !keys.contains(where: { $0.field == "name" }) { keys.append(SortKey("name")) }
    var terms: [Term] = []
    for key in keys {
      guard let order = table.orderOf[key.field] else {
        throw .unavailable("the list \(table.list) cannot be sorted by \(key.field)")
      }
      terms.append(
        Term(expression: key.isDescending ? order.down : order.up, isDescending: key.isDescending))
    }
    // As the last term, so that an index which ends in both is read one way.
    terms.append(Term(expression: table.id, isDescending: terms.last?.isDescending ?? false))
    self.terms = terms
    isByName = query.sort.isEmpty || query.sort == [SortKey("name")]
  }

  init(terms: [Term], isByName: Bool) {
    self.terms = terms
    self.isByName = isByName
  }

  /// The same order, from no index.
  var sorted: ListOrder {
    ListOrder(
      terms: terms.map { Term(expression: "+(" + $0.expression + ")", isDescending: $0.isDescending) },
      isByName: isByName)
  }

  /// The same order, from an index by name of another table.
  func led(by lead: ListTable.Lead) -> ListOrder {
    ListOrder(
      terms: [
        Term(expression: lead.name, isDescending: false), Term(expression: lead.id, isDescending: false),
      ],
      isByName: true)
  }

  /// All but the id, which is column 0, to be read behind an item's own columns.
  var columns: SQL { terms.dropLast().reduce("") { $0 + ", " + $1.expression } }

  var clause: SQL {
    let terms = terms.map { $0.expression + ($0.isDescending ? " DESC" : "") }
    return " ORDER BY " + terms.dropFirst().reduce(terms[0]) { $0 + ", " + $1 }
  }

  /// What comes after a row with those values.
  func after(_ values: [Value]) -> BoundSQL { after(ArraySlice(terms), ArraySlice(values)) }

  /// Row values (https://www.sqlite.org/rowvalue.html) where all the rest goes one way, which SQLite reads
  /// from an index; else term by term, the first one bounded by itself for the same reason.
  private func after(_ terms: ArraySlice<Term>, _ values: ArraySlice<Value>) -> BoundSQL {
    guard let term = terms.first, let value = values.first else { return BoundSQL(sql: "false") }
    if terms.allSatisfy({ $0.isDescending == term.isDescending }) {
      let expressions = terms.dropFirst().reduce(term.expression) { $0 + ", " + $1.expression }
      let marks = terms.dropFirst().reduce("?" as SQL) { marks, _ in marks + ", ?" }
      return BoundSQL(
        sql: "(" + expressions + (term.isDescending ? ") < (" : ") > (") + marks + ")", values: Array(values))
    }
    let rest = after(terms.dropFirst(), values.dropFirst())
    let beyond: SQL = term.isDescending ? " < ?" : " > ?"
    let notBefore: SQL = term.isDescending ? " <= ?" : " >= ?"
    return BoundSQL(
      sql: "(" + term.expression + notBefore + " AND (" + term.expression + beyond + " OR " + rest.sql + "))",
      values: [value, value] + rest.values)
  }
}
