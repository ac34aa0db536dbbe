import Testing

@testable import Directory

@Suite("The items of an import") struct ImportItemTests {
  private static let supported = #"use version 1 or 2 of "member-directory""#

  /// Returns each item with its line, from a source that gives the text in pieces.
  private static func items(
    _ format: TransferFormat, _ text: String, type: RecordType? = nil, piece: Int = .max
  ) throws -> [String] {
    var rest = Array(text.utf8)[...]
    let source: ImportBytes = { () throws(DirectoryError) in
      let bytes = Array(rest.prefix(piece))
      rest = rest.dropFirst(piece)
      return bytes
    }
    let reader = ByteReader(source)
    let items: any ImportItems =
      switch format {
      case .json: DocumentItems(reader)
      case .ndjson: LineItems(reader)
      case .csv: RowItems(source, type: type, ColumnChoices())
      }
    if format != .csv { try reader.skipMark() }
    var found: [String] = []
    while let item = try items.next() { found.append("\(item.line) \(description(of: item.content))") }
    return found
  }

  private static func description(of content: ImportItem.Content) -> String {
    func compact(_ value: JSONValue) -> String { String(decoding: value.compact(), as: UTF8.self) }
    return switch content {
    case .record(let type, let value): "\(type) \(compact(value))"
    case .row(let row):
      "\(row.type) " + row.cells.map { "\($0.field)=\($0.text)" }.joined(separator: " ")
    case .former(let value): "former \(compact(value))"
    case .fault(let fault): "\(fault)"
    }
  }

  private static func expect(
    _ format: TransferFormat, _ text: String, type: RecordType? = nil, _ expected: [String]
  ) throws {
    for piece in [1, 2, 3, 7, 64, .max] {
      #expect(try items(format, text, type: type, piece: piece) == expected, "in pieces of \(piece)")
    }
  }

