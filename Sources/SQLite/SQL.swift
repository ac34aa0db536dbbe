/// SQL that the program was compiled with. It can be composed of such fragments and of nothing else: no
/// text from outside can become part of a statement.
package struct SQL: Sendable, Hashable, ExpressibleByStringLiteral {
  let text: String

  package init(stringLiteral text: StaticString) {
    self.text = text.description
  }

  private init(text: String) {
    self.text = text
  }

  package static func + (left: SQL, right: SQL) -> SQL {
    SQL(text: left.text + right.text)
  }
}
