package import HTTPCore

/// How responses are found in a cache, and what becomes of one that was found.
extension RequestTarget {
  /// The key of the cache: path and query, which are adjacent in the target.
  @inline(__always)
  package var cacheKey: Range<Int> { path.lowerBound..<(query?.upperBound ?? path.upperBound) }
}

extension CodingChoice {
  /// The place in a cache of a response in this coding.
  ///
  /// - Parameter media: the number of the format among those of the route.
  @inline(__always)
  package func place(media: Int) -> Int { media &* 2 &+ (self == .identity ? 0 : 1) }
}

extension StoredResponse {
  /// Returns the response or its 304, as the preconditions decide; nil if one fails (412).
  @inline(__always)
  package func reply(to head: RequestHead, in bytes: Span<UInt8>, now: Int64) -> Reply? {
    let whole: StoredResponse.Part = head.method.isHead ? .headOnly : .whole
    // A response without an entity tag is stored by no client, so there is nothing to compare.
    guard tag != nil else { return .stored(self, whole) }
    switch Preconditions.evaluate(head, in: bytes, tag: tag, modified: modified, now: now) {
    case .proceed: return .stored(self, whole)
    case .notModified: return .stored(self, .notModified)
    case .failed: return nil
    }
  }
}

/// A response in one coding, and the places in a cache that it fills.
package struct CodedResponse {
  package let response: StoredResponse
  package let places: [Int]

  /// Compresses the content if the coding says so and if that makes it smaller.
  ///
  /// - Parameters:
  ///   - media: the numbers of the formats for which the response is sent.
  ///   - minimumBytes: shorter content is sent uncompressed.
  ///   - make: makes the response; its argument is the compressed content, or nil for none.
  package init<Failure: Error>(
    _ content: [UInt8], _ coding: CodingChoice, media: Range<Int>, minimumBytes: Int,
    compress: ([UInt8]) throws(Failure) -> [UInt8], make: (_ compressed: [UInt8]?) -> StoredResponse
  ) throws(Failure) {
    let identity = media.map { CodingChoice.identity.place(media: $0) }
    let gzip = media.map { CodingChoice.gzip.place(media: $0) }
    switch coding {
    case .identity: self.init(response: make(nil), places: identity)
    case .gzip:
      let compressed = content.count >= minimumBytes ? try compress(content) : nil
      if let compressed, compressed.count < content.count {
        self.init(response: make(compressed), places: gzip)
      } else {
        self.init(response: make(nil), places: identity + gzip)
      }
    case .gzipOnly:
      // If others would get identity it is not cached: this is too rare for a place of its own.
      let compressed = try compress(content)
      let isUsual = content.count >= minimumBytes && compressed.count < content.count
      self.init(response: make(compressed), places: isUsual ? gzip : [])
    }
  }

  private init(response: StoredResponse, places: [Int]) {
    self.response = response
    self.places = places
  }
}
