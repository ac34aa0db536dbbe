import Directory
import TestSupport
import Testing

@testable import App

@Suite("The commands for tokens")
struct TokenTests {
  let folder: TemporaryFolder
  let settings: Settings

  init() throws {
    folder = try TemporaryFolder()
    settings = try ResolvedSettings(
      SettingsSources(flags: [SettingFlag("--test", "database.path", folder.file("d.sqlite"))])
    ).settings
  }

  private func make(_ name: String = "Kari", role: String = "editor", _ expires: TokenExpiry? = nil) throws
    -> MemberDirectory.NewToken
  {
    try MemberDirectory.createToken(settings, name: name, role: role, expires: expires)
  }

  @Test(
    "--expires is a number of days from now or the beginning of a day in UTC",
    arguments: [
      ("1d", 86_400 + 10), ("90d", 90 * 86_400 + 10), ("36500d", 36_500 * 86_400 + 10), ("1970-01-01", 0),
      ("2027-01-31", 1_801_353_600), ("2028-02-29", 1_835_395_200),
    ] as [(String, Int64)])
  func expiry(text: String, time: Int64) throws {
    #expect(try #require(TokenExpiry(text)).time(from: 10) == time)
  }

  @Test(
    "other forms of --expires are refused",
    arguments: [
      "", "d", "0d", "36501d", "-1d", "+5d", " 5d", "5D", "2027-02-29", "2027-1-31", "2027-01-311",
      "2027-+1-31", "2027-1-031", "2027/01/31", "2027-01-31T00", "99999999999999999999d",
    ])
  func otherForms(text: String) { #expect(TokenExpiry(text) == nil) }

  @Test("a name must have 1 to 200 characters, a role must be known, and a token must expire in the future")
  func refused() throws {
    _ = try make(String(repeating: "å", count: 200))
    for (name, role, expires, message) in [
      ("", "editor", nil, "1 to 200"), (String(repeating: "å", count: 201), "editor", nil, "1 to 200"),
      ("Kari", "owner", nil, "editor or admin"), ("Kari", "editor", .day(0), "expired"),
    ] as [(String, String, TokenExpiry?, String)] {
      let error = try #require(throws: StartupError.self) { try make(name, role: role, expires) }
      #expect(error.exitStatus == .usage)
      #expect(error.description.contains(message))
    }
  }

  @Test("the list has a line for each token, which shows its times but not its text")
  func list() throws {
    let first = try make()
    _ = try make("Ola", role: "admin", TokenExpiry("2127-01-31"))
    try MemberDirectory.revokeToken(settings, id: 1)
    let lines = try MemberDirectory.tokenLines(settings)
    #expect(lines.count == 2)
    let columns = lines.map { $0.split(separator: "\t").map(String.init) }
    #expect(columns.map { Array($0.prefix(3)) } == [["1", "editor", "Kari"], ["2", "admin", "Ola"]])
    let time = /20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ/
    #expect(columns[0][3].contains(time) && columns[0][3].contains("revoked 20"))
    #expect(columns[1][3].hasSuffix(", expires 2127-01-31T00:00:00Z"))
    #expect(first.text.hasPrefix("mdt_") && !lines.joined().contains(first.text))
    let summary = first.summary
    #expect(summary.hasPrefix("token 1 for Kari, editor") && summary.contains(settings.database.path))
  }

  @Test("revoking a token that doesn't exist is an error that names the command for listing tokens")
  func revokeNothing() throws {
    _ = try make()
    let error = try #require(throws: StartupError.self) { try MemberDirectory.revokeToken(settings, id: 7) }
    #expect(error.exitStatus == .data)
    #expect(error.description.contains("no token 7") && error.description.contains("token list"))
  }
}
