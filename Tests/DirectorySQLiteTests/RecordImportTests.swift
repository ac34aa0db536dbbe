import Directory
import DirectorySQLite
import Dispatch
import Locking
import TestSupport
import Testing

@Suite("An import of records") struct RecordImportTests {
  private let folder: TemporaryFolder
  private let store: SQLiteDirectoryStore

  init() throws {
    folder = try TemporaryFolder()
    store = try SQLiteDirectoryStore(path: folder.file("directory.sqlite"))
    try store.load(
      .make(
        offices: [
          DirectoryDocument.Office.make(
            id: "oslo", name: "O", host: "H", street: "S", postcode: "1", city: "C", country: "NO")
        ],
        contacts: [.make(id: "kari", name: "Kari", office: "oslo")],
        topics: [.make(slug: "climate", name: "C")],
        members: [.make(slug: "hamar", name: "Hamar", shortName: "Hamar", topics: ["climate"])]))
  }

  private struct Outcome: Sendable {
    var summary: ImportSummary
    var changes: [String]
    /// The number of bytes that were not read.
    var rest: Int
  }

  private func run(
    _ format: TransferFormat, _ text: String, type: RecordType? = nil
  ) throws -> Outcome {
    let bytes = Array(text.utf8)
    let result = Guarded<Result<Outcome, DirectoryError>?>(nil)
    let done = DispatchSemaphore(value: 0)
    store.edit(isLong: true) { editor throws(DirectoryError) in
      var rest = bytes[...]
      var changes: [String] = []
      var records = RecordImport(
        format, type: type,
        from: { () throws(DirectoryError) in
          let piece = Array(rest.prefix(1000))
          rest = rest.dropFirst(1000)
          return piece
        }, by: Author(name: "import")
      ) { change in
        let fields = change.changes.map(\.pointer).joined(separator: " ")
        changes.append("\(change.line) \(change.key.slug)\(change.isNew ? " new" : "") \(fields)")
      }
      let summary = try records.run(with: editor)
      return EditResult(Outcome(summary: summary, changes: changes, rest: rest.count), keeps: true)
    } completion: { outcome in
      result.withLock { $0 = outcome }
      done.signal()
    }
    done.wait()
    return try #require(result.withLock { $0 }).get()
  }

  private static func counts(_ summary: ImportSummary) -> [Int] {
    [summary.created, summary.updated, summary.unchanged, summary.faults.count]
  }

  @Test("writes a record after the records to which it refers, even if they come later in the text")
  func forward() throws {
    let topics = (0..<5).map { index in
      let broader = index < 4 ? #","broader":"t-\#(index + 1)""# : ""
      return #"{"type":"topic","slug":"t-\#(index)","kind":"theme","name":"T","summary":"S"\#(broader)}"#
    }
    let outcome = try run(.ndjson, topics.joined(separator: "\n"))
    #expect(Self.counts(outcome.summary) == [5, 0, 0, 0])
    #expect(outcome.changes.map { $0.prefix(1) } == ["5", "4", "3", "2", "1"])
    #expect(outcome.changes[0] == "5 t-4 new /slug /kind /name /summary /status")
    #expect(try store.makeReader().topic(slug: "t-0")?.broader?.slug == "t-1")
    #expect(outcome.summary.id != nil)
  }

  @Test("counts the records that it changes and those that stay the same, and lists each change")
  func changes() throws {
    let outcome = try run(
      .ndjson,
      """
      {"type":"topic","slug":"climate","kind":"theme","name":"C","summary":"S"}
      {"type":"topic","slug":"climate","kind":"agenda","name":"C","summary":"S"}
      {"type":"office","id":"oslo","name":"O","host":"H","street":"S","postcode":"1","city":"C","country":"NO"}
      {"type":"county","slug":"viken","name":"Viken","shortName":"Viken","status":"draft"}
      {"type":"formerSlug","of":"topic","slug":"weather","successors":["climate"]}
      """)
    #expect(Self.counts(outcome.summary) == [2, 1, 2, 0])
    #expect(
      outcome.changes == [
        "2 climate /kind", "4 viken new /slug /name /shortName /status",
        "5 weather new /type /slug /successors",
      ])
    #expect(try store.makeReader().former(.topic, slug: "weather")?.successors == ["climate"])
    #expect(try store.makeReader().counties() == [])
    let again = try run(
      .ndjson, #"{"type":"topic","slug":"climate","kind":"agenda","name":"C","summary":"S"}"#)
    #expect(Self.counts(again.summary) == [0, 0, 1, 0] && again.summary.id == nil)
    // A record keeps its status unless the import states one.
    let draft = try run(
      .ndjson, #"{"type":"county","slug":"viken","name":"Viken County","shortName":"Viken"}"#)
    #expect(draft.changes == ["1 viken /name"])
    #expect(try store.makeReader().counties() == [])
  }

  @Test("reports the faults of records with their lines")
  func faults() throws {
    let outcome = try run(
      .ndjson,
      """
      {"type":"topic","slug":"A","kind":"theme","name":"T","summary":"S"}
      {"type":"topic","slug":"a","kind":"theme","name":"T","summary":"S","broader":"none"}
      {"type":"office","id":"oslo","name":"O","host":"H","street":"S","postcode":"1","city":"C","country":"NO",\
      "status":"draft"}
      {"type":"topic","slug":"b","kind":"none","name":"T","summary":"S","broader":"none"}
      {"type":"topic","slug":"c","kind":"theme","name":"T","summary":"S","status":"gone"}
      no
      """)
    #expect(
      outcome.summary.faults.map { "\($0.line) \($0.fault.pointer) \($0.fault.code.rawValue)" } == [
        "1 /slug invalid-slug", "2 /broader unknown-reference", "3  malformed", "4 /kind unknown-value",
        "4 /broader unknown-reference", "5 /status unknown-value", "6  malformed",
      ])
  }

