/// Says in which cell a fault of a row is, in the words of a spreadsheet.
extension TableRow {
  /// Returns the faults with their places. Leaves out missing fields if the header has faults, since one of
  /// its unknown columns probably has the field.
  func placed(_ faults: [DocumentFault], line: Int) -> [ImportFault] {
    faults.filter { isComplete || $0.code != .missing }.map { fault in
      let field = field(fault.pointer)
      let cell = cells.first { $0.field == field || field.hasPrefix("@") && $0.field.hasSuffix(field) }
      return ImportFault(
        line: line, fault: worded(fault, field, cell), place: cell?.place ?? TablePlace(row: number))
    }
  }

  /// Returns the field to which a place in a record belongs.
  private func field(_ pointer: String) -> String {
    if let name = PictureColumn.name(pointer, of: type) { return name }
    switch pointer {
    case "/population/approximate": return "populationApproximate"
    case "/telephone/e164": return "telephone"
    case "/telephone/printed": return "telephonePrinted"
    case _ where pointer.hasPrefix("/translations/"):
      // /translations/nb/name is name@nb. A fault of the language belongs to its first column.
      let parts = pointer.split(separator: "/").map(String.init)
      return (parts.count > 2 ? parts[2] : "") + "@" + (parts.count > 1 ? parts[1] : "")
    case _ where pointer.hasPrefix("/\(Field.group)/"):
      return Field.prefix + (pointer.split(separator: "/").dropFirst().first.map(String.init) ?? "")
    default:
      return ProfileColumn(pointer)?.rawValue ?? pointer.split(separator: "/").first.map(String.init) ?? ""
    }
  }

  private func worded(_ fault: DocumentFault, _ field: String, _ cell: Cell?) -> DocumentFault {
    var fault = fault
    switch fault.code {
    case .missing where cell == nil:
      fault.message = "there is no \(field), since the table has no such column"
      fault.hint =
        "add a column \(field), or correct the \(type.slugField ?? "row") if the record exists already"
    case .missing:
      fault.message = "the cell is empty"
      fault.hint = "write the \(field)"
    case .duplicate where field == "topics":
      let items = cell.map { RowFields.slugs($0.text) } ?? []
      let twice = items.enumerated().first { items.prefix($0.offset).contains($0.element) }?.element ?? ""
      fault.message = "\"\(twice)\" is in the cell twice"
      fault.hint = "remove one"
    default: break
    }
    return fault
  }
}
