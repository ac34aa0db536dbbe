/// A value in a table. Numbers stay numbers; text is what others wrote, and is guarded where a spreadsheet
/// would take it for a formula.
enum Cell: Sendable {
  case text(String?)
  case number(Int?)
  case flag(Bool?)

  var plain: String {
    switch self {
    case .text(let text): text ?? ""
    case .number(let number): number.map(String.init) ?? ""
    case .flag(let flag): flag.map { $0 ? "true" : "false" } ?? ""
    }
  }
}
