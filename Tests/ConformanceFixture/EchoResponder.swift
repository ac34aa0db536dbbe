import HTTPCore

/// Answers any method on any path with 200 and the request's content, or with `OK` if there is none.
///
/// The answer to `/echo` has the fields as they were received, one per line. The answer to `/cookie` has the
/// cookies, one `name=value` per line.
final class EchoResponder: Responder {
  /// Larger than any content in a recorded request.
  private static let contentLimit = 1 << 20

  func reply(to head: RequestHead, in bytes: Span<UInt8>, id: RequestID, now: Int64) -> Reply {
    guard head.framing.hasContent else { return .response(answer(head, bytes, content: [])) }
    return .readContent(limit: Self.contentLimit) { [self] request, _ in
      .response(answer(request.head, request.bytes.span, content: request.content))
    }
  }

  func response(to error: RequestError) -> Response {
    let problem = Problem(error)
    return Response(
      problem.status, fields: [.init("Content-Type", "application/problem+json")], body: .bytes(problem.json))
  }

  func tick(now: Int64) {}

  private func answer(_ head: RequestHead, _ bytes: Span<UInt8>, content: [UInt8]) -> Response {
    var body: [UInt8] = []
    if bytes.equals(head.target.path, "/echo") {
      for field in head.fields {
        body.append(contentsOf: bytes.array(field.name))
        body.append(": ")
        body.append(contentsOf: bytes.array(field.value))
        body.append("\n")
      }
    } else if bytes.equals(head.target.path, "/cookie") {
      for field in head.fields where bytes.equalsIgnoringCase(field.name, "cookie") {
        for pair in bytes.array(field.value).split(separator: Byte.semicolon) {
          body.append(contentsOf: pair.drop { $0 == Byte.space })
          body.append("\n")
        }
      }
    } else {
      body = content
    }
    if body.isEmpty { body = Array("OK".utf8) }
    return Response(.ok, fields: [.init("Content-Type", "application/octet-stream")], body: .bytes(body))
  }
}
