internal import HTTPCore

/// Where to report a vulnerability (RFC 9116).
enum SecurityText {
  private static let secondsInYear: Int64 = 365 * 86_400

  /// Returns nil if the settings have no contact.
  static func text(_ settings: SiteSettings, now: Int64) -> String? {
    guard let contact = settings.securityContact else { return nil }
    // "The Expires field … it is recommended to be less than a year into the future" (§2.5.5).
    let day = (now + secondsInYear - 86_400) / 86_400 * 86_400
    var lines = ["Contact: \(contact)", "Expires: \(RFC3339.text(day))", "Preferred-Languages: en, nb, nn"]
    if let origin = settings.origin { lines.append("Canonical: \(origin)/.well-known/security.txt") }
    return lines.joined(separator: "\n") + "\n"
  }
}
