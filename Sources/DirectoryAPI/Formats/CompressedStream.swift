internal import Gzip
internal import HTTPCore

/// Compresses another body while it is sent.
///
/// Unchecked: it belongs to the loop that owns the other body, and `BodySource` is called only there.
final class CompressedStream: BodySource, @unchecked Sendable {
  private let source: any BodySource
  private let compressor: StreamCompressor
  private var piece: [UInt8] = []

  init(_ source: any BodySource, _ compressor: StreamCompressor) {
    self.source = source
    self.compressor = compressor
  }

  func next(into output: inout [UInt8]) throws -> Bool {
    piece.removeAll(keepingCapacity: true)
    let hasMore = try source.next(into: &piece)
    try compressor.stream.append(piece, to: &output)
    if !hasMore { try compressor.stream.finish(to: &output) }
    return hasMore
  }
}

/// The compressors of a loop's streams. Each has 320 KiB for as long as its client reads, so there are only a
/// few; further streams are sent as they are.
final class StreamCompressors {
  /// 10 MB for each loop.
  private static let most = 32
  /// Higher levels take twice as long and make little smaller. A piece of 50 records has to take well under a
  /// millisecond.
  private static let highestLevel = 3

  private let level: Int32
  fileprivate var taken = 0

  init(level: Int) { self.level = Int32(clamping: min(level, Self.highestLevel)) }

  /// Returns nil if all are taken.
  func take() -> StreamCompressor? {
    guard taken < Self.most, let stream = try? GzipStream(level: level) else { return nil }
    taken += 1
    return StreamCompressor(stream, of: self)
  }
}

/// A compressor that is free again when this is released.
final class StreamCompressor {
  let stream: GzipStream
  private let owner: StreamCompressors

  fileprivate init(_ stream: GzipStream, of owner: StreamCompressors) {
    self.stream = stream
    self.owner = owner
  }

  deinit { owner.taken -= 1 }
}
