import TestSupport
import Testing

@testable import App

@Suite("The table of settings in docs/operations.md")
struct DocumentedSettingsTests {
  /// The cells of each row, by the setting's key.
  private let rows: [String: [String]]

  init() throws {
    let page = String(decoding: try ProjectFiles.read("docs/operations.md"), as: UTF8.self)
    let found = page.split(separator: "\n").filter { $0.contains(/^\| `\w+\.\w+`/) }.map { line in
      line.split(separator: "|").map {
        String($0.trimmingPrefix(" ").reversed().drop { $0 == " " }.reversed())
      }
    }
    rows = Dictionary(uniqueKeysWithValues: found.map { (String($0[0].split(separator: "`")[0]), $0) })
  }

  @Test("names exactly the settings that there are")
  func keys() {
    #expect(Set(rows.keys) == Set(Setting.all.map(\.key)))
  }

  @Test("has each default and range", arguments: Setting.all)
  func values(setting: Setting) throws {
    let row = try #require(rows[setting.key])
    let expected =
      switch setting.defaultValue {
      case .text(""): "none"
      case .text(let text): "`\(text)`"
      case .integer, .boolean: setting.defaultValue.description
      }
    #expect(row[1].filter { $0 != "," } == expected)
    switch setting.kind {
    case .integer(let range, _):
      #expect(row[2].filter { $0 != "," } == "\(range.lowerBound)–\(range.upperBound)")
    case .choice(let choices): #expect(row[2] == choices.joined(separator: ", "))
    case .boolean: #expect(row[2] == "true, false")
    case .address, .path, .text, .optionalPath, .optionalOrigin: break
    }
  }
}
