internal import Directory
internal import SQLite

/// A list in SQL: the tables that hold its rows, and the SQL for each field of `DirectoryList.fields`.
struct ListTable: Sendable {
  let list: DirectoryList
  /// `SELECT` and the columns from which an item is read. Column 0 is the id. A statement adds the values
  /// that the row is sorted by after these columns.
  let columns: SQL
  let columnCount: Int
  /// The table of the list, which SQLite reads first.
  let from: SQL
  /// The tables that are joined to each row for its item.
  var joins: SQL = ""
  let id: SQL
  /// A condition that each row of the list meets unless the query filters by the time of membership.
  var present: SQL?
  /// Selects the number of rows of the unfiltered list.
  let total: SQL
  /// The FTS5 table with the same row ids.
  let index: SQL
  let fields: [String: Field]

  /// The SQL of a field for each of its uses.
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
    /// A text that is a value of a vocabulary.
    case text(SQL, Vocabulary)
    /// The ids of any number of rows of another table. The table `rows` has the id of this row in the column
    /// `owner` and the id of the other row in the column `other`.
    /// Only rows of it that meet `condition` count.
    case relation(rows: SQL, owner: SQL, other: SQL, Target, condition: SQL = "true")
    /// A number or a day. If a row has none, the value is lower than any other.
    case range(SQL)
    /// The values of a field that the directory defines, by the field's id.
    case custom(Int64, isRange: Bool)
    /// The values of a part of the profile.
    case profile(ProfilePart, isRange: Bool)
    /// The location.
    case location
    /// The days of membership. `from` is the first day, `to` the day after the last.
    case period(from: SQL, to: SQL)
  }

  /// A table to which rows refer by id and clients refer by slug.
  struct Target: Sendable {
    let table: SQL
    let vocabulary: Vocabulary
    /// The column with the number of rows that refer to a row, or nil if the table has no such column.
    let count: SQL?
    /// The column with the place that staff have given a row, or `NULL`.
    let order: SQL
    /// The column with the id of the row above a row; nil if the rows don't form a tree.
    let parent: SQL?
    /// True if a row refers to all rows above the one that its column has.
    let isNested: Bool

    init(
      _ table: SQL, _ vocabulary: Vocabulary, count: SQL? = nil, order: SQL = "NULL", parent: SQL? = nil,
      isNested: Bool = false, where condition: SQL = "true"
    ) {
      self.table = table
      self.vocabulary = vocabulary
      self.count = count
      self.order = order
      self.parent = parent
      self.isNested = isNested
      ids = .phrase("SELECT id,", count ?? "NULL", "FROM", table, "WHERE slug = ? AND", condition)
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

  /// The SQL that counts the values of a field. A subquery named f groups the rows by `value`. Each of its
  /// rows has a value and the count n. Joined to it may be the table `named`.
  struct FacetSource: Sendable {
    /// Selects value, name, count and place of all values. Nil if the database doesn't keep the counts of the
    /// whole list.
    let kept: SQL?
    let value: SQL
    /// Joins the table that `value` is in to the table of the list.
    let join: SQL
    /// The value and the name of a row of f.
    let shown: SQL
    /// Follows f in the statement. It joins the names, or leaves out rows without a value.
    let names: SQL
    /// Selects the name and the place of one value; nil if the value is its own name.
    let name: SQL?
    /// The place of a row of f.
    var order: SQL = "NULL"
    /// The table of the values, and its column with the id of the row above a row; nil if they
    /// don't form one.
    var tree: (table: SQL, parent: SQL)?
    /// Not nil if the values are areas, which are counted with what is inside them.
    var areas: Areas?

    enum Areas: Sendable { case all, counties }

    /// Returns the SQL that counts by area. The rest is done by `areaCounts`.
    static func area(_ column: SQL, _ areas: Areas) -> FacetSource {
      FacetSource(
        kept: "SELECT id, member_count FROM areas WHERE member_count > 0", value: column, join: "", shown: "",
        names: "", name: nil, areas: areas)
    }

    /// Returns the SQL that counts by a text.
    static func text(_ column: SQL, join: SQL = "") -> FacetSource {
      FacetSource(
        kept: nil, value: column, join: join, shown: "f.value, f.value", names: "WHERE f.value IS NOT NULL",
        name: nil)
    }

    /// Returns the SQL that counts by the slug of a row of another table.
    static func slug(_ column: SQL, of table: SQL, order: SQL) -> FacetSource {
      FacetSource(
        kept: nil, value: column, join: "", shown: "named.slug, named.name",
        names: .phrase("CROSS JOIN", table, "AS named ON named.slug = f.value"),
        name: .phrase("SELECT name,", order, "FROM", table, "WHERE slug = ?"), order: "named." + order)
    }

    /// Returns the SQL that counts by the id of a row of another table.
    static func reference(_ column: SQL, _ target: Target, join: SQL = "") -> FacetSource {
      FacetSource(
        kept: target.count.map { count in
          .phrase(
            "SELECT slug, name,", count + ",", target.order, "FROM", target.table, "WHERE", count, "> 0")
        }, value: column, join: join, shown: "named.slug, named.name",
        names: .phrase("CROSS JOIN", target.table, "AS named ON named.id = f.value"),
        name: .phrase("SELECT name,", target.order, "FROM", target.table, "WHERE slug = ?"),
        order: target.order, tree: target.parent.map { (target.table, $0) })
    }
  }

  /// A table from which SQLite reads the rows with one value in the order of the names.
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
