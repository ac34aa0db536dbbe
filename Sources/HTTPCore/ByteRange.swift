/// The part of a representation that a request asks for (RFC 9110 §14).
package enum ByteRange: Sendable, Equatable {
  /// The whole representation. Without a Range this is what is asked for, and it is always allowed: for a
  /// unit other than bytes, for several ranges, and for a Range that breaks a rule (§14.2).
  case whole
  /// These bytes, at least one.
  case part(Range<Int>)
  /// No byte of the range exists.
  case unsatisfiable

  /// Returns the range that the request asks for.
  ///
  /// - Parameters:
  ///   - length: that of the representation.
  ///   - tag: the strong entity tag of the representation, with which If-Range is compared (§13.1.5). A date
  ///     in If-Range never matches, since such a representation has none.
  package static func requested(
    by head: RequestHead, in bytes: Span<UInt8>, length: Int, tag: EntityTag
  ) -> ByteRange {
    guard head.method == .get, let field = only(.range, head) else { return .whole }
    if head.first(.ifRange) != nil {
      guard let condition = only(.ifRange, head), matches(condition, in: bytes, tag) else { return .whole }
    }
    return parse(field, in: bytes, length: length)
  }

  /// Returns the value of a field that the request has once.
  private static func only(_ name: FieldName, _ head: RequestHead) -> Range<Int>? {
    var found: Range<Int>?
    for field in head.fields where field.known == name {
      guard found == nil else { return nil }
      found = field.value
    }
    return found
  }

  /// If-Range has one tag, and `*` means nothing there.
  private static func matches(_ value: Range<Int>, in bytes: Span<UInt8>, _ tag: EntityTag) -> Bool {
    !tag.isWeak && bytes.equals(value, Array(tag.text.utf8))
  }

  private static func parse(_ value: Range<Int>, in bytes: Span<UInt8>, length: Int) -> ByteRange {
    let unit = "bytes=" as StaticString
    let start = value.lowerBound + unit.utf8CodeUnitCount
    guard start < value.upperBound, bytes.equalsIgnoringCase(value.lowerBound..<start, unit) else {
      return .whole
    }
    guard let dash = (start..<value.upperBound).first(where: { bytes[$0] == UInt8(ascii: "-") }) else {
      return .whole
    }
    let (first, last) = (start..<dash, dash + 1..<value.upperBound)
    if first.isEmpty {
      guard let count = number(last, in: bytes) else { return .whole }
      return count == 0 || length == 0 ? .unsatisfiable : .part(max(0, length - count)..<length)
    }
    guard let from = number(first, in: bytes) else { return .whole }
    var end = length
    if !last.isEmpty {
      guard let to = number(last, in: bytes), to >= from else { return .whole }
      end = min(length, to == .max ? to : to + 1)
    }
    return from < length ? .part(from..<end) : .unsatisfiable
  }

  /// Returns the number; the largest there is for a larger one. Returns nil unless there are digits and
  /// nothing else.
  private static func number(_ range: Range<Int>, in bytes: Span<UInt8>) -> Int? {
    guard !range.isEmpty else { return nil }
    var number = 0
    for index in range {
      let digit = bytes[index] &- Byte.zero
      guard digit <= 9 else { return nil }
      let (tens, isLarge) = number.multipliedReportingOverflow(by: 10)
      let (sum, isLarger) = tens.addingReportingOverflow(Int(digit))
      number = isLarge || isLarger ? .max : sum
    }
    return number
  }
}
