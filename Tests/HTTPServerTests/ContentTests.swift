import HTTPServer
import TestSupport
import Testing

@Suite("The content of a request")
struct ContentTests {
  @Test(
    "reaches its handler whole, with a length or in chunks",
    arguments: [
      "Content-Length: 5\r\n\r\nhello",
      "Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x\r\nllo\r\n0\r\nT: 1\r\n\r\n",
    ])
  func arrives(_ content: String) throws {
    let server = try TestServer()
    let client = try server.client()
    for byte in Array(
      "POST /echo HTTP/1.1\r\nHost: a\r\n\(content)GET /next HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
    {
      client.send([byte])
    }
    #expect(try client.readResponse()?.text == "hello")
    #expect(try client.readResponse()?.text == "path /next")
  }

  @Test("is requested with 100 only if it will be read")
  func continues() throws {
    let server = try TestServer()
    let client = try server.client()
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
    #expect(try client.readResponse()?.status == 100)
    client.send("hello")
    #expect(try client.readResponse()?.text == "hello")
    client.send("POST /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
    let answer = try #require(try client.readResponse())
    #expect(answer.status == 200 && answer.field("connection") == "close")
    #expect(try client.readResponse() == nil)
  }

  @Test("is not requested with 100 if it has already arrived")
  func noNeedlessContinue() throws {
    let server = try TestServer()
    let client = try server.client()
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello")
    #expect(try client.readResponse()?.status == 200)
  }

  @Test(
    "is refused with 413 before it is read if it is too long",
    arguments: [
      "Content-Length: 1001\r\nExpect: 100-continue\r\n\r\n",
      "Transfer-Encoding: chunked\r\n\r\n3e9\r\n\(String(repeating: "x", count: 1_001))",
    ])
  func tooLong(_ content: String) throws {
    let server = try TestServer()
    let client = try server.client()
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\n\(content)")
    #expect(try client.readResponse()?.status == 413)
    #expect(try client.readResponse() == nil)
  }

  @Test("is dropped if no handler reads it, and the next request is found")
  func dropped() throws {
    let server = try TestServer()
    let client = try server.client()
    client.send("GET /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello")
    client.send("GET /b HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
    client.send("GET /deferred HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello")
    client.send("GET /c HTTP/1.1\r\nHost: a\r\n\r\n")
    for expected in ["path /a", "path /b", "deferred", "path /c"] {
      #expect(try client.readResponse()?.text == expected)
    }
  }

  @Test(
    "has no effect on the refusal of a malformed request that follows",
    arguments: ["/echo", "/content/deferred", "/a", "/deferred"])
  func beforeRefusal(_ path: String) throws {
    let server = try TestServer()
    let client = try server.client()
    client.send("POST \(path) HTTP/1.1\r\nHost: a\r\nX-Request-Id: first\r\nContent-Length: 5\r\n\r\nhello")
    #expect(try client.readResponse()?.field("x-request-id") == "first")
    client.send("HEAD /b HTTP/1.1\r\n\r\n")
    let refusal = try client.readToEnd()
    #expect(refusal.hasPrefix("HTTP/1.1 400 ") && refusal.hasSuffix("\r\n\r\n"))
    #expect(!refusal.contains("first"))
  }

  @Test("is never parsed as the next request if it arrives after a produced response")
  func afterStream() throws {
    let server = try TestServer()
    let client = try server.client()
    let smuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
    client.send("POST /stream HTTP/1.1\r\nHost: a\r\nContent-Length: \(smuggled.utf8.count)\r\n\r\n")
    let answer = try #require(try client.readResponse())
    #expect(answer.status == 200 && answer.field("connection") == "close")
    client.send(smuggled)
    #expect(try client.readResponse() == nil)
  }

  @Test("ends the connection if it is long and no handler reads it")
  func droppedByClosing() throws {
    let server = try TestServer()
    let client = try server.client()
    client.send("GET /a HTTP/1.1\r\nHost: a\r\nContent-Length: 10000000\r\n\r\n")
    let answer = try #require(try client.readResponse())
    #expect(answer.text == "path /a" && answer.field("connection") == "close")
    #expect(try client.readResponse() == nil)
  }
}
