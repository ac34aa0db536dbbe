internal import Directory
internal import SQLite

/// A list in SQL: the tables that hold its rows, and the SQL for each field of `DirectoryList.fields`.
struct ListTable: Sendable {
  let list: DirectoryList
  /// `SELECT` and the columns from which an item is read. Column 0 is the id. The values that the row is
  /// sorted by follow them.
  let columns: SQL
  let columnCount: Int
  /// The table of the list, which SQLite reads first.
  let from: SQL
  /// The tables that are joined to each row for its item.
  var joins: SQL = ""
  let id: SQL
  /// A condition that holds for each row of the list unless the query states a time.
  var present: SQL?
  /// Selects the number of rows without any clause.
  let total: SQL
  /// The FTS5 table with the same row ids.
  let index: SQL
  let fields: [String: Field]

  /// What a field is in SQL, for each use of it.
  struct Field: Sendable {
    var filter: Column?
    var order: Order?
    var facet: FacetSource?
    /// True if an index has the rows with one value in the order of the names.
    var isInOrder = false
    /// A table that has the rows with one value in the order of the names.
    var lead: Lead?
  }

  enum Column: Sendable {
    /// The id of a row of another table.
    case reference(SQL, Target)
    /// A text of a vocabulary.
    case text(SQL, Vocabulary)
    /// Any number of ids of rows of another table. `rows` has this row's id in `owner` and the other's in
    /// `other`.
    case relation(rows: SQL, owner: SQL, other: SQL, Target)
    /// A number or a day; lower than any other if a row has none.
    case range(SQL)
    /// The days of membership, from the first up to the day before the second.
    case period(from: SQL, to: SQL)
  }

  /// A table to which rows refer by id, and clients by slug.
  struct Target: Sendable {
    let table: SQL
    let vocabulary: Vocabulary
    /// The column with the number of rows that refer to a row, if there is one.
    let count: SQL?

    init(_ table: SQL, _ vocabulary: Vocabulary, count: SQL? = nil) {
      self.table = table
      self.vocabulary = vocabulary
      self.count = count
      ids = .phrase("SELECT id,", count ?? "NULL", "FROM", table, "WHERE slug = ?")
    }

    /// Selects the id of a slug, and the number of rows that refer to it, or NULL.
    let ids: SQL
  }

  /// The expressions to sort by, in ascending and in descending order. Rows without a value come last in
  /// both.
  struct Order: Sendable {
    var up: SQL
    var down: SQL

    init(_ column: SQL) {
      up = column
      down = column
    }

    init(up: SQL, down: SQL) {
      self.up = up
      self.down = down
    }
  }

  /// The SQL that counts the values of a field. The rows are grouped by `value` in a table f, which has a
  /// value and its number n in each row.
  struct FacetSource: Sendable {
    /// Selects value, name and count of all values, if the database keeps the counts of the whole list.
    let kept: SQL?
    let value: SQL
    /// Joined to the table of the list for `value`.
    let join: SQL
    /// The value and the name of a row of f.
    let shown: SQL
    /// Follows f: joins the names, or leaves out rows without a value.
    let names: SQL
    /// Selects the name of one value; nil if the value is its own name.
    let name: SQL?

    /// Counts by a text.
    static func text(_ column: SQL) -> FacetSource {
      FacetSource(
        kept: nil, value: column, join: "", shown: "f.value, f.value", names: "WHERE f.value IS NOT NULL",
        name: nil)
    }

    /// Counts by the id of a row of another table.
    static func reference(_ column: SQL, _ target: Target, join: SQL = "") -> FacetSource {
      FacetSource(
        kept: target.count.map { count in
          .phrase("SELECT slug, name,", count, "FROM", target.table, "WHERE", count, "> 0")
        }, value: column, join: join, shown: "named.slug, named.name",
        names: .phrase("CROSS JOIN", target.table, "AS named ON named.id = f.value"),
        name: .phrase("SELECT name FROM", target.table, "WHERE slug = ?"))
    }
  }

  /// A table that leads to the rows with one value, in the order of the names.
  struct Lead: Sendable {
    var from: SQL
    var condition: SQL
    var name: SQL
    var id: SQL
  }

  static func of(_ list: DirectoryList) -> ListTable {
    switch list {
    case .members: members
    case .topics: topics
    case .contacts: contacts
    case .offices: offices
    }
  }
}
