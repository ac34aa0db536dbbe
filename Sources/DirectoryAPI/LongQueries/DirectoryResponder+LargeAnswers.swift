internal import Crypto
internal import Directory
internal import HTTPCore

extension DirectoryResponder {
  /// Replies with the shared response, which a worker thread makes first if it is missing.
  func large(
    _ make: @escaping @Sendable (any DirectoryReader) throws(DirectoryError) -> [UInt8],
    for request: ReadRequest, _ modified: ModificationTime?, _ head: RequestHead, in bytes: Span<UInt8>,
    now: Int64
  ) throws(APIError) -> Reply {
    let revision = store.revisionNumber
    let key = LargeAnswers.Key(
      route: request.match.resource, isCompressed: request.coding != .identity)
    if let entry = largeAnswers.find(key, at: revision, modified: modified?.seconds) {
      return .response(try entry.response(to: head, in: bytes, now: now))
    }
    let (route, format, hasSuffix) = (request.route, request.format, request.hasSuffix)
    let (store, largeAnswers, settings) = (store, largeAnswers, settings)
    // The transport reuses the buffer of the head meanwhile.
    let headBytes = head.copy(of: bytes)
    return .deferred {
      do throws(APIError) {
        return try largeAnswers.findOrMake(key, at: revision, modified: modified?.seconds) {
          () throws(APIError) in
          let content = try APIError.wrapping { () throws(DirectoryError) in
            try make(try store.makeReader())
          }
          let representation = Representation(
            route: route, format: format, hasSuffix: hasSuffix, content: Content(bytes: content),
            modified: modified)
          var compression = Compression(level: settings.options.gzipLevel)
          let compressed = key.isCompressed ? try compression.compress(content) : nil
          return representation.digested(compressed: compressed)
        }.response(to: head, in: headBytes.span, now: now)
      } catch {
        return Self.refusal(error, on: route, about: route.pattern, settings: settings)
      }
    }
  }
}

extension LargeAnswers.Entry {
  /// Returns the response to `head`, with its preconditions weighed.
  fileprivate func response(
    to head: RequestHead, in bytes: Span<UInt8>, now: Int64
  ) throws(APIError) -> Response {
    switch Preconditions.evaluate(head, in: bytes, tag: tag, modified: modified, now: now) {
    case .failed: throw .negotiation(.preconditionFailed)
    case .notModified: return response.notModified
    case .proceed: break
    }
    var response = response
    guard case .bytes(let content) = response.body else { return response }
    if head.method.isHead {
      // "The response Content-Digest field-value is computed on empty content" (RFC 9530 §B.2).
      response.fields.removeAll { $0.name == "Content-Digest" }
      response.fields.append(Response.Field("Content-Digest", Digest.field(of: [])))
    } else {
      response.body = .source(SharedBytes(content), length: content.count)
    }
    return response
  }
}

/// Bytes that any number of responses share, sent piece by piece so that no connection needs a whole copy.
///
/// Unchecked: only the connection that sends it calls it (`BodySource`).
private final class SharedBytes: BodySource, @unchecked Sendable {
  /// The size of a connection's output buffer.
  private static let piece = 65_536

  private let bytes: [UInt8]
  private var sent = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func next(into output: inout [UInt8]) throws -> Bool {
    let end = min(sent + Self.piece, bytes.count)
    output += bytes[sent..<end]
    sent = end
    return sent < bytes.count
  }
}

/// The value of the fields of RFC 9530.
private enum Digest {
  static func field(of bytes: [UInt8]) -> String {
    var hasher = SHA256()
    unsafe bytes.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
    return "sha-256=:\(Base64URL.encodePadded(Array(hasher.finalize()))):"
  }
}

extension Representation {
  /// Returns the response with digests, by which a receiver checks that its copy is complete (RFC 9530).
  /// Content-Digest is computed on the bytes that are sent, and Repr-Digest on the representation, which
  /// includes its coding (§3, RFC 9110 §8.4). Without ranges and trailers both are the same, compressed or
  /// not; they differ in the response to HEAD.
  fileprivate func digested(compressed: [UInt8]?) -> LargeAnswers.Entry {
    let digest = Digest.field(of: compressed ?? content.bytes)
    let (response, tag) = whole(
      compressed: compressed,
      more: [Response.Field("Content-Digest", digest), Response.Field("Repr-Digest", digest)])
    return LargeAnswers.Entry(response: response, tag: tag, modified: modified?.seconds)
  }
}
