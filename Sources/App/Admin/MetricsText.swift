import HTTPCore

/// Writes metrics in Prometheus' text format, version 0.0.4.
///
/// Names and help are literals of the program. Only the values of labels are escaped.
struct MetricsText {
  enum Kind: String { case counter, gauge, histogram }

  typealias Labels = KeyValuePairs<StaticString, String>

  static let mediaType: StaticString = "text/plain; version=0.0.4; charset=utf-8"

  private(set) var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(16_384) }

  /// Begins a metric. Its samples have to follow before the next one begins.
  mutating func begin(_ name: StaticString, _ kind: Kind, _ help: StaticString) {
    bytes.append("# HELP " as StaticString)
    bytes.append(name)
    bytes.append(Byte.space)
    bytes.append(help)
    bytes.append("\n# TYPE " as StaticString)
    bytes.append(name)
    bytes.append(Byte.space)
    bytes.append(kind.rawValue)
    bytes.append(Byte.lf)
  }

  mutating func sample(_ name: StaticString, _ labels: Labels, _ value: Int) {
    sample(name, labels, String(value))
  }

  /// - Parameter value: a number as Prometheus writes it.
  mutating func sample(_ name: StaticString, _ labels: Labels, _ value: String) {
    bytes.append(name)
    var isFirst = true
    for (key, text) in labels {
      bytes.append(isFirst ? UInt8(ascii: "{") : Byte.comma)
      isFirst = false
      bytes.append(key)
      bytes.append("=\"" as StaticString)
      append(escaping: text)
      bytes.append(Byte.quote)
    }
    if !isFirst { bytes.append(UInt8(ascii: "}")) }
    bytes.append(Byte.space)
    bytes.append(value)
    bytes.append(Byte.lf)
  }

  private mutating func append(escaping text: String) {
    for byte in text.utf8 {
      switch byte {
      case Byte.backslash: bytes.append("\\\\" as StaticString)
      case Byte.quote: bytes.append("\\\"" as StaticString)
      case Byte.lf: bytes.append("\\n" as StaticString)
      default: bytes.append(byte)
      }
    }
  }

  /// Writes a metric that has one value.
  mutating func gauge(_ name: StaticString, _ help: StaticString, _ value: Int) {
    begin(name, .gauge, help)
    sample(name, [:], value)
  }

  mutating func counter(_ name: StaticString, _ help: StaticString, _ value: Int) {
    begin(name, .counter, help)
    sample(name, [:], value)
  }

  /// Returns microseconds as seconds: `0.000025`, `2.5` or `10`.
  static func seconds(_ microseconds: Int) -> String {
    let (whole, part) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
    guard part > 0 else { return String(whole) }
    let digits = String(part + 1_000_000).dropFirst()
    let end = digits.lastIndex { $0 != "0" } ?? digits.startIndex
    return "\(whole).\(digits[...end])"
  }
}
