import Foundation

/// A time zone as the whole of Foundation knows it, which only tests import.
struct SystemZone {
  private let zone: Foundation.TimeZone

  init?(_ name: String) {
    guard let zone = Foundation.TimeZone(identifier: name) else { return nil }
    self.zone = zone
  }

  func offset(at time: Int64) -> Int {
    zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(time)))
  }
}

enum FileBytes {
  static func read(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }
}
