/// SQL that the program was compiled with. It can be composed of such fragments and of nothing else: no
/// text from outside can become part of a statement.
package struct SQL: Sendable, Hashable, ExpressibleByStringLiteral {
  /// Each query looks its statement up, and the text is long: a literal is known by where it lies, which
  /// costs no String; of what is composed the hash is taken once.
  private enum Form: Sendable {
    case literal(StaticString)
    case composed(String, hash: Int)
  }

  private let form: Form

  package init(stringLiteral text: StaticString) { form = .literal(text) }

  private init(composed text: String) { form = .composed(text, hash: text.hashValue) }

  var text: String {
    switch form {
    case .literal(let text): text.description
    case .composed(let text, _): text
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch form {
    case .literal(let text): unsafe hasher.combine(text.utf8Start)
    case .composed(_, let hash): hasher.combine(hash)
    }
  }

  /// Two literals of the same text may differ: then each has a statement of its own, which does no harm.
  package static func == (left: SQL, right: SQL) -> Bool {
    switch (left.form, right.form) {
    case (.literal(let left), .literal(let right)):
      unsafe left.utf8Start == right.utf8Start && left.utf8CodeUnitCount == right.utf8CodeUnitCount
    case (.composed(let left, let leftHash), .composed(let right, let rightHash)):
      leftHash == rightHash && left == right
    default: false
    }
  }

  package static func + (left: SQL, right: SQL) -> SQL {
    SQL(composed: left.text + right.text)
  }
}

extension SQL {
  /// Returns the parts that aren't empty, with a space between them.
  package static func phrase(_ parts: SQL...) -> SQL { phrase(parts) }

  package static func phrase(_ parts: [SQL]) -> SQL {
    SQL(composed: parts.map(\.text).filter { !$0.isEmpty }.joined(separator: " "))
  }

  /// Returns the parts with a separator between them, which is a comma unless another is given.
  package static func list(_ parts: [SQL], by separator: SQL = ", ") -> SQL {
    SQL(composed: parts.map(\.text).joined(separator: separator.text))
  }
}

extension SQL: CustomStringConvertible {
  package var description: String { text }
}
