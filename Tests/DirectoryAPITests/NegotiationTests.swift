import Directory
import DirectoryAPI
import Gzip
import HTTPCore
import TestSupport
import Testing

@Suite("Representations and their validators")
struct NegotiationTests {
  enum Coding: Sendable { case identity, gzip, refused }

  @Test(
    "Accept-Encoding chooses the coding",
    arguments: [
      ("gzip", Coding.gzip), ("GZIP", .gzip), ("x-gzip", .gzip), ("br, gzip;q=0.5", .gzip), ("*", .gzip),
      ("gzip;q=0", .identity), ("br", .identity), ("", .identity), ("identity", .identity),
      ("gzip;q=0.5, identity", .identity), ("gzip, identity;q=0", .gzip), ("*, gzip;q=0", .identity),
      ("identity;q=0", .refused), ("*;q=0", .refused), ("gzip;q=0, identity;q=0", .refused),
      ("*;q=0, gzip", .gzip), ("*;q=0, identity", .identity),
    ])
  func codings(accepted: String, coding: Coding) throws {
    let service = try Service()
    let plain = try service.ask("GET", "/members")
    #expect(plain["Content-Encoding"] == nil)
    for _ in 0..<2 {
      let answer = try service.ask("GET", "/members", "Accept-Encoding: \(accepted)")
      switch coding {
      case .identity: #expect(answer.stored === plain.stored)
      case .gzip:
        #expect(answer["Content-Encoding"] == "gzip")
        #expect(answer["ETag"] != plain["ETag"])
        #expect(answer["Vary"] == "Accept, Accept-Encoding")
        #expect(answer.body.count < plain.body.count)
        #expect(try GzipDecompressor.decompress(answer.body, limit: 1 << 20) == plain.body)
      case .refused:
        #expect(answer.status == 406)
        #expect(try answer.code == "coding-not-acceptable")
        #expect(answer["Vary"] == "Accept-Encoding")
      }
    }
  }

  @Test("content under the limit is not compressed unless the client accepts only gzip")
  func small() throws {
    let service = try Service()
    for _ in 0..<2 {
      let answer = try service.ask("GET", "/members?topic=public-health", "Accept-Encoding: gzip")
      #expect(answer["Content-Encoding"] == nil)
      #expect(answer["Vary"] == "Accept, Accept-Encoding")
      let only = try service.ask(
        "GET", "/members?topic=public-health", "Accept-Encoding: gzip, identity;q=0")
      #expect(only["Content-Encoding"] == "gzip")
      #expect(try GzipDecompressor.decompress(only.body, limit: 1 << 20) == answer.body)
    }
  }

  @Test(
    "Accept chooses the format, or a problem lists the formats",
    arguments: [
      ("application/json", 200), ("*/*", 200), ("application/*", 200), ("", 200),
      ("text/html, */*;q=0.1", 200), ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", 200),
      ("text/html;q=0.5, application/json;q=.2", 200), ("application/json;q=high", 200),
      ("text/html", 406), ("application/json;q=0", 406), ("application/xml, image/*", 406), ("*/*;q=0", 406),
    ])
  func types(accept: String, status: Int) throws {
    let service = try Service()
    for _ in 0..<2 {
      let answer = try service.ask("GET", "/members", "Accept: \(accept)")
      #expect(answer.status == status)
      if status == 406 {
        let offered = [
          "application/json", "text/csv", "application/x-ndjson", "application/ld+json", "text/vcard",
          "application/geo+json", "text/plain",
        ]
        #expect(try answer.json["allowed"]?.strings == offered)
      }
      // In the second round, the response to another client is in the cache.
      _ = try service.ask("GET", "/members")
    }
  }

  @Test("a request with a current tag or date gets a 304")
  func notModified() throws {
    let service = try Service()
    let full = try service.ask("GET", "/members", "Accept-Encoding: gzip")
    let tag = try #require(full["ETag"])
    #expect(tag.hasPrefix("\"") && tag.hasSuffix(".gzip\"") && tag.utf8.count == 29)
    #expect(full["Last-Modified"] == "Thu, 04 Mar 2021 05:06:07 GMT")
    #expect(full["Cache-Control"] == "public, no-cache")
    for condition in [
      "If-None-Match: \(tag)", "If-None-Match: W/\(tag)", "If-None-Match: \"x\", \(tag)", "If-None-Match: *",
      "If-Modified-Since: Thu, 04 Mar 2021 05:06:07 GMT",
    ] {
      for method in ["GET", "HEAD"] {
        let answer = try service.ask(method, "/members", "Accept-Encoding: gzip", condition)
        #expect(answer.status == 304)
        #expect(answer.body.isEmpty)
        #expect(answer["ETag"] == tag)
        #expect(answer["Cache-Control"] == full["Cache-Control"])
        #expect(answer["Vary"] == full["Vary"])
        #expect(answer["Access-Control-Allow-Origin"] == "*")
        #expect(answer["Content-Type"] == nil)
        #expect(answer["Content-Length"] == nil)
        // The responses are the same with an empty cache.
        #expect(try Service().ask(method, "/members", "Accept-Encoding: gzip", condition).status == 304)
      }
    }
  }

  @Test(
    "a request with an old tag gets the content, or a 412 for If-Match",
    arguments: [
      ("If-None-Match: \"x\"", 200), ("If-Match: \"x\"", 412), ("If-Match: *", 200),
      ("If-Modified-Since: Thu, 04 Mar 2021 05:06:06 GMT", 200),
      ("If-Unmodified-Since: Thu, 04 Mar 2021 05:06:06 GMT", 412), ("If-Modified-Since: yesterday", 200),
    ])
  func modified(condition: String, status: Int) throws {
    let service = try Service()
    for _ in 0..<2 {
      let answer = try service.ask("GET", "/members", condition)
      #expect(answer.status == status)
      if status == 412 { #expect(try answer.code == "precondition-failed") }
    }
  }

  @Test("the same content has the same tag on every loop, and other content has another tag")
  func tags() throws {
    let service = try Service()
    let before = try service.ask("GET", "/members/viken")["ETag"]
    #expect(try Service().ask("GET", "/members/viken")["ETag"] == before)
    try service.correct("viken") { $0.summary = "Another summary." }
    #expect(try service.ask("GET", "/members/viken")["ETag"] != before)
  }

  @Test(
    "a streamed list varies by what a list on one page varies by",
    arguments: [
      ("/members.ndjson", "Accept-Encoding"), ("/members", "Accept, Accept-Encoding"),
      ("/members.ndjson?limit=2", "Accept-Encoding"),
    ])
  func streams(target: String, vary: String) throws {
    let answer = try Service().ask(
      "GET", target, "Accept: application/x-ndjson", "Accept-Encoding: gzip")
    #expect(answer.status == 200 && answer["Content-Type"] == "application/x-ndjson")
    #expect(answer["Vary"] == vary && answer["Cache-Control"] == "public, no-cache")
  }

  @Test("no cache may store health", arguments: ["/health/live", "/health/ready"])
  func health(path: String) throws {
    let answer = try Service().ask("GET", path, "If-None-Match: *")
    #expect(answer.status == 200)
    #expect(answer["Cache-Control"] == "no-store")
    #expect(answer["ETag"] == nil)
    #expect(answer["Last-Modified"] == nil)
  }
}
