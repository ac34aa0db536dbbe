/// A fault in a document or a record, and its place.
package struct DocumentFault: Error, Equatable {
  /// Identifies the kind of fault for programs. The codes don't change.
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
    case invalidURL = "invalid-url"
    case invalidIdentifier = "invalid-identifier"
    case invalidLanguage = "invalid-language"
    /// A language is removed, but records have texts in it.
    case languageInUse = "language-in-use"
    /// The slug of the record has changed, but its address contains the slug.
    case slugChanged = "slug-changed"
    case outOfRange = "out-of-range"
    case unknownValue = "unknown-value"
    case unknownReference = "unknown-reference"
    case duplicate
    case cycle
    /// Members have what a change of a field would remove.
    case inUse = "in-use"
  }

  /// A JSON Pointer (RFC 6901); the empty string is the whole document.
  package var pointer: String
  package var code: Code
  /// Says what is wrong, without a full stop.
  package var message: String
  /// Says what would be right.
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
