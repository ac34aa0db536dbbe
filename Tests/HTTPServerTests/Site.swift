import Glibc
import HTTPCore
import HTTPServer
import TestSupport
import Testing

/// Files in a folder of the test's own, behind a server on a free port.
final class Site {
  static let style = "body { color: black }\n"
  static let letters = "abcdefghijklmnopqrstuvwxyz"

  let folder: TemporaryFolder
  let site: String
  private let server: Server
  private let port: UInt16

  /// An hour ahead, so that files which are new to the file system are not to the answers. `change` sees each
  /// answer before it is sent.
  init(
    clockAhead: Int64 = 3_600, change: @escaping @Sendable (Response) -> Response = { $0 }
  ) throws {
    let folder = try TemporaryFolder()
    let site = folder.file("site")
    for name in ["site", "site/docs", "site/empty"] { _ = unsafe mkdir(folder.file(name), 0o755) }
    for (name, text) in [
      "secret.txt": "secret", "site/index.html": "<h1>Index</h1>", "site/docs/index.html": "<h1>Docs</h1>",
      "site/letters.txt": Self.letters, "site/style.css": Self.style, "site/.hidden": "secret",
      "site/name with space.txt": "space", "site/nothing.txt": "", "site/data": "data",
    ] { try folder.write(Array(text.utf8), to: name) }
    let server = Server(
      ServerConfiguration(addresses: [.internet(host: "127.0.0.1", port: 0)], loops: 1),
      responder: {
        SiteResponder(StaticFiles(root: site, cacheControl: "max-age=60"), clockAhead, change)
      })
    guard case .internet(_, let port)? = try server.start().first else { throw TestServer.NotBound() }
    (self.folder, self.site, self.server, self.port) = (folder, site, server, port)
  }

  deinit { _ = server.stop(within: 2_000) }

  func client() throws -> RawClient { try RawClient(port: port) }

  func get(_ path: String, _ fields: String = "", method: String = "GET") throws -> RawResponse {
    let client = try client()
    client.send("\(method) \(path) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
    return try #require(try client.readResponse(toHead: method == "HEAD"))
  }
}

final class SiteResponder: Responder {
  private let files: StaticFiles
  private let clockAhead: Int64
  private let change: @Sendable (Response) -> Response

  init(_ files: StaticFiles, _ clockAhead: Int64, _ change: @escaping @Sendable (Response) -> Response) {
    self.files = files
    self.clockAhead = clockAhead
    self.change = change
  }

  func reply(to head: RequestHead, in bytes: Span<UInt8>, id: RequestID, now: Int64) -> Reply {
    .response(change(files.response(to: head, in: bytes, now: now + clockAhead) ?? Response(.notFound)))
  }

  func reply(to request: Request, now: Int64) -> Reply { .response(Response(.notFound)) }
  func response(to error: RequestError) -> Response { Response(error.status) }
  func tick(now: Int64) {}
}