  @Test("stops at a thousand faults")
  func most() throws {
    let outcome = try run(.ndjson, String(repeating: "nonsense\n", count: 2_000))
    #expect(outcome.summary.faults.count == RecordImport.mostFaults)
    #expect(outcome.summary.faults.last?.line == 1_000)
    #expect(outcome.rest > 8_000)
    let unknown =
      #"{"type":"topic","slug":"a","kind":"theme","name":"T","summary":"S","broader":"none"}"# + "\n"
    let late = try run(.ndjson, String(repeating: unknown, count: 1_100))
    #expect(late.summary.faults.count == RecordImport.mostFaults)
  }

  @Test("of rows changes the fields that have a column, and creates new records")
  func rows() throws {
    let outcome = try run(
      .csv,
      "slug,kind,name,shortName,summary,population,topics\nhamar,,,,,,climate\nhamar,municipality,Hamar,Hamar,A place.,30000,\n"
        + "gjovik,municipality,Gjøvik,Gjøvik,A town.,,\n,municipality,N,N,S,,\n")
    #expect(
      outcome.changes == [
        "3 hamar /topics /population", "4 gjovik new /slug /kind /name /shortName /summary /topics /status",
        "5 n new /slug /kind /name /shortName /summary /topics /status",
      ])
    #expect(
      outcome.summary.faults.map { "\($0.line) \($0.fault.pointer)" } == [
        "2 /kind", "2 /name", "2 /shortName",
      ])
    #expect(
      try store.makeReader().member(slug: "hamar")?.population
        == Population(value: 30_000, approximate: false))
  }

  @Test("of a row without a slug for the organisation changes the organisation")
  func organisation() throws {
    let outcome = try run(.csv, "region,copyrightYear\nEverywhere,2022\n")
    #expect(outcome.changes == ["2 organisation /region /copyrightYear"])
    #expect(try store.makeReader().organisation() == .make(region: "Everywhere", copyrightYear: 2022))
  }

  @Test("may have a kind after the records that have it, and takes both back")
  func kinds() throws {
    let before = try store.text()
    let outcome = try run(
      .ndjson,
      #"{"type":"topic","slug":"jazz","kind":"genre","name":"Jazz"}"# + "\n"
        + #"{"type":"topicKind","slug":"genre","name":"Genre"}"# + "\n"
        + #"{"type":"member","slug":"kaiku","kind":"choir","name":"K","shortName":"K","summary":"S","topics":["jazz"]}"#
        + "\n" + #"{"type":"memberKind","slug":"choir","name":"Choir","schemaType":"MusicGroup"}"# + "\n")
    #expect(outcome.summary.faults == [] && outcome.summary.created == 4)
    let id = try #require(outcome.summary.id)
    let done = DispatchSemaphore(value: 0)
    store.edit(isLong: true) { editor throws(DirectoryError) in
      EditResult(try editor.undoImport(id, by: Author(name: "import")), keeps: true)
    } completion: { _ in
      done.signal()
    }
    done.wait()
    #expect(try store.text() == before)
  }

  @Test("names the kind that doesn't exist, and those that do")
  func unknownKind() throws {
    let outcome = try run(
      .ndjson, #"{"type":"topic","slug":"jazz","kind":"gnere","name":"Jazz"}"# + "\n")
    #expect(outcome.summary.faults.map(\.fault.pointer) == ["/kind"])
    #expect(outcome.summary.faults.map(\.fault.hint) == ["use one of agenda, network, programme, theme"])
  }
}
