import Directory
import Foundation
import TestSupport
import Testing

@testable import App

/// Tables as Excel and LibreOffice write them, imported with the command and over HTTP.
@Suite("A table of a spreadsheet program")
struct SpreadsheetTests {
  enum Way: CaseIterable {
    case command, http
  }

  /// How a program writes a table.
  enum Program: CaseIterable {
    /// "CSV UTF-8": a byte order mark, and semicolons where the decimal sign is a comma.
    case excelUTF8
    /// "CSV" on Windows in Norway.
    case excelWindows
    /// "Unicode text": UTF-16 with a byte order mark, and tabs.
    case excelUnicode
    case utf16BigEndian
    /// LibreOffice: UTF-8 without a mark, commas and line feeds.
    case libreOffice
    /// With the line that tells Excel the delimiter.
    case statedDelimiter
    /// Old Excel for Mac: lines end in a carriage return.
    case oldMac

    var name: String {
      switch self {
      case .excelUTF8, .libreOffice, .statedDelimiter, .oldMac: "UTF-8"
      case .excelWindows: "Windows-1252"
      case .excelUnicode, .utf16BigEndian: "UTF-16"
      }
    }

    var delimiter: String {
      switch self {
      case .libreOffice: "comma"
      case .excelUnicode: "tab"
      default: "semicolon"
      }
    }

    /// Returns the bytes of rows of cells.
    func write(_ rows: [[String]]) throws -> [UInt8] {
      let sign = ["comma": ",", "tab": "\t", "semicolon": ";"][delimiter] ?? ""
      let lines = rows.map { row in
        row.map { $0.contains(sign) || $0.contains("\"") ? "\"\($0.replacing("\"", with: "\"\""))\"" : $0 }
          .joined(separator: sign)
      }
      let end = self == .libreOffice ? "\n" : self == .oldMac ? "\r" : "\r\n"
      let text = lines.joined(separator: end) + end
      switch self {
      case .excelUTF8: return Array("\u{feff}\(text)".utf8)
      case .statedDelimiter: return Array("\u{feff}sep=;\r\n\(text)".utf8)
      case .excelWindows: return Array(try #require(text.data(using: .windowsCP1252)))
      case .excelUnicode: return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      case .utf16BigEndian: return [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
      case .libreOffice, .oldMac: return Array(text.utf8)
      }
    }

    /// Windows-1252 has not all letters of the Sámi languages.
    var place: String { self == .excelWindows ? "Åmål og Mášši" : "Guovdageaidnu, Čáhcesuolu ŋ đ ŧ ž" }
  }

  let directory: RunningDirectory
  let admin: Staff

  init() throws {
    directory = try RunningDirectory()
    admin = try Staff(directory, role: "admin")
  }

