internal import Crypto
internal import Directory
internal import HTTPCore
internal import Synchronization

/// Answers that take long to make: made on a worker, once for each revision, and kept for all loops. They
/// would crowd everything else out of a loop's cache.
package final class LargeAnswers: Sendable {
  struct Key: Hashable {
    var route: Int
    var isCompressed: Bool
  }

  /// A response whose octets all connections share.
  struct Answer: Sendable {
    /// With its content.
    var response: Response
    var tag: EntityTag?
    var modified: Int64?
  }

  private struct Kept {
    var revision: UInt64
    var answer: Answer
  }

  private let kept = Mutex<[Key: Kept]>([:])
  /// Held while one is made, so that whoever else wants it waits for it and does not make it again.
  private let making = Mutex(())

  package init() {}

  func answer(_ key: Key, at revision: UInt64) -> Answer? {
    kept.withLock { kept in
      guard let found = kept[key], found.revision == revision else { return nil }
      return found.answer
    }
  }

  /// - Parameter make: with the revision of before the first question, so that an answer that a commit has
  ///   overtaken is kept for the older one.
  func answer<Failure: Error>(
    _ key: Key, at revision: UInt64, _ make: () throws(Failure) -> Answer
  ) throws(Failure) -> Answer {
    try making.withLock { _ throws(Failure) in
      if let answer = answer(key, at: revision) { return answer }
      let made = try make()
      kept.withLock { $0[key] = Kept(revision: revision, answer: made) }
      return made
    }
  }
}

extension DirectoryResponder {
  func large(
    _ make: @escaping @Sendable (any DirectoryReader) throws(DirectoryError) -> [UInt8], for call: Call,
    at route: Int, _ modified: ModificationTime?, _ coding: CodingChoice, _ head: RequestHead,
    in bytes: Span<UInt8>,
    now: Int64
  ) throws(APIError) -> Reply {
    let revision = store.revisionNumber
    let key = LargeAnswers.Key(route: route, isCompressed: coding != .identity)
    if let answer = largeAnswers.answer(key, at: revision) {
      return .response(try answer.response(to: head, in: bytes, now: now))
    }
    let (row, format, hasSuffix) = (call.route, call.format, call.hasSuffix)
    let (store, largeAnswers, settings) = (store, largeAnswers, settings)
    // The head's own octets are gone by then.
    let octets = bytes.array(0..<bytes.count)
    return .deferred {
      do throws(APIError) {
        return try largeAnswers.answer(key, at: revision) { () throws(APIError) in
          let content: [UInt8]
          do throws(DirectoryError) { content = try make(try store.makeReader()) } catch {
            throw .directory(error)
          }
          let representation = Representation(
            route: row, format: format, hasSuffix: hasSuffix, content: Content(bytes: content),
            modified: modified)
          var compression = Compression(level: settings.gzipLevel)
          let compressed = key.isCompressed ? try compression.compress(content) : nil
          return representation.digested(compressed: compressed)
        }.response(to: head, in: octets.span, now: now)
      } catch {
        return Self.refusal(error, about: row.pattern, settings: settings)
      }
    }
  }
}

extension LargeAnswers.Answer {
  /// With the preconditions weighed, on a loop as on a worker.
  fileprivate func response(
    to head: RequestHead, in bytes: Span<UInt8>, now: Int64
  ) throws(APIError) -> Response {
    switch Preconditions.evaluate(head, in: bytes, tag: tag, modified: modified, now: now) {
    case .failed: throw .negotiation(.preconditionFailed)
    case .notModified: return response.notModified
    case .proceed: break
    }
    var response = response
    guard case .bytes(let octets) = response.body else { return response }
    if head.method.isHead {
      // "The response Content-Digest field-value is computed on empty content" (RFC 9530 §B.2).
      response.fields.removeAll { $0.name == "Content-Digest" }
      response.fields.append(Response.Field("Content-Digest", Digest.field(of: [])))
    } else {
      response.body = .source(SharedOctets(octets), length: octets.count)
    }
    return response
  }
}

/// Octets that any number of answers share, sent a piece at a time, so that no connection has a copy of all.
///
/// Unchecked: asked by the one connection that sends it (`BodySource`).
private final class SharedOctets: BodySource, @unchecked Sendable {
  /// What a connection's output holds anyway.
  private static let piece = 65_536

  private let octets: [UInt8]
  private var sent = 0

  init(_ octets: [UInt8]) { self.octets = octets }

  func next(into output: inout [UInt8]) throws -> Bool {
    let end = min(sent + Self.piece, octets.count)
    output += octets[sent..<end]
    sent = end
    return sent < octets.count
  }
}

/// A field of RFC 9530.
private enum Digest {
  static func field(of octets: [UInt8]) -> String {
    var hasher = SHA256()
    unsafe octets.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
    return "sha-256=:\(Base64URL.encodePadded(Array(hasher.finalize()))):"
  }
}

extension Representation {
  /// With digests, so that whoever keeps a copy can tell that it is whole (RFC 9530). Content-Digest is of the
  /// octets that are sent, and Repr-Digest of the representation, to which its coding belongs (§3, RFC 9110
  /// §8.4): without ranges and trailers the two are one, gzip or not, and HEAD tells them apart.
  fileprivate func digested(compressed: [UInt8]?) -> LargeAnswers.Answer {
    let digest = Digest.field(of: compressed ?? content.bytes)
    let (response, tag) = whole(
      compressed: compressed,
      more: [Response.Field("Content-Digest", digest), Response.Field("Repr-Digest", digest)])
    return LargeAnswers.Answer(response: response, tag: tag, modified: modified?.seconds)
  }
}
