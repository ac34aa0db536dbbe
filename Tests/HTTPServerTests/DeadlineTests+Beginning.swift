import TestSupport
import Testing

/// When deadlines begin.
extension DeadlineTests {
  @Test("of content and of a head begin with the last byte before it, not with the first")
  func whatFollows() throws {
    let client = try client("POST /echo HTTP/1.1\r\n")
    try advance(by: 900)
    client.send("Host: a\r\nContent-Length: 500\r\n\r\n")
    try advance(by: 1_900)
    #expect(!client.hasArrived())
    client.send(String(repeating: "x", count: 500) + "GET /b HTTP/1.1\r\n")
    #expect(try client.readResponse()?.content.count == 500)
    try advance(by: 900)
    #expect(!client.hasArrived())
    client.send("Host: a\r\n\r\nGET /c HTTP/1.1\r\n")
    #expect(try client.readResponse()?.text == "path /b")
    try advance(by: 900)
    #expect(!client.hasArrived())
    try advance(by: 201)
    try expectTimeout(client)
  }

  @Test("of lingering begin with the fault if content that no handler reads is malformed")
  func malformedContent() throws {
    let client = try client(
      "GET /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel")
    #expect(try client.readResponse()?.text == "path /a")
    try advance(by: 900)
    client.send("lo\r\nno size\r\n")
    #expect(try client.readToEnd().isEmpty)
    // The time began with the fault.
    try advance(by: 400)
    client.send("more")
    try passTurn()
    #expect(client.send("more"))
    try advance(by: 201)
    try server.waitUntilDeserted()
  }
}
