import Glibc
import TestSupport
import Testing

@Suite("A static file")
struct StaticFilesTests {
  @Test(
    "is served under its media type",
    arguments: [
      ("/", "text/html; charset=utf-8", "<h1>Index</h1>"),
      ("/docs/", "text/html; charset=utf-8", "<h1>Docs</h1>"),
      ("/style.css", "text/css; charset=utf-8", Site.style),
      ("/style.css?v=2", "text/css; charset=utf-8", Site.style),
      ("/name%20with%20space.txt", "text/plain; charset=utf-8", "space"),
      ("/%64ocs/inde%78.html", "text/html; charset=utf-8", "<h1>Docs</h1>"),
      ("/nothing.txt", "text/plain; charset=utf-8", ""),
      ("/data", "application/octet-stream", "data"),
    ])
  func served(path: String, type: String, content: String) throws {
    let answer = try Site().get(path)
    #expect(answer.status == 200)
    #expect(answer.text == content)
    #expect(answer.field("content-type") == type)
    #expect(answer.field("x-content-type-options") == "nosniff")
    #expect(answer.field("cache-control") == "max-age=60")
    #expect(answer.field("accept-ranges") == "bytes")
    #expect(answer.field("vary") == nil)
  }

  @Test("has the same fields for HEAD, and no content", arguments: ["/letters.txt", "/nothing.txt", "/big"])
  func head(path: String) throws {
    let site = try Site()
    try site.folder.write([UInt8](repeating: 7, count: 1_000_000), to: "site/big")
    let client = try site.client()
    client.send("HEAD \(path) HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1\r\n\r\n")
    let head = try #require(try client.readResponse(toHead: true))
    client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
    let get = try #require(try client.readResponse())
    #expect(head.status == 200)
    let own: Set = ["date", "x-request-id"]
    #expect(
      head.fields.filter { !own.contains($0.name) }.map(\.value)
        == get.fields.filter { !own.contains($0.name) }.map(\.value))
  }

  @Test(
    "is given in the part that Range asks for",
    arguments: [
      ("bytes=0-0", 206, "a", "bytes 0-0/26"), ("bytes=2-4", 206, "cde", "bytes 2-4/26"),
      ("bytes=24-", 206, "yz", "bytes 24-25/26"), ("bytes=-3", 206, "xyz", "bytes 23-25/26"),
      ("bytes=20-900", 206, "uvwxyz", "bytes 20-25/26"), ("bytes=-900", 206, Site.letters, "bytes 0-25/26"),
      ("BYTES=1-1", 206, "b", "bytes 1-1/26"),
      ("bytes=26-", 416, nil, "bytes */26"), ("bytes=-0", 416, nil, "bytes */26"),
      ("bytes=99-100", 416, nil, "bytes */26"),
      ("bytes=0-1,4-5", 200, Site.letters, nil), ("bytes=5-2", 200, Site.letters, nil),
      ("bytes=", 200, Site.letters, nil), ("bytes=a-b", 200, Site.letters, nil),
      ("bytes=+1-2", 200, Site.letters, nil), ("items=0-1", 200, Site.letters, nil),
      ("bytes=0-1\r\nRange: bytes=0-1", 200, Site.letters, nil),
    ] as [(String, Int, String?, String?)])
  func ranges(range: String, status: Int, content: String?, contentRange: String?) throws {
    let answer = try Site().get("/letters.txt", "Range: \(range)\r\n")
    #expect(answer.status == status)
    if let content { #expect(answer.text == content) }
    #expect(answer.field("content-range") == contentRange)
  }

  @Test("of no octets has no part to give")
  func emptyRange() throws {
    let answer = try Site().get("/nothing.txt", "Range: bytes=0-\r\n")
    #expect(answer.status == 416)
    #expect(answer.field("content-range") == "bytes */0")
    #expect(answer.field("content-type") == "application/problem+json")
  }

  @Test(
    "outside the folder, hidden, or of another kind is not there",
    arguments: [
      "/../secret.txt", "/docs/../../secret.txt", "/%2e%2e/secret.txt", "/.%2E/secret.txt",
      "/docs/%2e%2e/%2e%2e/secret.txt", "/..%2fsecret.txt", "/docs%2findex.html", "/%2e%2e%2fsecret.txt",
      "/..%5csecret.txt", "/..\\secret.txt", "//secret.txt", "/%2fetc/passwd", "//etc/passwd",
      "/docs//index.html",
      "/.hidden", "/%2ehidden", "/./letters.txt", "/docs/../letters.txt", "/letters.txt/",
      "/letters.txt/x", "/empty/", "/absent", "/absent/x", "/link.txt", "/outside/secret.txt", "/outside",
      "/outside/", "/inside.txt", "/fifo", "/%252e%252e/secret.txt", "/\(String(repeating: "n", count: 300))",
      "/style.css.", "/STYLE.CSS",
    ])
  func traversal(path: String) throws {
    let site = try Site()
    _ = unsafe symlink("../secret.txt", site.folder.file("site/link.txt"))
    _ = unsafe symlink("letters.txt", site.folder.file("site/inside.txt"))
    _ = unsafe symlink(site.folder.path, site.folder.file("site/outside"))
    _ = unsafe mkfifo(site.folder.file("site/fifo"), 0o644)
    #expect(try site.get(path).status == 404)
  }

  @Test(
    "cannot be asked for by a path that is no text",
    arguments: ["/letters.txt%00", "/%00", "/%", "/%4", "/%zz/x", "/%ff.txt", "/%c0%ae%c0%ae/secret.txt"])
  func malformed(path: String) throws {
    #expect(try Site().get(path).status == 400)
  }

  @Test("takes GET and HEAD only", arguments: ["POST", "PUT", "DELETE", "OPTIONS"])
  func methods(method: String) throws {
    let answer = try Site().get("/letters.txt", method: method)
    #expect(answer.status == 405)
    #expect(answer.field("allow") == "GET, HEAD")
  }

  @Test("in a folder without its slash is one redirect away, on the same host")
  func redirect() throws {
    let answer = try Site().get("/docs?a=b")
    #expect(answer.status == 301)
    #expect(answer.field("location") == "docs/?a=b")
  }
}
