import Glibc
import TestSupport
import Testing

@Suite("A static file's validators")
struct StaticFileValidatorTests {
  private static let past = "Sun, 06 Nov 1994 08:49:37 GMT"
  private static let future = "Fri, 31 Dec 2999 23:59:59 GMT"

  /// `{tag}` and `{date}` stand for the file's own.
  @Test(
    "decide about conditional requests",
    arguments: [
      ("If-None-Match: {tag}", 304), ("If-None-Match: W/{tag}", 304), ("If-None-Match: *", 304),
      ("If-None-Match: \"x\", {tag}", 304), ("If-None-Match: \"x\"", 200),
      ("If-Modified-Since: {date}", 304), ("If-Modified-Since: \(future)", 304),
      ("If-Modified-Since: \(past)", 200), ("If-Modified-Since: yesterday", 200),
      // The tag goes before the date (RFC 9110 §13.2.2).
      ("If-None-Match: \"x\"\r\nIf-Modified-Since: {date}", 200),
      ("If-Match: {tag}", 200), ("If-Match: *", 200), ("If-Match: W/{tag}", 412), ("If-Match: \"x\"", 412),
      ("If-Unmodified-Since: {date}", 200), ("If-Unmodified-Since: \(past)", 412),
      ("If-Match: {tag}\r\nIf-Unmodified-Since: \(past)", 200),
      ("Range: bytes=1-1\r\nIf-Range: {tag}", 206), ("Range: bytes=1-1\r\nIf-Range: W/{tag}", 200),
      ("Range: bytes=1-1\r\nIf-Range: \"x\"", 200), ("Range: bytes=1-1\r\nIf-Range: {date}", 206),
      ("Range: bytes=1-1\r\nIf-Range: \(future)", 200), ("Range: bytes=99-\r\nIf-Range: \"x\"", 200),
      ("Range: bytes=1-1\r\nIf-None-Match: {tag}", 304), ("Range: bytes=99-\r\nIf-Match: \"x\"", 412),
    ])
  func conditions(fields: String, status: Int) throws {
    let site = try Site()
    try setTime(1_600_000_000, of: site.folder.file("site/letters.txt"))
    let first = try site.get("/letters.txt")
    let tag = try #require(first.field("etag"))
    let date = try #require(first.field("last-modified"))
    #expect(date == "Sun, 13 Sep 2020 12:26:40 GMT")
    let filled = fields.split(separator: "{tag}", omittingEmptySubsequences: false).joined(separator: tag)
      .split(separator: "{date}", omittingEmptySubsequences: false).joined(separator: date)
    let answer = try site.get("/letters.txt", filled + "\r\n")
    #expect(answer.status == status)
    if status == 304 {
      // What a 304 repeats (RFC 9110 §15.4.5).
      #expect(answer.field("etag") == tag)
      #expect(answer.field("cache-control") == "max-age=60")
      #expect(answer.field("content-type") == nil)
    }
  }

  @Test("change with every version")
  func everyVersion() throws {
    let site = try Site()
    var tags: Set<String> = []
    for length in 1...10 {
      try site.folder.write([UInt8](repeating: 48, count: length), to: "site/new.txt")
      tags.insert(try #require(try site.get("/new.txt").field("etag")))
    }
    #expect(tags.count == 10)
  }

  @Test("hold back the tag of a version that could still change without a trace")
  func newVersion() throws {
    let answer = try Site(clockAhead: 0).get("/letters.txt", "If-None-Match: *\r\n")
    #expect(answer.status == 304)
    #expect(answer.field("etag") == nil && answer.field("last-modified") != nil)
  }

  @Test("never speak of the future")
  func notLaterThanDate() throws {
    let site = try Site(clockAhead: 0)
    try setTime(4_000_000_000, of: site.folder.file("site/letters.txt"))
    let answer = try site.get("/letters.txt")
    #expect(answer.field("last-modified") == answer.field("date"))
    // Nor is a date that moves with the clock one to resume by.
    let date = try #require(answer.field("last-modified"))
    #expect(try site.get("/letters.txt", "Range: bytes=1-1\r\nIf-Range: \(date)\r\n").status == 200)
  }

  @Test(
    "and content are those of its gzip neighbour for whom that is better",
    arguments: [
      ("Accept-Encoding: gzip", true), ("Accept-Encoding: br, gzip;q=0.5", true),
      ("Accept-Encoding: *", true), ("Accept-Encoding: identity;q=0, gzip;q=0.1", true),
      ("Accept-Encoding: identity;q=0, *", true),
      ("Accept-Encoding: gzip;q=0", false), ("Accept-Encoding: gzip;q=0.2, identity", false),
      ("Accept-Encoding: br", false), ("Accept-Encoding:", false), ("X: y", false),
    ])
  func precompressed(field: String, isGzip: Bool) throws {
    let site = try Site()
    try site.folder.write(Array("compressed".utf8), to: "site/style.css.gz")
    let answer = try site.get("/style.css", field + "\r\n")
    #expect(answer.status == 200)
    #expect(answer.text == (isGzip ? "compressed" : Site.style))
    #expect(answer.field("content-encoding") == (isGzip ? "gzip" : nil))
    #expect(answer.field("content-type") == "text/css; charset=utf-8")
    #expect(answer.field("vary") == "Accept-Encoding")
    let other = try site.get("/style.css", isGzip ? "" : "Accept-Encoding: gzip\r\n")
    #expect(other.field("etag") != answer.field("etag"))
    let tag = try #require(answer.field("etag"))
    let unchanged = try site.get("/style.css", "\(field)\r\nIf-None-Match: \(tag)\r\n")
    #expect(unchanged.status == 304 && unchanged.field("vary") == "Accept-Encoding")
  }

  @Test("and content are its own where the gzip neighbour is older, or no file")
  func stale() throws {
    let site = try Site()
    try site.folder.write(Array("compressed".utf8), to: "site/style.css.gz")
    try setTime(1_600_000_000, of: site.folder.file("site/style.css.gz"))
    _ = unsafe mkdir(site.folder.file("site/letters.txt.gz"), 0o755)
    for (path, content) in [("/style.css", Site.style), ("/letters.txt", Site.letters)] {
      let answer = try site.get(path, "Accept-Encoding: gzip\r\n")
      #expect(answer.text == content && answer.field("vary") == nil)
    }
  }

  @Test("hold for a range of the gzip neighbour as well")
  func rangeOfCompressed() throws {
    let site = try Site()
    try site.folder.write(Array("compressed".utf8), to: "site/style.css.gz")
    let answer = try site.get("/style.css", "Accept-Encoding: gzip\r\nRange: bytes=0-3\r\n")
    #expect(answer.status == 206 && answer.text == "comp")
    #expect(answer.field("content-range") == "bytes 0-3/10" && answer.field("content-encoding") == "gzip")
  }

  private func setTime(_ seconds: Int, of path: String) throws {
    let time = timespec(tv_sec: seconds, tv_nsec: 0)
    try #require(unsafe utimensat(AT_FDCWD, path, [time, time], 0) == 0)
  }
}
