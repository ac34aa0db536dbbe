package enum SettingValue: Sendable, Equatable, CustomStringConvertible {
  case text(String)
  case integer(Int)
  case boolean(Bool)

  package var description: String {
    switch self {
    case .text(let text): text
    case .integer(let number): String(number)
    case .boolean(let flag): String(flag)
    }
  }
}
