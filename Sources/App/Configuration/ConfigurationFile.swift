import Directory

/// A configuration file: a JSON object of objects, flattened to keys such as `http.port`.
struct ConfigurationFile {
  /// The entries, sorted by key.
  let entries: [(key: String, value: Value)]

  /// The value of a key.
  enum Value: CustomStringConvertible {
    case text(String)
    case integer(Int)
    case boolean(Bool)
    /// A list, a fraction or null. No setting accepts one.
    case other(String)

    var settingValue: SettingValue? {
      switch self {
      case .text(let text): .text(text)
      case .integer(let number): .integer(number)
      case .boolean(let flag): .boolean(flag)
      case .other: nil
      }
    }

    var description: String {
      switch self {
      case .text(let text): text
      case .integer(let number): String(number)
      case .boolean(let flag): String(flag)
      case .other(let shown): shown
      }
    }
  }

  /// Throws ``Malformed`` if the text isn't a JSON object. The error says where the text isn't JSON.
  init(_ text: String) throws(Malformed) {
    let bytes = Array(text.utf8)
    let tree: JSONValue
    do {
      tree = try JSONParser.parse(bytes)
    } catch {
      throw Malformed(description: "not JSON: \(Self.place(error.offset, in: bytes)): \(error.message)")
    }
    guard case .object = tree else {
      throw Malformed(description: "must be a JSON object such as {\"http\": {\"port\": 8080}}")
    }
    entries = Self.leaves(of: tree, at: "").sorted { $0.key < $1.key }
  }

  struct Malformed: Error, CustomStringConvertible {
    let description: String
  }

  /// Returns the line and the column of a byte. Both count from 1, as in an editor; a column is one byte.
  private static func place(_ offset: Int, in bytes: [UInt8]) -> String {
    let before = bytes.prefix(offset)
    let lineFeed = UInt8(ascii: "\n")
    let line = before.count { $0 == lineFeed } + 1
    let column = before.count - (before.lastIndex(of: lineFeed).map { $0 + 1 } ?? 0) + 1
    return "line \(line), column \(column)"
  }

  /// Returns every value that isn't an object, with its path.
  private static func leaves(of value: JSONValue, at path: String) -> [(key: String, value: Value)] {
    switch value {
    case .object(let members):
      members.flatMap { leaves(of: $0.value, at: path.isEmpty ? $0.name : "\(path).\($0.name)") }
    case .string(let text): [(path, .text(text))]
    case .integer(let number): [(path, .integer(number))]
    case .boolean(let flag): [(path, .boolean(flag))]
    case .number(let number): [(path, .other(String(number)))]
    case .array: [(path, .other("a list"))]
    case .null: [(path, .other("null"))]
    }
  }
}
