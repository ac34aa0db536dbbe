import Directory
import DirectorySQLite
import Glibc
import Locking
import TestSupport
import Testing

@testable import App

@Suite("A start that takes long")
struct LongStartTests {
  let folder: TemporaryFolder
  /// The lock lets a start wait when it loads the shipped data.
  private let lock: DatabaseLock

  init() throws {
    folder = try TemporaryFolder()
    let path = folder.file("d.sqlite")
    try SQLiteDirectoryStore(path: path).close()
    lock = try DatabaseLock(on: path)
  }

  private func serve(_ options: String...) throws -> CommandProcess {
    try CommandProcess(
      ["serve", "--port", "0", "--log-format", "json", "--database", folder.file("d.sqlite")] + options,
      environment: ["MEMBER_DIRECTORY_DATABASE_BUSY_TIMEOUT_MILLISECONDS": "600000"], in: folder)
  }

  @Test("meanwhile the server is live but not ready, and then it answers on the same connections")
  func phases() throws {
    let server = try serve()
    let client = try RawClient(port: server.port(in: "\"starting\""))
    let unread = try RawClient(port: server.port(in: "\"starting\""))
    client.send(RunningDirectory.request("GET", "/health/live"))
    let live = try #require(try client.readResponse())
    #expect(live.status == 200)
    #expect(live.text == "{\"status\":\"live\"}\n")
    for (method, target) in [
      ("GET", "/health/ready"), ("GET", "/members"), ("POST", "/members"), ("GET", "/x"),
    ] {
      client.send(RunningDirectory.request(method, target))
      let refused = try #require(try client.readResponse())
      #expect(refused.status == 503)
      #expect(refused.field("retry-after") == "1")
      #expect(try refused.json["code"] == .string("starting"))
    }
    client.send(RunningDirectory.request("HEAD", "/health/live"))
    #expect(try client.readResponse(toHead: true)?.status == 200)
    let line = try server.line(with: "still starting")
    #expect(line.contains("opening the database"))
    lock.release()
    #expect(try server.port() == server.port(in: "\"starting\""))
    for client in [client, unread] {
      client.send(RunningDirectory.request("GET", "/members"))
      #expect(try client.readResponse()?.json["total"] == .integer(17))
    }
    server.signal(SIGTERM)
    #expect(try server.end().status == 0)
  }

  @Test("a server that shares a port joins it when it is ready")
  func sharedPort() throws {
    let server = try serve("--share-port")
    _ = try server.line(with: "still starting")
    lock.release()
    _ = try server.port()
    server.signal(SIGTERM)
    #expect(try !server.end().errors.contains { $0.contains("\"starting\"") })
  }

  @Test("a signal stops it at once", arguments: [SIGTERM, SIGINT, SIGQUIT])
  func stop(number: Int32) throws {
    let server = try serve()
    _ = try server.port(in: "\"starting\"")
    server.signal(number)
    let ended = try server.end()
    #expect(ended.status == 0)
    #expect(ended.errors.last?.contains("\"stopped\"") == true)
  }

  @Test(
    "the log says what the start is doing",
    arguments: [
      (nil, "opening the database"), (.migration(2, of: 6), "migration 2 of 6"),
      (.indexing(1_200, of: 5_000), "indexing for search: 1200 of 5000 rows (24 %)"),
    ] as [(OpeningStep?, String)])
  func text(step: OpeningStep?, text: String) {
    #expect(StartProgress.text(of: step) == text)
  }

  @Test("a store that opens reports each migration")
  func steps() throws {
    let steps = Guarded<[OpeningStep]>([])
    _ = try SQLiteDirectoryStore(path: folder.file("new.sqlite")) { step in steps.withLock { $0.append(step) }
    }
    let reported = steps.withLock { $0 }
    #expect(reported.count > 1)
    #expect(reported == (1...reported.count).map { .migration($0, of: reported.count) })
  }
}
