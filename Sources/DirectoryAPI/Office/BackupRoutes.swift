internal import Directory
internal import HTTPCore
internal import OperatingSystem
internal import Representations

/// The backups of the directory, for administrators.
enum BackupRoutes {
  static func list(_ call: Call) throws(APIError) -> Content {
    let backups = try wrapping { () throws(BackOfficeError) in try office(call.settings).backups() }
    return Content(
      bytes: JSONWriter.document { json in
        json.array("items", backups) { json, backup in json.object { write(backup, to: &$0) } }
        json.field("total", backups.count)
        json.fieldOrNull("next", nil)
      })
  }

  /// Makes a backup, and returns the response to the request for it.
  static func make(_ settings: APISettings) throws(APIError) -> Response {
    let backup = try wrapping { () throws(BackOfficeError) in try office(settings).backUp() }
    let content = JSONWriter.document { write(backup, to: &$0) }
    return KeptResponse(location: path(of: backup.name), content: content).response
  }

  static func write(_ backup: StoredBackup, to json: inout JSONWriter) {
    json.field("name", backup.name)
    json.field("at", RFC3339.text(backup.at))
    json.field("bytes", backup.bytes)
    json.object("links") { $0.field("self", path(of: backup.name)) }
  }

  static func path(of name: String) -> String { "/backups/" + PercentEncoding.encode(name) }

  static func office(_ settings: APISettings) throws(BackOfficeError) -> any BackOffice {
    guard let office = settings.office else { throw .noFolder }
    return office
  }

  static func wrapping<Result>(
    _ body: () throws(BackOfficeError) -> Result
  ) throws(APIError) -> Result {
    do { return try body() } catch { throw .office(error) }
  }
}

extension DirectoryResponder {
  /// Replies with the file of a backup. It is opened on another thread, and sent piece by piece.
  func backup(
    _ match: Router.Match, _ suffix: Format?, _ head: RequestHead, in bytes: Span<UInt8>, id: RequestID,
    now: Int64
  ) throws(APIError) -> Reply {
    let route = Routes.all[match.resource]
    let token = try require(route.role ?? .admin, of: try authenticate(head, in: bytes, now: now))
    let query: Query
    do { query = try Query(head.target.query, in: bytes) } catch { throw .argument(.malformedQuery) }
    _ = try Arguments(query, for: [])
    guard ContentCoding.acceptance(head, in: bytes).identity else { throw .negotiation(.codingNotAcceptable) }
    // A format isn't a part of any name.
    let name = (match.parameters.first ?? "") + (suffix.map { "." + $0.name } ?? "")
    try charge(Cost.wholeList, to: account(of: token, head), now: now)
    return .deferred { [settings] in
      do throws(APIError) {
        let file = try BackupRoutes.wrapping { () throws(BackOfficeError) in
          try BackupRoutes.office(settings).open(backup: name)
        }
        return Response(
          .ok, fields: Self.fields(ofBackup: name), body: .source(BackupSource(file), length: file.length))
      } catch {
        return Self.refusal(error, on: route, about: "request \(id.text)", settings: settings)
      }
    }
  }

  /// - Parameter name: one that was found, which has no characters that must be escaped.
  private static func fields(ofBackup name: String) -> [Response.Field] {
    [
      Response.Field("Content-Type", "application/octet-stream"),
      Response.Field("Content-Disposition", "attachment; filename=\"\(name)\""),
      Response.Field("Content-Security-Policy", "default-src 'none'; sandbox"),
    ] + KeptResponse.fields
  }
}

/// Sends a backup piece by piece.
///
/// Unchecked: only the connection that sends it calls it (`BodySource`).
private final class BackupSource: BodySource, @unchecked Sendable {
  /// The size of a connection's output buffer.
  private static let piece = 65_536
  /// What the system is asked to read ahead, so that a piece is in its cache when it is sent.
  private static let ahead = 1 << 20

  private let file: ReadableFile
  private var sent = 0
  private var prepared = 0

  init(_ file: ReadableFile) {
    self.file = file
    prepare()
  }

  func next(into output: inout [UInt8]) throws -> Bool {
    let end = min(file.length, sent + Self.piece)
    try file.read(end - sent, at: sent, into: &output)
    sent = end
    prepare()
    return sent < file.length
  }

  private func prepare() {
    guard prepared < file.length, sent + Self.ahead > prepared else { return }
    let end = min(file.length, prepared + 2 * Self.ahead)
    file.prepare(prepared..<end)
    prepared = end
  }
}