  /// Imports the bytes, and returns the result or the refusal as text.
  private func add(
    _ bytes: [UInt8], _ way: Way, _ name: String = "tabell.csv", type: String? = nil, map: [String] = [],
    ignore: [String] = []
  ) throws -> String {
    switch way {
    case .command:
      try directory.folder.write(bytes, to: name)
      var options = MemberDirectory.ImportOptions(
        file: directory.folder.file(name), format: nil, type: type, isDryRun: false, author: "import")
      (options.mapped, options.ignored) = (map, ignore)
      do {
        return try MemberDirectory.importFile(
          try Staff.settings(of: directory), options, output: LogOutput { _ in },
          progress: LogOutput { _ in })
      } catch { return "\(error)" }
    case .http:
      let values =
        map.map { "map=\($0)" } + ignore.map { "ignore=\($0)" } + (type.map { ["type=\($0)"] } ?? [])
      let query = try #require(
        values.joined(separator: "&").addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed))
      let media = name.hasSuffix(".tsv") ? "text/tab-separated-values" : "text/csv"
      let head = RunningDirectory.request(
        "POST", "/import" + (query.isEmpty ? "" : "?\(query)"),
        [
          "Authorization: Bearer \(admin.token)", "Content-Type: \(media)", "Content-Length: \(bytes.count)",
          "Connection: close",
        ])
      let client = try directory.client()
      client.send(Array(head.utf8) + bytes)
      return try #require(try client.readResponse()).text
    }
  }

  private func member(_ slug: String) throws -> JSONValue { try directory.get("/members/\(slug)").json }

  @Test(
    "keeps every Norwegian and Sámi letter, whatever the program and the encoding",
    arguments: Program.allCases, Way.allCases)
  func letters(program: Program, way: Way) throws {
    let rows = [
      ["Kode", "Type", "Navn", "Kortnavn", "Innbyggere", "Omtrentlig", "Medlem siden", "Beskrivelse"],
      [
        "sor-odal", "municipality", "Sør-Odal kommune", "Sør-Odal", "8000,00", "", "31.01.2021",
        "Ærlig; \"Ås\" – Østfold, \(program.place).",
      ],
      ["baerum", "municipality", "Bærum kommune", "Bærum", "128 233", "SANN", "", "Blåbær på øya."],
    ]
    let result = try add(try program.write(rows), way)
    #expect(
      result.contains(way == .command ? "1 new, 1 changed" : "\"created\":1,\"updated\":1"), "\(result)")
    let encoding =
      way == .command
      ? "read as \(program.name) with \(program.delimiter)s" : "\"delimiter\":\"\(program.delimiter)\""
    #expect(result.contains(encoding), "\(result)")
    let new = try member("sor-odal")
    #expect(new["shortName"]?.string == "Sør-Odal")
    #expect(new["summary"]?.string == "Ærlig; \"Ås\" – Østfold, \(program.place).")
    #expect(new["population"]?["value"] == .integer(8_000))
    #expect(new["population"]?["approximate"] == .boolean(false))
    #expect(new["joined"]?.string == "2021-01-31")
    let old = try member("baerum")
    #expect(old["summary"]?.string == "Blåbær på øya.")
    #expect(old["population"]?["value"] == .integer(128_233))
    #expect(old["population"]?["approximate"] == .boolean(true))
  }

  @Test(
    "saved by Excel as CSV in Windows-1252, as the table for spreadsheets is, changes no record",
    arguments: Way.allCases)
  func roundTrip(way: Way) throws {
    let table = try directory.get("/members.csv?delimiter=semicolon").text
    let saved = try #require(table.data(using: .windowsCP1252))
    let result = try add(Array(saved), way)
    #expect(result.contains(way == .command ? "0 new, 0 changed, 17 as" : "\"unchanged\":17"), "\(result)")
    #expect(result.contains(way == .command ? "Windows-1252" : "\"encoding\":\"windows-1252\""), "\(result)")
  }

  @Test(
    "in an encoding that isn't certain is refused, with the way to save it",
    arguments: [
      // Code page 850, which Excel calls "CSV (MS-DOS)".
      Array("slug,shortName,joined\nloten,L".utf8) + [0x9B] + Array("ten,\nbaerum,B".utf8) + [0x91]
        + Array("rum,\n".utf8),
      // An old Mac.
      Array("slug,shortName,joined\nloten,L".utf8) + [0xBF] + Array("ten,\n".utf8),
      Array("slug,shortName,joined\nasker,".utf8) + [0x8C] + Array("sker,\n".utf8),
      // Only a part is UTF-8.
      Array("slug,shortName,joined\nloten,Løten,\nbaerum,B".utf8) + [0xE6] + Array("rum,\n".utf8),
      // No character of Windows-1252.
      Array("slug,shortName,joined\nloten,L".utf8) + [0xF8] + Array("ten,\nx,".utf8) + [0x81]
        + Array("\n".utf8),
      Array("slug,shortName,joined\nloten,L".utf8) + [0xF8] + Array("ten,\u{1}\n".utf8),
      // UTF-16 without its last byte, and UTF-32.
      [0xFF, 0xFE, 0x73, 0, 0x6C], [0xFF, 0xFE, 0, 0, 0x73, 0, 0, 0],
      // Workbooks.
      Array("PK\u{3}\u{4}".utf8) + [0x14, 0, 0x06], [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
    ], Way.allCases)
  func uncertain(bytes: [UInt8], way: Way) throws {
    let result = try add(bytes, way)
    #expect(result.contains("save it as CSV UTF-8: in Excel, File > Save As"), "\(result)")
    #expect(try member("loten")["shortName"]?.string == "Løten")
  }

  @Test("with the ending of a workbook is refused by the command with the way to save it")
  func workbook() throws {
    let result = try add(Array("PK\u{3}\u{4}".utf8), .command, "medlemmer.xlsx")
    #expect(result.contains("a workbook (.xlsx or .ods)") && result.contains("CSV UTF-8"), "\(result)")
    let type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    let answer = try admin.send("POST", "/import", "PK", type: type)
    #expect(answer.status == 415 && answer.text.contains("Save a workbook (.xlsx) as CSV UTF-8 first"))
  }

  @Test("has columns by any known name, and others by choice", arguments: Way.allCases)
  func columns(way: Way) throws {
    let table = "SLUG\tOffisielt norsk navn\tMerknad\tShort name\nasker\tAsker kommune\tx\tAsker by\n"
    let refused = try add(Array(table.utf8), way, "t.tsv", type: "member")
    #expect(refused.contains("B1") && refused.contains("C1"), "\(refused)")
    #expect(
      refused.contains("no column") && refused.contains("Otherwise map or ignore it")
        || refused.contains("map it"))
    let result = try add(
      Array(table.utf8), way, "t.tsv", type: "member", map: ["offisielt norsk navn=name"], ignore: ["Merknad"]
    )
    #expect(result.contains(way == .command ? "1 changed" : "\"updated\":1"), "\(result)")
    #expect(
      result.contains(
        way == .command
          ? "Offisielt norsk navn as name, Merknad left out, Short name as shortName"
          : #"{"name":"Offisielt norsk navn","field":"name"},{"name":"Merknad"}"#), "\(result)")
    #expect(try member("asker")["name"]?.string == "Asker kommune")
    #expect(try member("asker")["shortName"]?.string == "Asker by")
    let missing = try add(
      Array(table.utf8), way, "t.tsv", type: "member", map: ["Navn=name"], ignore: ["Notat"])
    #expect(missing.contains("the table has no column") && missing.contains("Notat"), "\(missing)")
    let unknown = try add(Array(table.utf8), way, "t.tsv", type: "member", map: ["Merknad=nmae"])
    #expect(unknown.contains("can't be") && unknown.contains("nmae"), "\(unknown)")
    let wrong = try add(Array(table.utf8), way, "t.tsv", type: "member", map: ["Merknad"])
    #expect(wrong.contains("must have the form column=field"), "\(wrong)")
  }

  @Test(
    "is refused with all faults of the header and of all rows, each with its cell", arguments: Way.allCases)
  func faults(way: Way) throws {
    let table = """
      slug;kind;name;shortName;Folketall;joined;topics;Farge;Vekt
      Ås;town;;Ås;mange;1/2/2021;climate climate;rød;3

      vestby;municipality;Vestby kommune;Vestby;27.000;;nothing;;
      baerum;municipality;B\u{fffd}rum;Bærum;122000;;;;;extra
      """
    let result = try add(Array(table.utf8), way)
    let cells = ["H1", "I1", "A2", "B2", "E2", "F2", "G2", "E4", "G4"]
    for cell in cells {
      #expect(
        result.contains(way == .command ? "cell \(cell) " : "\"cell\":\"\(cell)\""), "\(cell): \(result)")
    }
    let words = [
      "isn't a slug", "isn't a whole number", "isn't a date", "is in the cell twice", "there is no topic",
      "the row has 10 cells, but the first row has 9",
    ]
    for word in words { #expect(result.contains(word), "\(word): \(result)") }
    #expect(!result.contains("give it a string") && !result.contains("this is a string"), "\(result)")
    if way == .command {
      #expect(
        result.contains("tabell.csv:2: cell E2 (Folketall): \"mange\" isn't a whole number"), "\(result)")
      #expect(result.contains("--map 'Farge=field'"), "\(result)")
      let found = cells.map { cell in result.range(of: "cell \(cell) ")?.lowerBound }
      #expect(found.compactMap(\.self) == found.compactMap(\.self).sorted())
      #expect(result.hasSuffix("faults; nothing was written"), "\(result)")
    }
  }

  @Test("says which cell is empty or which column is missing for a new record", arguments: Way.allCases)
  func missing(way: Way) throws {
    let result = try add(Array("id;navn;rolle;e-post\nkari;;Rådgiver;kari\n".utf8), way)
    #expect(result.contains("the cell is empty"), "\(result)")
    #expect(result.contains("there is no emailProtected, since the table has no such column"), "\(result)")
    #expect(result.contains("isn't an e-mail address"), "\(result)")
  }

  @Test(
    "that was downloaded without a token removes no protected e-mail address", arguments: Way.allCases)
  func protectedAddress(way: Way) throws {
    #expect(try admin.send("POST", "/contacts", Sample.contact).status == 201)
    let table = try directory.get("/contacts.csv").text
    #expect(table.contains("kari-nordmann") && !table.contains("@example.org"))
    let result = try add(Array(table.replacing("Adviser", with: "Director").utf8), way)
    #expect(result.contains(way == .command ? "1 changed" : "\"updated\":1"), "\(result)")
    let contact = try admin.get("/contacts/kari-nordmann").json
    #expect(contact["role"]?.string == "Director")
    #expect(contact["email"]?.string == "kari.nordmann@example.org")
    _ = try add(Array("id,emailProtected,email\nkari-nordmann,false,\n".utf8), way)
    #expect(try admin.get("/contacts/kari-nordmann").json["email"] == nil)
  }

  @Test("with a letter that was lost before is refused", arguments: Way.allCases)
  func lost(way: Way) throws {
    let result = try add(Array("slug,shortName,joined\nbaerum,B\u{fffd}rum,\n".utf8), way)
    #expect(result.contains("a letter was lost when the file was saved"), "\(result)")
    #expect(try member("baerum")["shortName"]?.string == "Bærum")
  }

  @Test("with a quotation mark that isn't closed is refused", arguments: Way.allCases)
  func open(way: Way) throws {
    let result = try add(Array("slug,shortName,joined\nbaerum,\"Bærum,\nasker,Asker,\n".utf8), way)
    #expect(result.contains("a quotation mark in this row isn't closed"), "\(result)")
  }
}
