import Directory
import Dispatch
import Glibc
import Locking
import OperatingSystem
import Synchronization

/// Imports records from a file.
extension MemberDirectory {
  package struct ImportOptions: Sendable {
    /// The file to read; `-` for standard input.
    package var file: String
    /// `json`, `ndjson`, `csv` or `tsv`. If it is nil, the file's name decides.
    package var format: String?
    /// The type of the rows of CSV, if the columns don't show it.
    package var type: String?
    /// The fields of columns of CSV, each as `column=field`.
    package var mapped: [String] = []
    /// Columns of CSV that are left out.
    package var ignored: [String] = []
    /// Whether topics, kinds and areas that don't exist are made.
    package var createsMissing = false
    package var isDryRun: Bool
    /// The name that the revisions get as their author.
    package var author: String

    package init(file: String, format: String?, type: String?, isDryRun: Bool, author: String) {
      self.file = file
      self.format = format
      self.type = type
      self.isDryRun = isDryRun
      self.author = author
    }
  }

  /// Imports the whole file, or nothing if it has faults. Returns what was done, for people. Throws the
  /// faults, each with its line.
  package static func importFile(
    _ settings: Settings, _ options: ImportOptions, output: LogOutput = .standardOutput,
    progress: LogOutput = .standardError
  ) throws(StartupError) -> String {
    let format = try format(of: options)
    let type = try recordType(options.type)
    let columns = try columns(of: options, format)
    let source = try ImportSource(options, settings, bar: ProgressBar(progress))
    defer { source.close() }
    let store = try options.isDryRun ? openForDryRun(settings) : openStore(settings)
    let result = wait(
      for: store,
      RecordsToImport(
        format: format, type: type, columns: columns, options: options, source: source, output: output))
    source.freeLine()
    // The edit has ended, and an unclosed store would leave its log beside the database.
    try? store.close()
    switch result {
    case .failure(let error): throw StartupError(error, database: settings.database.path)
    case .success(.refused(let faults)):
      throw StartupError(ArchiveFile.text(faults, in: options.file) ?? "", .data)
    case .success(.done(let summary)):
      guard summary.faults.isEmpty else { throw StartupError(faults(summary, in: options.file), .data) }
      return report(summary, options)
    }
  }

  /// Undoes an import, and returns the number of records that are as before.
  package static func undoImport(_ settings: Settings, id: Int64, author: String) throws(StartupError) -> Int
  {
    let store = try openExistingStore(settings)
    let undone = wait { completion in
      store.edit(
        isLong: true,
        { editor throws(DirectoryError) in
          EditResult(try editor.undoImport(id, by: Author(name: author)), keeps: true)
        }, completion: completion)
    }
    try? store.close()
    do { return try undone.get() } catch { throw StartupError(error, database: settings.database.path) }
  }

  /// Opens the database, or an empty one in memory if there is none, so that a dry run creates nothing and
  /// migrates nothing.
  private static func openForDryRun(_ settings: Settings) throws(StartupError) -> any DirectoryStore {
    let location = StoreLocation(settings)
    do throws(DirectoryError) {
      guard location.hasContent else { return try location.openEmpty() }
      if try location.inspection.pendingMigrations() == 0 { return try location.open() }
    } catch { throw StartupError(error, database: location.name) }
    throw StartupError(
      "\(location.name): the database has the schema of an older version, and a dry run changes nothing; "
        + "run `member-directory migrate` first", .data)
  }

  private static func wait(
    for store: any DirectoryStore, _ records: RecordsToImport
  ) -> Result<ImportOutcome, DirectoryError> {
    wait { completion in
      store.edit(
        isLong: true, { editor throws(DirectoryError) in try records.run(with: editor) },
        completion: completion)
    }
  }

  private static func wait<Answer: Sendable>(
    _ start: (@escaping @Sendable (Result<Answer, DirectoryError>) -> Void) -> Void
  ) -> Result<Answer, DirectoryError> {
    let done = DispatchSemaphore(value: 0)
    let answer = Answered<Answer>()
    start { result in
      answer.result.withLock { $0 = result }
      done.signal()
    }
    done.wait()
    return answer.result.withLock { $0 } ?? .failure(.unavailable("the edit ended without an answer"))
  }

  private static func format(of options: ImportOptions) throws(StartupError) -> TransferFormat {
    // The delimiter of a table is recognised, so both names mean the same.
    if options.format == "tsv" { return .csv }
    if options.isArchive { return .json }
    if let name = options.format { return try transferFormat(name) }
    if let format = format(ofFile: options.file) { return format }
    let ending = options.file.split(separator: ".").last.map { $0.lowercased() } ?? ""
    // A workbook is refused with the way to save it as a table, when it is read.
    if ["csv", "tsv", "xlsx", "xlsm", "xls", "ods"].contains(ending) { return .csv }
    throw StartupError(
      "\(options.file): the name doesn't tell the format; add --format json, ndjson, csv or tar", .usage)
  }

