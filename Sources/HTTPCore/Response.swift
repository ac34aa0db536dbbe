/// What a handler answers. Date, X-Request-Id, Connection and Content-Length are the transport's to add.
package struct Response: Sendable {
  package struct Field: Sendable {
    package let name: StaticString
    /// With its line ending: most fields are made once and sent many times. Empty where the value could end it: a
    /// response must not be splittable, whatever a handler puts there (RFC 9110 §5.5).
    fileprivate let line: [UInt8]
    /// Whether it is left out where the content is (RFC 9110 §15.4.5).
    let describesContent: Bool

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
    /// Produced piece by piece as the client takes it, in memory bounded by one piece. With `length` nil the
    /// length is unknown: chunked in HTTP/1.1, ended by the close in HTTP/1.0.
    case source(any BodySource, length: Int?)
  }
}

/// Produces content piece by piece. Asked on the loop, so a piece is made in well under a millisecond.
package protocol BodySource: AnyObject, Sendable {
  /// Appends the next piece; false once there is nothing left. Throwing ends the connection, so that the
  /// client can tell that the content is not whole.
  func next(into output: inout [UInt8]) throws -> Bool
}

extension Response {
  /// The status line and all fields, those of the transport excepted, and without the empty line that ends
  /// them.
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
