import Directory
import TestSupport
import Testing

@testable import App

@Suite("A range of a picture")
struct PictureRangeTests {
  let directory: RunningDirectory
  let url: String
  let file = PictureSamples.jpeg(data: 100_000)

  init() throws {
    directory = try RunningDirectory()
    let put = try Staff(directory).upload("/members/oslo/image?alt=A", file)
    url = try #require(try put.json["image"]?["sizes"]?.items[0]["url"]?.string)
  }

  private var last: Int { file.count - 1 }

  @Test("is sent alone, also across parts and to the end")
  func parts() throws {
    let whole = try directory.get(url)
    #expect(whole.status == 200 && whole.field("accept-ranges") == "bytes")
    for (text, range) in [
      ("0-0", 0...0), ("0-", 0...last), ("10-20", 10...20), ("32767-32768", 32_767...32_768),
      ("32768-65535", 32_768...65_535), ("40000-99999999999999999999", 40_000...last),
      ("-1", last...last), ("-5000", last - 4_999...last), ("-999999999", 0...last),
    ] {
      let answer = try directory.get(url, "Range: bytes=\(text)")
      #expect(answer.status == 206, "\(text)")
      #expect(answer.field("content-range") == "bytes \(range.lowerBound)-\(range.upperBound)/\(file.count)")
      #expect(answer.content == Array(file[range]), "\(text)")
      #expect(answer.field("content-type") == "image/jpeg" && answer.field("etag") == whole.field("etag"))
      #expect(answer.field("cache-control") == whole.field("cache-control"))
    }
    #expect(try directory.get(url, "range: BYTES=0-1").status == 206)
  }

  @Test("that begins after the end is a 416 with the length")
  func unsatisfiable() throws {
    for text in ["\(file.count)-", "99999999999999999999-", "-0"] {
      let answer = try directory.get(url, "Range: bytes=\(text)")
      #expect(try answer.status == 416 && answer.json["code"]?.string == "range-not-satisfiable")
      #expect(answer.field("content-range") == "bytes */\(file.count)")
    }
  }

  @Test(
    "is ignored if it isn't one range of bytes",
    arguments: [
      "bytes=0-1,3-4", "bytes=0-1,", "lines=0-1", "bytes=", "bytes=-", "bytes=5-4", "bytes=a-b", "bytes=+1-2",
      "bytes=1--2", "bytes 0-1", "bytes=0 - 1",
    ])
  func ignored(range: String) throws {
    let answer = try directory.get(url, "Range: \(range)")
    #expect(answer.status == 200 && answer.content.count == file.count)
  }

  @Test("is ignored for HEAD, and if there are two")
  func others() throws {
    let head = try directory.ask("HEAD", url, ["Range: bytes=0-1"])
    #expect(head.status == 200 && head.field("content-length") == String(file.count))
    #expect(try directory.get(url, "Range: bytes=0-1", "Range: bytes=2-3").status == 200)
  }

  @Test("is sent only if the file is the one that If-Range names")
  func ifRange() throws {
    let tag = try #require(try directory.get(url).field("etag"))
    #expect(try directory.get(url, "Range: bytes=0-1", "If-Range: \(tag)").status == 206)
    for other in ["\"other\"", "W/\(tag)", "*", "\(tag), \(tag)", "Tue, 24 Nov 2026 15:43:36 GMT"] {
      #expect(try directory.get(url, "Range: bytes=0-1", "If-Range: \(other)").status == 200, "\(other)")
    }
    #expect(try directory.get(url, "Range: bytes=0-1", "If-None-Match: \(tag)").status == 304)
    #expect(try directory.get(url, "Range: bytes=0-1", "If-Match: \"other\"").status == 412)
  }
}