  private static func columns(
    of options: ImportOptions, _ format: TransferFormat
  ) throws(StartupError) -> ColumnChoices {
    if options.type != nil, format != .csv {
      throw StartupError(
        "--type is the type of the rows of a table (csv or tsv), and \(options.file) is read as "
          + "\(format.rawValue), whose records state their own types; leave --type out", .usage)
    }
    let given = !options.mapped.isEmpty ? "--map" : options.ignored.isEmpty ? nil : "--ignore"
    if let given, format != .csv {
      throw StartupError(
        "\(given) is about the columns of a table (csv or tsv), and \(options.file) is read as "
          + "\(format.rawValue), which has none; leave \(given) out", .usage)
    }
    var columns = ColumnChoices()
    for text in options.mapped where !columns.map(text) {
      throw StartupError("--map must have the form column=field, such as --map 'Engelsk navn=name'", .usage)
    }
    columns.ignored = options.ignored
    return columns
  }

  private static func faults(_ summary: ImportSummary, in file: String) -> String {
    let lines = summary.faults.map { "\(file):\($0.line): \($0)" }
    let count = summary.faults.count
    let more = count >= RecordImport.mostFaults ? "at least " : ""
    let column = summary.faults.first { $0.fault.code == .unknownField }.flatMap { $0.place?.name }
    let choices = column.map { name in
      "--map '\(name)=field' names the field of a column, and --ignore '\(name)' leaves a column out"
    }
    return
      (lines + [choices].compactMap(\.self) + [
        "\(more)\(count) fault\(count == 1 ? "" : "s"); nothing was written"
      ])
      .joined(separator: "\n")
  }

  private static func report(_ summary: ImportSummary, _ options: ImportOptions) -> String {
    let notes = summary.notes.map { "\(options.file):\($0.line): \($0.place): \($0.message)\n" }
    let table = summary.table.map { "; \($0)" } ?? ""
    let names = summary.table.map(columnNames) ?? ""
    let counts =
      notes.joined()
      + "\(summary.created) new, \(summary.updated) changed, \(summary.unchanged) as they were\(table)\(names)"
    if options.isDryRun { return counts + "; nothing was written: this was a dry run" }
    guard let id = summary.id else { return counts }
    return counts + "\nimport \(id); `member-directory import undo \(id)` takes it back"
  }

  /// Returns how the columns were understood whose names aren't those of their fields.
  private static func columnNames(_ table: TableDescription) -> String {
    let names = table.columns.compactMap { column -> String? in
      guard column.name != column.field, !column.name.isEmpty else { return nil }
      return column.field.map { "\(column.name) as \($0)" } ?? "\(column.name) left out"
    }
    return names.isEmpty ? "" : "; columns: \(names.joined(separator: ", "))"
  }
}

/// What an import has done.
private enum ImportOutcome: Sendable {
  case done(ImportSummary)
  /// The pictures of an archive have faults, and nothing was written.
  case refused([ArchiveFault])
}

/// The parts of an import that its edit needs.
private struct RecordsToImport: Sendable {
  let format: TransferFormat
  let type: RecordType?
  let columns: ColumnChoices
  let options: MemberDirectory.ImportOptions
  let source: ImportSource
  let output: LogOutput

  func run(with editor: RecordEditor) throws(DirectoryError) -> EditResult<ImportOutcome> {
    let faults = try source.storePictures(with: editor)
    guard faults.isEmpty else { return EditResult(.refused(faults), keeps: false) }
    var records = RecordImport(
      format, type: type, columns: columns, createsMissing: options.createsMissing,
      from: source.pieces(), by: Author(name: options.author)
    ) { change in
      guard options.isDryRun else { return }
      source.freeLine()
      output.write(Array(Self.lines(change).utf8))
    }
    let summary = try records.run(with: editor)
    return EditResult(.done(summary), keeps: !options.isDryRun && summary.faults.isEmpty)
  }

  /// Returns the lines for one change, as in a diff: + for a new record, ~ for a changed one, with each field
  /// below.
  private static func lines(_ change: ImportChange) -> String {
    let former = change.isFormerSlug ? "former " : ""
    let key = "\(former)\(change.key.type.rawValue) \(change.key.slug)"
    guard !change.isNew else { return "+ \(key) (line \(change.line))\n" }
    let fields = change.changes.map { field in
      let old = field.old.map { $0.compactText } ?? "nothing"
      let new = field.new.map { $0.compactText } ?? "nothing"
      return "    \(field.pointer): \(old) -> \(new)\n"
    }
    return "~ \(key) (line \(change.line))\n" + fields.joined()
  }
}

private final class Answered<Answer: Sendable>: Sendable {
  let result = Guarded<Result<Answer, DirectoryError>?>(nil)
}
