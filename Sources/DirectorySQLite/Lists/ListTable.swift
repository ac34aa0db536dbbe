internal import Directory
internal import SQLite

/// A list in SQL: where its rows are, and what each field of `DirectoryList.fields` is in them.
struct ListTable: Sendable {
  let list: DirectoryList
  /// From "SELECT" on. Column 0 is the id; an item is read from these, and what it is sorted by follows.
  let columns: SQL
  let columnCount: Int
  /// The list's own table, which always leads, and what is joined to it row by row.
  let from: SQL
  let joins: SQL
  let id: SQL
  /// Holds for every row of the list, unless the query says of when.
  let present: SQL?
  /// How many rows there are, without a clause.
  let total: SQL
  /// The FTS5 table whose row ids are this one's.
  let index: SQL
  let columnOf: [String: Column]
  let orderOf: [String: Order]
  let facetOf: [String: FacetSource]
  /// Fields that an index has the rows with one value of in the order of the names.
  let inOrder: Set<String>
  /// Tables that have the rows with one value in the order of the names already.
  let leadOf: [String: Lead]

  init(
    _ list: DirectoryList, columns: SQL, _ columnCount: Int, from: SQL, joins: SQL = "", id: SQL,
    present: SQL? = nil, total: SQL, index: SQL, _ columnOf: [String: Column],
    orders orderOf: [String: Order], facets facetOf: [String: FacetSource], inOrder: Set<String> = [],
    leads leadOf: [String: Lead] = [:]
  ) {
    self.list = list
    self.columns = columns
    self.columnCount = columnCount
    self.from = from
    self.joins = joins
    self.id = id
    self.present = present
    self.total = total
    self.index = index
    self.columnOf = columnOf
    self.orderOf = orderOf
    self.facetOf = facetOf
    self.inOrder = inOrder
    self.leadOf = leadOf
  }

  enum Column: Sendable {
    /// An id; `ids` finds it, and where it is kept the number of rows that have it, by slug.
    case reference(SQL, ids: SQL, Vocabulary)
    /// A text from a list of values.
    case text(SQL, Vocabulary)
    /// Any number of ids: the rows of `of` with this row's id in `owner` and the other's in `other`.
    case relation(of: SQL, owner: SQL, other: SQL, ids: SQL, Vocabulary)
    /// A number or a day; less than any where a row has none.
    case range(SQL)
    /// The days of membership: from the first to the one before the second.
    case period(from: SQL, to: SQL)
  }

  /// What a list is sorted by, upwards and downwards: rows without a value come last both ways.
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

  struct FacetSource: Sendable {
    /// Value, name and count where there are no other clauses.
    var kept: SQL?
    /// What to group the rows by.
    var value: SQL
    /// Joined to the list's table for that.
    var join: SQL = ""
    /// "SELECT value, name, f.n FROM": what of, by the group's value, comes as f.
    var named: SQL = "SELECT f.value, f.value, f.n FROM "
    /// Joined to f for the names.
    var names: SQL = " WHERE f.value IS NOT NULL"
    /// The name of one value.
    var name: SQL?
  }

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
