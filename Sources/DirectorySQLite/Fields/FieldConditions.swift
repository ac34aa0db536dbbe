internal import Directory
internal import SQLite

/// Lists of members, filtered and counted by the fields that the directory defines.
extension Connection {
  /// Returns a clause on such a field as a condition. Throws `unknownValue` for a value that it can't have.
  func customCondition(_ clause: Clause) throws(DirectoryError) -> ListCondition {
    let (field, id) = try customField(clause.field)
    var values: [Value] = []
    switch clause.condition {
    case .values(let texts):
      for text in texts {
        guard field.filterValues.contains(text) else { throw field.unknownValue(text) }
        values.append(field.valueType == .yesNo ? .boolean(text == "true") : .text(text))
      }
    case .numbers(let bounds):
      values = bounds.flatMap { [.integer($0.from ?? .min), .integer($0.to ?? .max)] }
    case .days(let bounds): values = bounds.flatMap { [.text($0.from ?? "0"), .text($0.to ?? "9999-12-31")] }
    case .under, .near: throw .unavailable("\(clause.field) can't be filtered in that way")
    }
    let isRange = if case .values = clause.condition { false } else { true }
    return ListCondition(
      field: clause.field, column: .custom(id, isRange: isRange), isExcluding: clause.isExcluding,
      values: values, count: nil)
  }

  /// Counts the values of such a field. They are in the order in which the field lists them.
  func customFacet(
    _ path: String, _ filter: ListFilter, _ selection: MemberSelection?
  ) throws(DirectoryError) -> Facet {
    let (field, id) = try customField(path)
    let found =
      if let selection {
        try counts(of: field, id, among: selection.places(without: path), in: selection.index)
      } else {
        try counts(of: field, id, path, filter)
      }
    let selected = filter.selected(path)
    let values = field.filterValues.enumerated().compactMap { index, value -> Facet.Value? in
      guard found[value] != nil || selected.contains(value) else { return nil }
      return Facet.Value(
        value: value, name: field.name(ofValue: value), count: found[value] ?? 0, order: index,
        isSelected: selected.contains(value))
    }
    return Facet(field: path, counted: values)
  }

  private func counts(
    of field: Field, _ id: Int64, among places: Bits, in index: MemberIndex
  ) throws(DirectoryError) -> [String: Int] {
    let rows = BoundSQL(
      "SELECT value, member_id FROM field_values WHERE field_id = ? ORDER BY value", [.integer(id)])
    var found: [String: Int] = [:]
    for (value, count) in try counts(rows, among: places, in: index) {
      found[field.valueType == .yesNo ? (value == "1" ? "true" : "false") : value] = count
    }
    return found
  }

  private func counts(
    of field: Field, _ id: Int64, _ path: String, _ filter: ListFilter
  ) throws(DirectoryError) -> [String: Int] {
    let counts = BoundSQL.phrase(
      BoundSQL(
        .phrase(
          "SELECT v.value, count(*) FROM field_values AS v CROSS JOIN", filter.table.from, "ON",
          filter.table.id,
          "= v.member_id WHERE v.field_id = ? AND"), [.integer(id)]),
      filter.condition(leading: false, without: path), "GROUP BY 1")
    var found: [String: Int] = [:]
    for (value, count) in try map(
      counts.sql, counts.values,
      { row in
        (field.valueType == .yesNo ? (row.boolean(0) ? "true" : "false") : row.text(0), Int(row.integer(1)))
      })
    {
      found[value] = count
    }
    return found
  }

  /// Returns the order of members by such a field; nil if they can't be sorted by it. SQLite looks up the
  /// value of each member.
  func customOrder(_ path: String) throws(DirectoryError) -> ListTable.Order? {
    guard path.hasPrefix(Field.prefix) else { return nil }
    let (field, id) = try customField(path)
    guard Field.canSort(field.valueType) else { return nil }
    let value: SQL = .phrase(
      "(SELECT v.value FROM field_values AS v WHERE v.member_id = m.id AND v.field_id =", .number(id) + ")")
    let (last, first): (SQL, SQL) =
      switch field.valueType {
      case .number: ("9223372036854775807", "-9223372036854775807")
      // No sort key begins with such a byte.
      case .text: ("x'FFFF'", "x''")
      default: ("'~'", "''")
      }
    return ListTable.Order(
      up: "ifnull(" + value + ", " + last + ")", down: "ifnull(" + value + ", " + first + ")")
  }

  private func customField(_ path: String) throws(DirectoryError) -> (field: Field, id: Int64) {
    let name = String(path.dropFirst(Field.prefix.count))
    guard let row = try fieldRow(name: name) else { throw .unavailable("there is no field \(name)") }
    return row
  }
}

extension Field {
  /// The text for people of a value that is counted.
  fileprivate func name(ofValue value: String) -> String {
    guard valueType == .yesNo else { return label(ofChoice: value) }
    return value == "true" ? "Yes" : "No"
  }
}
