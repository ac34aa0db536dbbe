/// A value in a table. Only text is escaped against formulas: others wrote it, and a spreadsheet might run
/// it.
enum Cell: Sendable {
  case text(String?)
  case number(Int?)
  case flag(Bool?)
  /// A number or a flag that is text already.
  case verbatim(String?)

  var plain: String {
    switch self {
    case .text(let text), .verbatim(let text): text ?? ""
    case .number(let number): number.map(String.init) ?? ""
    case .flag(let flag): flag.map { $0 ? "true" : "false" } ?? ""
    }
  }
}
