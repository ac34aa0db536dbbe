/// Range requests (RFC 9110 §14).
package enum ByteRange {
  package enum Selection: Sendable, Equatable {
    /// No Range field, or one that is to be ignored: the whole representation.
    case whole
    case part(Range<Int>)
    /// 416.
    case unsatisfiable
  }

  /// One range is served. A list of ranges is answered with the whole representation, as §14.2 permits: a
  /// multipart answer costs the server more than it is worth to a client, and many small ranges are a known
  /// attack (CVE-2011-3192).
  package static func select(_ value: Range<Int>, in bytes: Span<UInt8>, length: Int) -> Selection {
    guard value.count > 6, bytes.equalsIgnoringCase(value.lowerBound..<value.lowerBound &+ 6, "bytes=") else {
      return .whole
    }
    let spec = bytes.trimmingBlanks(value.lowerBound &+ 6..<value.upperBound)
    guard let dash = spec.first(where: { bytes[$0] == Byte.dash }),
      !spec.contains(where: { bytes[$0] == Byte.comma })
    else { return .whole }
    let first = spec.lowerBound..<dash
    let last = dash &+ 1..<spec.upperBound
    if first.isEmpty {
      guard let suffix = bytes.decimal(last) else { return .whole }
      guard suffix > 0, length > 0 else { return .unsatisfiable }
      return .part(Swift.max(0, length - suffix)..<length)
    }
    guard let start = bytes.decimal(first) else { return .whole }
    guard !last.isEmpty else { return start < length ? .part(start..<length) : .unsatisfiable }
    guard let end = bytes.decimal(last), start <= end else { return .whole }
    guard start < length else { return .unsatisfiable }
    return .part(start..<Swift.min(end, length - 1) + 1)
  }
}
