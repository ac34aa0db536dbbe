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

  /// The same twice: for the loop, and for a worker to hand back.
  struct Answer: Sendable {
    var stored: StoredResponse
    var response: Response
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
    at route: Int, _ modified: Int64?, _ coding: CodingChoice, _ head: RequestHead, in bytes: Span<UInt8>,
    now: Int64
  ) throws(APIError) -> Reply {
    let revision = store.revisionNumber
    let key = LargeAnswers.Key(route: route, isCompressed: coding != .identity)
    if let answer = largeAnswers.answer(key, at: revision) {
      guard let reply = reply(with: answer.stored, to: head, in: bytes, now: now) else {
        throw .preconditionFailed
      }
      return reply
    }
    let (row, format, hasSuffix) = (call.route, call.format, call.hasSuffix)
    let (store, largeAnswers, settings) = (store, largeAnswers, settings)
    return .deferred(.worker) {
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
        }.response
      } catch {
        let entry = ProblemTable.failure(error)
        if let message = entry.logged { settings.log("\(row.pattern): \(entry.problem.code): \(message)") }
        return Self.response(entry)
      }
    }
  }
}

extension Representation {
  /// With the digest of the octets that are sent (RFC 9530 §2), so that whoever keeps a copy can tell that
  /// it is whole.
  fileprivate func digested(compressed: [UInt8]?) -> LargeAnswers.Answer {
    var hasher = SHA256()
    unsafe (compressed ?? content.bytes).withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
    let digest = Base64URL.encodePadded(Array(hasher.finalize()))
    let (response, tag) = whole(
      compressed: compressed, more: [Response.Field("Content-Digest", "sha-256=:\(digest):")])
    return LargeAnswers.Answer(
      stored: StoredResponse(response, tag: tag, modified: modified), response: response)
  }
}
