import Directory
import TestSupport
import Testing

@testable import App

@Suite("The effect of a setting")
struct SettingEffectTests {
  @Test("http.maxImportBytes limits imports, and http.maxBodyBytes all other writes")
  func contentLimits() throws {
    let directory = try RunningDirectory(["http.maxBodyBytes": "2000", "http.maxImportBytes": "20000"])
    let admin = try Staff(directory, role: "admin")
    func importing(_ bytes: Int) throws -> RawResponse {
      let row = #"{"type":"topic","slug":"over","kind":"theme","name":"Over","summary":"O."}"#
      let padding = String(repeating: " ", count: bytes - row.utf8.count)
      return try admin.send("POST", "/import", row + padding, type: "application/x-ndjson")
    }
    #expect(try importing(10_000).status == 200)
    #expect(try importing(20_000).status == 200)
    #expect(try importing(20_001).status == 413)
    let topic = #"{"slug":"over","kind":"theme","name":"Over","summary":"O."}"#
    func putting(_ bytes: Int) throws -> RawResponse {
      let content = topic + String(repeating: " ", count: bytes - topic.utf8.count)
      return try admin.send("PUT", "/topics/over", content, "If-Match: *")
    }
    #expect(try putting(2_000).status == 200)
    #expect(try putting(2_001).status == 413)
  }

  @Test("http.shutdownTimeoutSeconds is the time that a stop waits for an incomplete request")
  func shutdownTimeout() throws {
    let directory = try RunningDirectory(["http.shutdownTimeoutSeconds": "1"])
    let staff = try Staff(directory)
    let client = try directory.client()
    client.send(
      RunningDirectory.request(
        "POST", "/topics",
        [
          "Authorization: Bearer \(staff.token)", "Content-Type: application/json", "Content-Length: 100",
          "Expect: 100-continue",
        ]))
    // The server has read the head and waits for the content.
    #expect(try client.readResponse()?.status == 100)
    let start = ContinuousClock.now
    directory.stop()
    let waited = ContinuousClock.now - start
    #expect(waited >= .milliseconds(900) && waited < .seconds(6), "\(waited)")
    #expect(directory.log.lines.contains { $0.contains("stopped before all requests were answered") })
  }

  @Test("a stop that need not wait logs no warning")
  func quickStop() throws {
    let directory = try RunningDirectory()
    #expect(try directory.get("/health/live").status == 200)
    directory.stop()
    #expect(!directory.log.lines.contains { $0.contains("warning") })
    #expect(directory.log.lines.last?.contains(#""message":"stopped""#) == true)
  }

  @Test("cors.maxAgeSeconds is the Access-Control-Max-Age of a preflight")
  func preflight() throws {
    let directory = try RunningDirectory(["cors.maxAgeSeconds": "61"])
    let answer = try directory.ask(
      "OPTIONS", "/members", "Origin: https://example.org", "Access-Control-Request-Method: GET")
    #expect(answer.field("access-control-max-age") == "61")
  }

  @Test("gzip.minimumBytes is the shortest content that is compressed, and gzip.level 9 compresses best")
  func gzip() throws {
    let gzip = "Accept-Encoding: gzip"
    let length = try RunningDirectory().get("/members").content.count
    let exact = try RunningDirectory(["gzip.minimumBytes": "\(length)", "gzip.level": "1"])
    let fast = try exact.get("/members", gzip)
    #expect(fast.field("content-encoding") == "gzip")
    let above = try RunningDirectory(["gzip.minimumBytes": "\(length + 1)"])
    #expect(try above.get("/members", gzip).field("content-encoding") == nil)
    let small = try RunningDirectory(["gzip.level": "9"])
    #expect(try small.get("/members", gzip).content.count < fast.content.count)
  }

  @Test("a request is logged in one line at info, unless log.requests is false")
  func requestLog() throws {
    func lines(_ settings: [String: String]) throws -> [String] {
      let directory = try RunningDirectory(settings)
      _ = try directory.get("/members/oslo?fields=name", "X-Request-Id: mine-1")
      directory.stop()
      return directory.log.lines
    }
    let line = try #require(try lines([:]).first { $0.contains(#""message":"request""#) })
    let object = try JSONParser.parse(Array(line.utf8))
    #expect(object["method"] == .string("GET") && object["target"] == .string("/members/oslo?fields=name"))
    #expect(object["status"] == .integer(200) && object["remoteAddress"] == .string("127.0.0.1"))
    #expect(object["requestId"] == .string("mine-1"))
    for settings in [["log.requests": "false"], ["log.level": "notice"]] {
      let others = try lines(settings)
      #expect(!others.contains { $0.contains(#""message":"request""#) })
      #expect(others.contains { $0.contains(#""message":"listening""#) })
    }
    #expect(try lines(["log.level": "warning"]) == [])
  }

  @Test("log.format text writes lines for people, also for a request that isn't HTTP")
  func textLog() throws {
    let directory = try RunningDirectory(["log.format": "text"])
    let client = try directory.client()
    client.send("nonsense\r\n\r\n")
    #expect(try client.readResponse()?.status == 400)
    directory.stop()
    let line = try #require(directory.log.lines.first { $0.contains("\"- ") })
    #expect(line.contains(" info     \"- ") && line.contains("\" 400 0B 0us 127.0.0.1 "))
  }
}
