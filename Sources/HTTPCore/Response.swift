/// The response of a handler. The transport adds Date, X-Request-Id, Connection and Content-Length.
package struct Response: Sendable {
  package struct Field: Sendable {
    package let name: StaticString
    /// The whole line with its ending, because most fields are made once and sent many times. It is empty,
    /// and not sent, if the value contains a line ending or another control: no value can split a response
    /// (RFC 9110 §5.5).
    fileprivate let line: [UInt8]
    /// Whether a response without the content leaves the field out too (RFC 9110 §15.4.5).
    let describesContent: Bool

    /// In bytes, with its name and its line ending.
    package var length: Int { line.count }

    package init(_ name: StaticString, _ value: String) { self.init(name, value.utf8Span.span) }

    package init(_ name: StaticString, _ value: Span<UInt8>) {
      self.name = name
      describesContent = Self.describesContent(name)
      var line: [UInt8] = []
      if value.isFieldValue {
        line.append(addingCapacity: name.utf8CodeUnitCount + value.count + 4) { room in
          room.append(name)
          room.append(": ")
          room.append(value)
          room.append("\r\n")
        }
      }
      self.line = line
    }

    private static func describesContent(_ name: StaticString) -> Bool {
      name == "Content-Type" || name == "Content-Encoding" || name == "Content-Language"
        || name == "Content-Range" || name == "Content-Digest" || name == "Repr-Digest"
        || name == "Content-Disposition"
    }
  }

  package var status: Status
  package var fields: [Field]
  package var body: Body

  package init(_ status: Status, fields: [Field] = [], body: Body = .empty) {
    self.status = status
    self.fields = fields
    self.body = body
  }

  package enum Body: Sendable {
    case empty
    case bytes([UInt8])
    /// Produced piece by piece while the client takes it, so that memory is needed for one piece only. If
    /// `length` is nil, the body is chunked in HTTP/1.1, and ends with the connection in HTTP/1.0.
    case source(any BodySource, length: Int?)
  }
}

/// Produces content piece by piece. It is called on the loop, so each piece has to take well under a
/// millisecond.
package protocol BodySource: AnyObject, Sendable {
  /// Appends the next piece. Returns false if it was the last. If it throws, the connection ends, so that the
  /// client can tell that the content is incomplete.
  func next(into output: inout [UInt8]) throws -> Bool
}

/// The body of a response to HEAD, of which only the length is sent, if it is known.
package final class NoSource: BodySource {
  package init() {}

  package func next(into output: inout [UInt8]) -> Bool { false }
}

extension Response {
  /// Appends the status line, the fields and Content-Length, without the other fields of the transport and
  /// the empty line.
  package func appendHead(to output: inout [UInt8]) {
    status.appendLine(to: &output)
    for field in fields { field.append(to: &output) }
    appendLength(to: &output)
  }

  func appendLength(to output: inout [UInt8]) {
    guard !status.forbidsContent else { return }
    let length: Int
    switch body {
    case .empty: length = 0
    case .bytes(let bytes): length = bytes.count
    case .source(_, let known):
      guard let known else { return }
      length = known
    }
    output.append("Content-Length: " as StaticString)
    output.append(decimal: length)
    output.append("\r\n" as StaticString)
  }
}

extension Status {
  func appendLine(to output: inout [UInt8]) {
    output.append(addingCapacity: 15 + reason.utf8CodeUnitCount) { room in
      room.append("HTTP/1.1 ")
      room.append(Byte.zero &+ UInt8(truncatingIfNeeded: code / 100 % 10))
      room.append(Byte.zero &+ UInt8(truncatingIfNeeded: code / 10 % 10))
      room.append(Byte.zero &+ UInt8(truncatingIfNeeded: code % 10))
      room.append(Byte.space)
      room.append(reason)
      room.append("\r\n")
    }
  }
}

extension Response.Field {
  func append(to output: inout [UInt8]) { output += line }
}
