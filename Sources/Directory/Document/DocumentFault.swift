/// One thing wrong with a document, and where.
package struct DocumentFault: Sendable, Equatable {
  /// Stable: programs compare it.
  package enum Code: String, Sendable, CaseIterable {
    case malformed
    case wrongType = "wrong-type"
    case missing
    case unknownField = "unknown-field"
    case unsupportedVersion = "unsupported-version"
    case empty
    case tooLong = "too-long"
    case notNormalized = "not-normalized"
    case controlCharacter = "control-character"
    case surroundingSpace = "surrounding-space"
    case invalidSlug = "invalid-slug"
    case invalidDate = "invalid-date"
    case invalidTelephone = "invalid-telephone"
    case invalidCountry = "invalid-country"
    case invalidEmail = "invalid-email"
    /// A record's address is its slug, and stays.
    case slugChanged = "slug-changed"
    case outOfRange = "out-of-range"
    case unknownValue = "unknown-value"
    case unknownReference = "unknown-reference"
    case duplicate
    case cycle
  }

  /// RFC 6901; the empty string is the whole document.
  package var pointer: String
  package var code: Code
  /// What is wrong, without a full stop.
  package var message: String
  /// What would be right.
  package var hint: String

  package init(pointer: String, code: Code, message: String, hint: String) {
    self.pointer = pointer
    self.code = code
    self.message = message
    self.hint = hint
  }
}

extension DocumentFault: CustomStringConvertible {
  package var description: String {
    "\(pointer.isEmpty ? "document" : pointer): \(message) (\(code.rawValue)); \(hint)"
  }
}
