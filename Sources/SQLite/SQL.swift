/// SQL that is made only of literals in the program's source. Text from outside, such as a client's, can't
/// become part of a statement.
package struct SQL: Sendable, Hashable, ExpressibleByStringLiteral {
  /// Each query looks up its statement in a dictionary, and the text is long. A literal is compared by its
  /// address, so no String is made. The hash of a composed text is computed once.
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

  /// Reports whether the texts are equal. Two literals with the same text may compare as different: then each
  /// has its own prepared statement, which does no harm.
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
  /// Returns a whole number, which can't be anything but a number in a statement.
  package static func number(_ number: Int64) -> SQL { SQL(composed: String(number)) }

  /// Returns the parts that aren't empty, with a space between them.
  package static func phrase(_ parts: SQL...) -> SQL { phrase(parts) }

  package static func phrase(_ parts: [SQL]) -> SQL {
    SQL(composed: parts.map(\.text).filter { !$0.isEmpty }.joined(separator: " "))
  }

  /// Returns the parts with a separator between them, by default a comma.
  package static func list(_ parts: [SQL], by separator: SQL = ", ") -> SQL {
    SQL(composed: parts.map(\.text).joined(separator: separator.text))
  }
}

extension SQL: CustomStringConvertible {
  package var description: String { text }
}
