import Testing

@testable import HTTPCore

@Suite("The range of a request")
struct ByteRangeTests {
  private func requested(_ fields: String, method: String = "GET", length: Int = 100) throws -> ByteRange {
    let (head, bytes) = try parsed(fields, method: method)
    return ByteRange.requested(
      by: head, in: bytes.span, length: length, tag: EntityTag(opaque: "tag"))
  }

  @Test(
    "is read as RFC 9110 §14 specifies",
    arguments: [
      ("0-0", .part(0..<1)), ("0-", .part(0..<100)), ("0-98", .part(0..<99)), ("0-99", .part(0..<100)),
      ("0-100", .part(0..<100)), ("99-", .part(99..<100)), ("99-99", .part(99..<100)), ("7-7", .part(7..<8)),
      ("100-", .unsatisfiable), ("100-200", .unsatisfiable), ("-1", .part(99..<100)),
      ("-100", .part(0..<100)),
      ("-101", .part(0..<100)), ("-0", .unsatisfiable), ("8-7", .whole), ("", .whole), ("-", .whole),
      ("5", .whole), ("x-7", .whole), ("7-x", .whole), ("+1-7", .whole), ("1-+7", .whole),
      ("1-7,9-10", .whole),
      ("1--7", .whole), ("--7", .whole), ("/-:", .whole), ("007-0008", .part(7..<9)),
      ("5-9223372036854775807", .part(5..<100)), ("5-9223372036854775808", .part(5..<100)),
      ("5-99999999999999999999", .part(5..<100)), ("-99999999999999999999", .part(0..<100)),
      ("99999999999999999999-", .unsatisfiable), ("9223372036854775807-9223372036854775807", .unsatisfiable),
    ] as [(String, ByteRange)])
  func ranges(text: String, range: ByteRange) throws {
    #expect(try requested("Range: bytes=\(text)\r\n") == range)
    #expect(try requested("Range: ByTeS=\(text)\r\n") == range)
  }

  @Test(
    "is the whole without one Range of bytes in a GET",
    arguments: [
      ("", "GET"), ("Range: bytes\r\n", "GET"), ("Range: items=0-1\r\n", "GET"),
      ("Range: byte=0-1\r\n", "GET"),
      ("Range: bytes 0-1\r\n", "GET"), ("Range: bytes=0-1\r\n", "HEAD"),
      ("Range: bytes=0-1\r\nRange: bytes=0-1\r\n", "GET"),
    ])
  func whole(fields: String, method: String) throws {
    #expect(try requested(fields, method: method) == .whole)
  }

  @Test("of nothing can't be satisfied")
  func empty() throws {
    for text in ["0-", "0-0", "-1"] {
      #expect(try requested("Range: bytes=\(text)\r\n", length: 0) == .unsatisfiable)
    }
  }

  @Test(
    "needs the strong tag of the content in If-Range",
    arguments: [
      ("\"tag\"", true), ("W/\"tag\"", false), ("\"other\"", false), ("*", false),
      ("\"tag\", \"tag\"", false),
      ("tag", false), ("", false), ("Tue, 24 Nov 2026 15:43:36 GMT", false),
    ])
  func condition(value: String, isPart: Bool) throws {
    let range = "Range: bytes=0-1\r\n"
    #expect(try requested(range + "If-Range: \(value)\r\n") == (isPart ? .part(0..<2) : .whole))
    #expect(try requested(range + "If-Range: \(value)\r\nIf-Range: \(value)\r\n") == .whole)
    let (head, bytes) = try parsed(range + "If-Range: W/\"tag\"\r\n")
    let weak = EntityTag(opaque: "tag", isWeak: true)
    #expect(ByteRange.requested(by: head, in: bytes.span, length: 9, tag: weak) == .whole)
  }
}
