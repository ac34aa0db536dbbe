package import HTTPCore

/// The files of one folder as GET and HEAD see them: validators, ranges, gzip neighbours.
///
/// Synchronous, for the loop: some ten system calls, and content of more than `wholeSize` is read piece by
/// piece as the client takes it. The root is opened for each request, so that a deployment may exchange it.
package struct StaticFiles: Sendable {
  /// Below this a file is read at once; above, one piece of that size at a time.
  package static let wholeSize = 65_536

  private let root: String
  /// Stand in every answer, such as those of a content security policy.
  private let fields: [Response.Field]
  private let cacheControl: String

  /// `no-cache` lets everyone keep a file and ask each time whether it is still current, which a 304 answers.
  package init(root: String, cacheControl: String = "no-cache", fields: [Response.Field] = []) {
    self.root = root
    self.cacheControl = cacheControl
    self.fields = [Response.Field("X-Content-Type-Options", "nosniff")] + fields
  }

  /// Nil where the folder has no such file, for the caller to answer as it answers for any unknown path.
  /// `path` is percent-encoded and starts with a slash; the target's own unless the folder is mounted below.
  package func response(
    to head: RequestHead, in bytes: Span<UInt8>, path: Range<Int>? = nil, now: Int64
  ) -> Response? {
    let segments: [String]
    switch StaticPath.parse(path ?? head.target.path, in: bytes) {
    case .segments(let found): segments = found
    case .malformed: return problem(.malformedPath)
    case .nothing: return nil
    }
    do {
      switch try FileFinder(root: root).find(segments) {
      case .nothing: return nil
      case .folder: return redirect(toFolder: segments.last ?? "", head, bytes)
      case .file(let file, let gzip, let name):
        guard head.method.isRead else { return problem(.methodNotAllowed) }
        let exchange = FileExchange(head: head, now: now, mediaType: StaticMediaType.of(name))
        return try answer(exchange, in: bytes, file: file, gzip: gzip)
      }
    } catch {
      return problem(.unreadable)
    }
  }

  private func answer(
    _ exchange: FileExchange, in bytes: Span<UInt8>, file: OpenFile, gzip: OpenFile?
  ) throws(FileError) -> Response {
    var fields = fields
    var chosen = file
    if let gzip {
      fields.append(Response.Field("Vary", "Accept-Encoding"))
      let acceptance = ContentCoding.acceptance(exchange.head, in: bytes)
      if acceptance.gzip, acceptance.prefersGzip || !acceptance.identity { chosen = gzip }
    }
    let tag = chosen.tag(now: exchange.now)
    // Never later than Date (RFC 9110 §8.8.2.1).
    let modified = min(chosen.modified, exchange.now)
    fields.append(Response.Field("Cache-Control", cacheControl))
    if let tag { fields.append(Response.Field("ETag", tag.bytes.span)) }
    fields.append(Response.Field("Last-Modified", HTTPDate.text(modified)))
    switch Preconditions.evaluate(exchange.head, in: bytes, tag: tag, modified: modified, now: exchange.now) {
    case .failed: return problem(.preconditionFailed)
    case .notModified: return Response(.notModified, fields: fields)
    case .proceed: break
    }
    fields.append(Response.Field("Accept-Ranges", "bytes"))
    if chosen === gzip { fields.append(Response.Field("Content-Encoding", "gzip")) }
    fields.append(Response.Field("Content-Type", "\(exchange.mediaType)"))
    let isHead = exchange.head.method.isHead
    switch exchange.selection(in: bytes, tag: tag, modified: modified, length: chosen.length) {
    case .whole:
      return Response(.ok, fields: fields, body: try chosen.body(0..<chosen.length, isRead: !isHead))
    case .part(let range):
      let value = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(chosen.length)"
      fields.append(Response.Field("Content-Range", value))
      return Response(.partialContent, fields: fields, body: try chosen.body(range, isRead: true))
    case .unsatisfiable:
      return problem(.unsatisfiable(length: chosen.length))
    }
  }

  /// Without its last slash a folder's relative links would lead elsewhere. The location is relative too: it
  /// holds wherever the folder is mounted, and no path can make it lead to another host.
  private func redirect(toFolder name: String, _ head: RequestHead, _ bytes: Span<UInt8>) -> Response {
    var location = PercentEncoding.encode(name) + "/"
    if let query = head.target.query { location += "?" + bytes.text(query) }
    return Response(.movedPermanently, fields: fields + [Response.Field("Location", location)])
  }

  private func problem(_ refusal: FileRefusal) -> Response {
    Response(
      refusal.problem.status,
      fields: fields + refusal.fields + [Response.Field("Content-Type", "\(MediaType.problem.field)")],
      body: .bytes(refusal.problem.json))
  }
}

/// A request for a file that is there.
private struct FileExchange {
  let head: RequestHead
  let now: Int64
  let mediaType: StaticString

  /// Range counts for GET only (RFC 9110 §14.2), and only once.
  func selection(
    in bytes: Span<UInt8>, tag: EntityTag?, modified: Int64, length: Int
  ) -> ByteRange.Selection {
    guard head.method == .get, let range = head.first(.range),
      head.fields.count(where: { $0.known == .range }) == 1
    else { return .whole }
    // A date is a strong validator only once its second is over (RFC 9110 §8.8.2.2).
    let strongDate = modified < now ? modified : nil
    guard Preconditions.allowsRange(head, in: bytes, tag: tag, modified: strongDate, now: now) else {
      return .whole
    }
    return ByteRange.select(range, in: bytes, length: length)
  }
}

/// What is answered in place of a file.
private enum FileRefusal {
  case malformedPath, methodNotAllowed, preconditionFailed, unreadable
  case unsatisfiable(length: Int)

  var problem: Problem {
    switch self {
    case .malformedPath:
      Problem(
        .badRequest, code: "malformed-path", detail: "A path is percent-encoded UTF-8 without NUL.")
    case .methodNotAllowed:
      Problem(.methodNotAllowed, code: "method-not-allowed", detail: "A file takes GET and HEAD.")
    case .preconditionFailed:
      Problem(
        .preconditionFailed, code: "precondition-failed",
        detail: "What If-Match or If-Unmodified-Since asks for is not so: the file has changed.")
    case .unreadable:
      Problem(
        .serviceUnavailable, code: "file-unreadable",
        detail: "The file cannot be read at the moment; try again in a second.")
    case .unsatisfiable(let length):
      Problem(
        .rangeNotSatisfiable, code: "range-not-satisfiable",
        detail: "Range begins beyond the \(length) octets that there are, or asks for none.")
    }
  }

  var fields: [Response.Field] {
    switch self {
    case .methodNotAllowed: [Response.Field("Allow", "GET, HEAD")]
    case .unreadable: [Response.Field("Retry-After", "1")]
    case .unsatisfiable(let length): [Response.Field("Content-Range", "bytes */\(length)")]
    case .malformedPath, .preconditionFailed: []
    }
  }
}
