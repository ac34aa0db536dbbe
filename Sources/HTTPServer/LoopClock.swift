import HTTPCore

/// The time as one loop sees it: set once after each wait, and the same for everything that the loop does
/// until the next wait.
struct LoopClock {
  /// Milliseconds on the monotonic clock.
  private(set) var milliseconds: Milliseconds = 0
  /// Seconds since 1970.
  private(set) var seconds: Int64 = -1
  /// The line of the Date field.
  private(set) var date: [UInt8] = []
  /// The same line, and the name of the field that follows it in every response.
  private(set) var dateAndRequestIDName: [UInt8] = []

  mutating func set(milliseconds: Milliseconds, seconds: Int64) {
    self.milliseconds = milliseconds
    guard seconds != self.seconds else { return }
    self.seconds = seconds
    date.removeAll(keepingCapacity: true)
    date.append("Date: " as StaticString)
    HTTPDate.append(seconds, to: &date)
    date.append("\r\n" as StaticString)
    dateAndRequestIDName = date
    dateAndRequestIDName.append("X-Request-Id: " as StaticString)
  }
}
