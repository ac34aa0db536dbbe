/// SQL that the program was compiled with. It can be composed of such fragments and of nothing else: no
/// text from outside can become part of a statement.
package struct SQL: Sendable, Hashable, ExpressibleByStringLiteral {
  let text: String
  /// Taken once: each query looks its statement up by it, and the text is long.
  private let fingerprint: Int

  package init(stringLiteral text: StaticString) {
    self.init(text: text.description)
  }

  private init(text: String) {
    self.text = text
    fingerprint = text.hashValue
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }

  package static func + (left: SQL, right: SQL) -> SQL {
    SQL(text: left.text + right.text)
  }
}

extension SQL: CustomStringConvertible {
  package var description: String { text }
}