  @Test(
    "of a document are its records, in any order of its members",
    arguments: [
      ("{}", []), ("\u{feff}{ }", []),
      (
        """
        {"format": "member-directory", "version": 1,
         "members": [{"slug": "a}\\"]"},
           {"slug": "b"}],
         "offices":[ ],
         "organisation": {"name": "O"},
         "formerSlugs": [{"slug": [1]}], "topics": [ 3 , "x" ]
        }

        """,
        [
          #"2 member {"slug":"a}\"]"}"#, #"3 member {"slug":"b"}"#, #"5 organisation {"name":"O"}"#,
          #"6 former {"slug":[1]}"#, "6 topic 3", #"6 topic "x""#,
        ]
      ),
      (#"{"counties":[{}],"contacts":[{}]}"#, ["1 county {}", "1 contact {}"]),
      (
        #"{"format":"x","version":3,"a/b":[1],"offices":[1]}"#,
        [
          "1 /format: this format isn't supported (unsupported-version); \(ImportItemTests.supported)",
          "1 /version: this version isn't supported (unsupported-version); \(ImportItemTests.supported)",
          "1 /a~1b: a document has no field \"a/b\" (unknown-field); remove it", "1 office 1",
        ]
      ),
    ])
  func document(text: String, expected: [String]) throws {
    try Self.expect(.json, text, expected)
  }

  @Test(
    "of a document end with a fault in its brackets",
    arguments: [
      ("", "1 document: a document begins with {"), ("[]", "1 document: a document begins with {"),
      ("{\n\n", "3 document: a name in quotes is missing"),
      ("{}\n{", "2 document: something follows the document"),
      (#"{"a" 1}"#, "1 document: a colon is missing"),
      ("{\n\"members\":{}}", "2 document: the value of members must be an array"),
      (#"{"members":[{"a":}]}"#, "1 document: not JSON: no value begins here (byte 5 of this value)"),
      (
        #"{"members":["#,
        "1 document: not JSON: the text ends where a value is expected (byte 0 of this value)"
      ),
      (
        #"{"members":[1"#,
        "1 document: not JSON: the text ends where a value is expected (byte 0 of this value)"
      ), (#"{1:2}"#, "1 document: a name in quotes is missing"),
      (#"{"x":"}"#, "1 document: not JSON: the text ends inside a string (byte 2 of this value)"),
    ])
  func brokenDocument(text: String, expected: String) throws {
    let items = try Self.items(.json, text)
    #expect(items.last?.hasPrefix(expected) == true, "\(items)")
    #expect(try Self.items(.json, text, piece: 1) == items)
  }

  @Test("of NDJSON are its lines, without those that are empty")
  func lines() throws {
    try Self.expect(
      .ndjson,
      "{\"type\":\"member\",\"slug\":\"a\"}\n \t\r\n\n{\"slug\":\"b\",\"type\":\"topic\"}\r\n"
        + "{\"type\":\"formerSlug\",\"of\":\"member\",\"slug\":\"c\"}\n"
        + "{\"type\":\"formerSlug\",\"slug\":\"c\"}\n{\"type\":\"x\"}\n[]\nno\n{\"type\":\"county\"}",
      [
        #"1 member {"slug":"a"}"#, #"4 topic {"slug":"b"}"#, #"5 former {"type":"member","slug":"c"}"#,
        "6 /of: the line doesn't state which type of record had the slug (missing); "
          + "add of: one of member, topic, contact, office, area, county, memberKind, topicKind",
        "7 /type: the line states no known type (unknown-value); "
          + "add a type: one of organisation, office, contact, memberKind, topicKind, area, field, county, topic, "
          + "member, formerSlug",
        "8 /type: the line states no known type (unknown-value); "
          + "add a type: one of organisation, office, contact, memberKind, topicKind, area, field, county, topic, "
          + "member, formerSlug",
        "9 document: not JSON: no value begins here (byte 0) (malformed); correct the text", "10 county {}",
      ])
  }

  @Test("of NDJSON and of a document have at most a million bytes each")
  func longest() throws {
    func value(_ length: Int) -> String {
      #"{"type":"topic","a":""# + String(repeating: "a", count: length - 23) + #""}"#
    }
    #expect(value(40).utf8.count == 40)
    let tooLong = "document: one value has more than 1048576 bytes (malformed); correct the text"
    let lines = try Self.items(
      .ndjson, [value(1 << 20), value(1 << 20 + 1), value(40)].joined(separator: "\n"))
    #expect(lines[0].hasPrefix("1 topic") && lines[1] == "2 " + tooLong && lines[2].hasPrefix("3 topic"))
    #expect(try Self.items(.json, "{\"topics\":[\(value(1 << 20))]}")[0].hasPrefix("1 topic"))
    #expect(try Self.items(.json, "{\"topics\":[\(value(1 << 20 + 1)),1]}") == ["1 " + tooLong])
  }

  @Test("of CSV are its rows, after the first, which has the names of the columns and shows the separator")
  func rows() throws {
    let expected = [
      "2 member slug=a name=A, \"the\" first\nof two population=1", "5 member slug=b name='x population=",
      "6 document: the row has 2 cells, but the first row has 3 (malformed); correct the text",
      "7 document: the row has 4 cells, but the first row has 3 (malformed); correct the text",
      "8 member slug=c name=+47 population=",
    ]
    for delimiter in [",", ";", "\t"] {
      let text = """
        slug,name,population\r
        a,"A, ""the"" first
        of two",1\r
        ,,\r
        b,'x,\r
        short,row\r
        a,row,too,long
        c,'+47,
        """
      // A comma inside quotes isn't a separator.
      let other = text.replacing(",", with: delimiter).replacing("A\(delimiter) ", with: "A, ")
      try Self.expect(.csv, "\u{feff}" + other, expected)
      let stated = ["sep=\(delimiter)", "\"sep=\(delimiter)\""].map { $0 + "\r\n" + other }
      for text in stated {
        #expect(try Self.items(.csv, text).map { $0.dropFirst(1) } == expected.map { $0.dropFirst(1) })
      }
    }
    // One separator is enough to tell which.
    for delimiter in [",", ";", "\t"] {
      let text = "slug\(delimiter)population\na\(delimiter)1\n"
      try Self.expect(.csv, text, ["2 member slug=a population=1"])
    }
    // The other lines don't count, only the first one with text.
    try Self.expect(
      .csv, "\n\nslug;name;population\na;A, B, C, D;1\n", ["4 member slug=a name=A, B, C, D population=1"])
    try Self.expect(.csv, "", [])
    try Self.expect(.csv, "\n\r\n", [])
    try Self.expect(.csv, "slug,joined", [])
    try Self.expect(
      .csv, "name;slug,joined;kind\n",
      ["1 /slug,joined: a topic has no column \"slug,joined\" (unknown-field)"], type: .topic)
  }

  private static func expect(
    _ format: TransferFormat, _ text: String, _ prefixes: [String], type: RecordType
  ) throws {
    let items = try items(format, text, type: type)
    #expect(items.count == prefixes.count)
    #expect(zip(items, prefixes).allSatisfy { $0.hasPrefix($1) }, "\(items)")
  }

  @Test(
    "of CSV have the type that has one of the columns",
    arguments: [
      ("population", RecordType.member), ("focusAreas", .member), ("joined", .member), ("topics", .member),
      ("role", .contact), ("emailProtected", .contact), ("telephone", .contact), ("host", .office),
      ("postcode", .office), ("street", .office), ("broader", .topic), ("memberCount", .topic),
      ("region", .organisation), ("copyrightYear", .organisation), ("shortName", nil), ("kind", nil),
      ("Folketall", .member), ("County", .member), ("Stilling", .contact), ("Post-nummer", .office),
    ] as [(String, RecordType?)])
  func shownType(column: String, type: RecordType?) throws {
    let items = try Self.items(.csv, "name,\(column)\nN,1\n")
    let fault =
      "1 document: the columns don't show the type of the records (\"name\", \"\(column)\") (unknown-value); "
      + "state the type: one of organisation, office, contact, memberKind, topicKind, area, field, county, topic, member"
    let field = type.flatMap { ColumnNames.field(column, of: $0) } ?? ""
    #expect(items == [type.map { "2 \($0) name=N \(field)=1" } ?? fault])
  }

  @Test("of CSV begin with a fault for each column that is unknown or occurs twice")
  func header() throws {
    #expect(
      try Self.items(.csv, "\nslug,nmae,zzzzz,Kode,\na,b,c,d,\n", type: .county) == [
        "2 /nmae: a county has no column \"nmae\" (unknown-field); "
          + "did you mean name? Otherwise map or ignore it",
        "2 /zzzzz: a county has no column \"zzzzz\" (unknown-field); "
          + "the columns are slug, name, shortName, code, parent, order, status; "
          + "map it to one of them, or ignore it",
        "2 /slug: columns A (slug) and D (Kode) are both slug (malformed); "
          + "remove one of them, or leave it out when you import", "3 county slug=a slug=d",
      ])
  }
}
