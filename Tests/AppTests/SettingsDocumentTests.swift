import Foundation
import TestSupport
import Testing

@testable import App

@Suite("The table of settings in docs/operations.md")
struct SettingsDocumentTests {
  private static let path = "docs/operations.md"
  private static let head = "| key | default | range | meaning |\n| --- | --- | --- | --- |\n"

  @Test("has every setting with its flag, its default and what it accepts")
  func table() throws {
    let text = String(decoding: try ProjectFiles.read(Self.path), as: UTF8.self)
    let start = try #require(text.range(of: Self.head)?.upperBound)
    let end = try #require(text.range(of: "\n\n", range: start..<text.endIndex)?.lowerBound)
    let rows = Setting.all.map(Self.row).joined(separator: "\n")
    if ProcessInfo.processInfo.environment["MEMBER_DIRECTORY_UPDATE_GOLDEN"] == "1" {
      try ProjectFiles.write(Array(text.replacingCharacters(in: start..<end, with: rows).utf8), to: Self.path)
    }
    let found = text[start..<end].split(separator: "\n").map(String.init)
    #expect(found == Setting.all.map(Self.row))
  }

  @Test("serve has each flag that a setting names")
  func flags() throws {
    let folder = try TemporaryFolder()
    let help = try CommandProcess(["serve", "--help"], in: folder).end().text
    for flag in Setting.all.compactMap(\.flag) { #expect(help.contains("  \(flag) "), "\(flag)") }
  }

  private static func row(_ setting: Setting) -> String {
    let flag = setting.flag.map { " (`\($0)`)" } ?? ""
    return "| `\(setting.key)`\(flag) | \(standard(setting)) | \(range(setting)) | \(setting.help) |"
  }

  private static func standard(_ setting: Setting) -> String {
    switch setting.defaultValue {
    // A port is a name rather than an amount, so it has no comma.
    case .integer(let number): setting.key.hasSuffix(".port") ? "\(number)" : grouped(number)
    case .boolean(let flag): "\(flag)"
    case .text(let text): text.isEmpty ? "none" : "`\(text)`"
    }
  }

  private static func range(_ setting: Setting) -> String {
    switch setting.field {
    case .integer(_, let range, _), .seconds(_, let range):
      "\(grouped(range.lowerBound))–\(grouped(range.upperBound))"
    case .boolean: "true, false"
    case .text(_, let form), .optionalText(_, let form):
      switch form {
      case .address: "an IPv4 or IPv6 address, `localhost`"
      case .path: "a path"
      case .colour: "a colour as `#0b4f6c`"
      case .links: "texts with addresses"
      case .page: "an address"
      case .contact: "an address with https: or mailto:"
      case .timeZone: "a time zone"
      case .origin: "`https://api.example.org`"
      case .hostNames: "`directory.internal, members`"
      case .ranges: "`10.0.0.0/8, ::1`"
      case .choice(let values): values.joined(separator: ", ")
      }
    }
  }

  /// Returns a number with a comma before each three digits.
  private static func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    return digits.indices.map { index in
      (index > 0 && (digits.count - index) % 3 == 0 ? "," : "") + String(digits[index])
    }.joined()
  }
}
