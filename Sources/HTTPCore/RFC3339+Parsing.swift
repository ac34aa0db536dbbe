extension RFC3339 {
  /// Returns the seconds since 1970 of a time such as `2026-05-01T12:34:56Z` or `2026-05-01T14:34+02:00`.
  /// The seconds may be left out, and a fraction of a second is dropped. Returns nil for any other text, and
  /// for a time that doesn't exist.
  package static func seconds(of text: String) -> Int64? {
    var reader = TimeReader(Array(text.utf8))
    guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2), reader.skip("-"),
      let day = reader.number(2), reader.skip("T") || reader.skip("t"),
      let hour = reader.number(2), hour < 24, reader.skip(":"), let minute = reader.number(2), minute < 60,
      let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    var second = 0
    if reader.skip(":") {
      // A leap second is the last second of its minute here, as in Unix time.
      guard let number = reader.number(2), number <= 60 else { return nil }
      second = min(number, 59)
      if reader.skip("."), !reader.skipDigits() { return nil }
    }
    guard let offset = reader.offset(), reader.isAtEnd else { return nil }
    let seconds = Int64(date.daysSince1970) * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
    return seconds - Int64(offset) * 60
  }
}

/// Reads the parts of a time from left to right.
private struct TimeReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// Returns the number that the next digits make, of which there have to be so many.
  mutating func number(_ digits: Int) -> Int? {
    var number = 0
    for _ in 0..<digits {
      guard let byte = next, (Byte.zero...Byte.zero &+ 9).contains(byte) else { return nil }
      number = number * 10 + Int(byte &- Byte.zero)
      position += 1
    }
    return number
  }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard let byte = next, UInt32(byte) == character.value else { return false }
    position += 1
    return true
  }

  /// Skips at least one digit.
  mutating func skipDigits() -> Bool {
    let start = position
    while let byte = next, (Byte.zero...Byte.zero &+ 9).contains(byte) { position += 1 }
    return position > start
  }

  /// Returns the difference to UTC in minutes.
  mutating func offset() -> Int? {
    if skip("Z") || skip("z") { return 0 }
    let isEast = skip("+")
    guard isEast || skip("-"), let hours = number(2), hours < 24, skip(":"), let minutes = number(2),
      minutes < 60
    else { return nil }
    return (hours * 60 + minutes) * (isEast ? 1 : -1)
  }
}
