internal import Crypto
internal import Directory
internal import HTTPCore
internal import OperatingSystem
internal import Representations

extension DirectoryResponder {
  /// Replies with the shared answer, which a worker thread makes first if it is missing.
  func large(
    _ make: @escaping Route.LargeHandler, for request: ReadRequest, _ modified: ModificationTime?,
    account: ClientAccount?, _ head: RequestHead, in bytes: Span<UInt8>, now: Int64
  ) throws(APIError) -> Reply {
    let revision = store.revisionNumber
    let key = LargeAnswers.Key(
      route: request.match.resource, isCompressed: request.coding != .identity)
    if let answer = largeAnswers.find(key, at: revision, modified: modified?.seconds) {
      try charge(Cost.fresh, to: account, now: now)
      return .response(try answer.response(to: head, in: bytes, now: now))
    }
    try charge(Cost.wholeList, to: account, now: now)
    let representation = Representation(
      route: request.route, format: request.format, hasSuffix: request.hasSuffix,
      content: Content(bytes: []), modified: modified, policy: policy,
      tags: policy.tags(
        of: request.route, path: request.match.parameters, including: request.arguments.inclusions,
        in: request.format))
    let (store, largeAnswers, settings) = (store, largeAnswers, settings)
    // The transport reuses the buffer of the head meanwhile.
    let headBytes = head.copy(of: bytes)
    return .deferred {
      do throws(APIError) {
        return try largeAnswers.findOrMake(
          key, at: revision, modified: modified?.seconds, keepsLast: { $0.isForLackOfRoom }
        ) { () throws(APIError) in
          try representation.largeAnswer(
            from: store, level: key.isCompressed ? settings.options.gzipLevel : nil, largeAnswers, make)
        }.response(to: head, in: headBytes.span, now: now)
      } catch {
        let route = representation.route
        return Self.refusal(error, on: route, about: route.pattern, settings: settings)
      }
    }
  }
}

extension LargeAnswers.Answer {
  /// Returns the response to `head`, with its preconditions weighed.
  fileprivate func response(
    to head: RequestHead, in bytes: Span<UInt8>, now: Int64
  ) throws(APIError) -> Response {
    switch Preconditions.evaluate(head, in: bytes, tag: tag, modified: modified, now: now) {
    case .failed: throw .negotiation(.preconditionFailed)
    case .notModified: return Response(.ok, fields: fields).notModified
    case .proceed: break
    }
    var response = Response(
      .ok, fields: fields, body: .source(LargeContentSource(content), length: content.length))
    if head.method.isHead {
      // "The response Content-Digest field-value is computed on empty content" (RFC 9530 §B.2).
      response.fields.removeAll { $0.name == "Content-Digest" }
      response.fields.append(Response.Field("Content-Digest", Digest.field(SHA256().finalize())))
    }
    return response
  }
}

/// Sends large content piece by piece. Each connection has its own source.
///
/// Unchecked: only the connection that sends it calls it (`BodySource`).
private final class LargeContentSource: BodySource, @unchecked Sendable {
  private let content: LargeContent
  private var sent = 0

  init(_ content: LargeContent) { self.content = content }

  /// Reads from the file on the loop. A piece that is in the page cache takes some ten microseconds; one that
  /// has been evicted takes a read of the disk.
  func next(into output: inout [UInt8]) throws -> Bool {
    sent = try content.append(from: sent, to: &output)
    return sent < content.length
  }
}

extension APIError {
  /// Whether slow clients take all places for large content.
  fileprivate var isForLackOfRoom: Bool { if case .longQuery(.queriesWait) = self { true } else { false } }
}

/// The value of the fields of RFC 9530.
private enum Digest {
  static func field(_ digest: SHA256.Digest) -> String {
    "sha-256=:\(Base64URL.encodePadded(Array(digest))):"
  }
}

extension Representation {
  /// Makes the answer, with digests by which a receiver checks that its copy is complete (RFC 9530).
  /// Content-Digest is computed on the bytes that are sent, and Repr-Digest on the representation, which
  /// includes its coding (§3, RFC 9110 §8.4). Without ranges and trailers both are the same, compressed or
  /// not; they differ in the response to HEAD.
  fileprivate func largeAnswer(
    from store: any DirectoryStore, level: Int?, _ largeAnswers: LargeAnswers, _ make: Route.LargeHandler
  ) throws(APIError) -> LargeAnswers.Answer {
    var writer = try LargeContentWriter(in: largeAnswers.folder, largeAnswers.places, level: level)
    var failure: APIError?
    do throws(DirectoryError) {
      try make(try store.makeReader()) { piece throws(DirectoryError) in
        do throws(APIError) { try writer.append(piece) } catch {
          failure = error
          throw .unavailable("the answer can't be kept")
        }
      }
    } catch { throw failure ?? .directory(error) }
    let made = try writer.finish()
    let digest = Digest.field(made.sentDigest)
    let tag = EntityTag(of: made.digest, isCompressed: level != nil)
    let fields = fields(
      tag: tag, isCompressed: level != nil,
      more: [Response.Field("Content-Digest", digest), Response.Field("Repr-Digest", digest)])
    return LargeAnswers.Answer(fields: fields, content: made.content, tag: tag, modified: modified?.seconds)
  }
}
