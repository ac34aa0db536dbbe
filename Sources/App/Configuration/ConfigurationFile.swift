import FoundationEssentials

/// A configuration file: a JSON object of objects, flattened to keys such as `http.port`.
struct ConfigurationFile {
  /// In the order of their keys.
  let entries: [(key: String, value: Value)]

  /// What can stand at a key.
  enum Value: CustomStringConvertible {
    case text(String)
    case integer(Int)
    case boolean(Bool)
    /// A list, a fraction or null: no setting is one.
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

  /// Throws a ``Malformed`` that says where the JSON breaks.
  init(_ text: String) throws(Malformed) {
    let tree: Node
    do {
      tree = try JSONDecoder().decode(Node.self, from: Data(text.utf8))
    } catch DecodingError.dataCorrupted(let context) {
      throw Malformed(description: "not JSON: \(Self.reason(context))")
    } catch {
      throw Malformed(description: "not JSON: \(error)")
    }
    guard case .object = tree else {
      throw Malformed(description: "must be a JSON object such as {\"http\": {\"port\": 8080}}")
    }
    entries = tree.leaves(below: "").sorted { $0.key < $1.key }
  }

  struct Malformed: Error, CustomStringConvertible {
    let description: String
  }

  /// The decoder says where ("around line 3, column 2") only in the error underneath.
  private static func reason(_ context: DecodingError.Context) -> String {
    context.underlyingError.map { String(reflecting: $0) } ?? context.debugDescription
  }
}

/// Any JSON value.
private enum Node: Decodable {
  case object([String: Node])
  case leaf(ConfigurationFile.Value)

  init(from decoder: any Decoder) throws {
    if let members = try? decoder.container(keyedBy: Name.self) {
      self = .object(
        try members.allKeys.reduce(into: [:]) {
          $0[$1.stringValue] = try members.decode(Node.self, forKey: $1)
        }
      )
      return
    }
    let value = try decoder.singleValueContainer()
    if let flag = try? value.decode(Bool.self) {
      self = .leaf(.boolean(flag))
    } else if let number = try? value.decode(Int.self) {
      self = .leaf(.integer(number))
    } else if let number = try? value.decode(Double.self) {
      self = .leaf(.other(String(number)))
    } else if let text = try? value.decode(String.self) {
      self = .leaf(.text(text))
    } else {
      self = .leaf(.other(value.decodeNil() ? "null" : "a list"))
    }
  }

  /// Every leaf with its path; an empty object has none.
  func leaves(below path: String) -> [(key: String, value: ConfigurationFile.Value)] {
    switch self {
    case .leaf(let value): [(path, value)]
    case .object(let members):
      members.flatMap { name, node in node.leaves(below: path.isEmpty ? name : "\(path).\(name)") }
    }
  }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
