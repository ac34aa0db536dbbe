/// The host of a website, by which two records of one member are recognized.
package enum WebsiteHost {
  /// Returns the host in lower case without `www.`; nil if there is none. Migration 0022 does the same.
  ///
  /// - Parameter address: an address with its scheme or without one.
  package static func host(of address: String) -> String? {
    let start = address.firstRange(of: "://")?.upperBound ?? address.startIndex
    let host = address[start...].utf8.prefix { !"/?#:".utf8.contains($0) }
    guard !host.isEmpty else { return nil }
    // Letters beyond ASCII keep their case, as in SQLite's lower().
    let lower = host.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    let www = Array("www.".utf8)
    let name = lower.starts(with: www) ? Array(lower.dropFirst(www.count)) : lower
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }
}
