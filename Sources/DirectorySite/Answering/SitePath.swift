internal import HTTPCore

/// What a path of the website leads to.
enum SitePath {
  /// A page in a language. The range is the path after the language.
  case page(SiteLanguage, Range<Int>)
  case file
  case fragment
  case sitemap
  case robots
  case security
  /// The workspace, or a file of it.
  case staff

  /// Returns what the path leads to, or nil if it isn't one of the website. Every request passes here, so it
  /// reads a few bytes only.
  @inline(__always)
  init?(_ target: RequestTarget, in bytes: Span<UInt8>) {
    let path = target.path
    guard path.count >= 3 else { return nil }
    let first = bytes[path.lowerBound &+ 1]
    let second = bytes[path.lowerBound &+ 2]
    if path.count == 3 || bytes[path.lowerBound &+ 3] == Byte.slash {
      guard let language = Self.language(first, second) else { return nil }
      self = .page(language, path.lowerBound &+ 3..<path.upperBound)
      return
    }
    switch (first, second) {
    case (0x61, 0x73), (0x77, 0x69), (0x65, 0x6D), (0x73, 0x69), (0x72, 0x6F), (0x2E, 0x77), (0x73, 0x74):
      guard let other = Self.other(path, in: bytes) else { return nil }
      self = other
    default: return nil
    }
  }

  @inline(__always)
  private static func language(_ first: UInt8, _ second: UInt8) -> SiteLanguage? {
    switch (first, second) {
    case (0x65, 0x6E): .english
    case (0x6E, 0x62): .bokmal
    case (0x6E, 0x6E): .nynorsk
    default: nil
    }
  }

  @inline(never)
  private static func other(_ path: Range<Int>, in bytes: Span<UInt8>) -> SitePath? {
    if bytes.equals(path, "/sitemap.xml") || starts(path, "/sitemap/", in: bytes) { return .sitemap }
    if bytes.equals(path, "/robots.txt") { return .robots }
    if bytes.equals(path, "/.well-known/security.txt") { return .security }
    if starts(path, "/assets/", in: bytes) || starts(path, "/widget/", in: bytes) { return .file }
    if bytes.equals(path, "/staff") || starts(path, "/staff/", in: bytes) { return .staff }
    if bytes.equals(path, "/embed/members") { return .fragment }
    return nil
  }

  private static func starts(_ path: Range<Int>, _ start: StaticString, in bytes: Span<UInt8>) -> Bool {
    let length = start.utf8CodeUnitCount
    return path.count >= length && bytes.equals(path.lowerBound..<path.lowerBound + length, start)
  }
}
