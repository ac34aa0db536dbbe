internal import CDeflate

/// Compresses whole representations to gzip (RFC 1952), with libdeflate: see docs/decisions/0047. One state
/// is used for all of them: it takes two thirds of a megabyte, and creating it takes more time than
/// compressing a small body.
///
/// Only one event loop or queue may use a compressor, so it isn't Sendable.
@safe package final class GzipCompressor {
  /// The default of libdeflate and of zlib. Level 9 makes a page of members 2 % smaller in twice the time.
  package static let standardLevel: Int32 = 6

  /// A larger buffer is freed after use, so that one export doesn't occupy memory from then on.
  private static let scratchKept = 1 << 20

  private let state: OpaquePointer
  private var scratch: [UInt8] = []

  /// - Parameter level: 1 to 12. Those from 10 on take thirty times as long as 6.
  package init(level: Int32 = standardLevel) throws(GzipError) {
    guard (1...12).contains(level) else { throw .noLevel(level) }
    guard let state = unsafe libdeflate_alloc_compressor(level) else { throw .outOfMemory }
    unsafe self.state = state
  }

  deinit { unsafe libdeflate_free_compressor(state) }

  /// Returns the input as a gzip member. Equal inputs give equal bytes, so a strong entity tag may be
  /// computed from the result.
  package func compress(_ input: [UInt8]) throws(GzipError) -> [UInt8] {
    var output: [UInt8] = []
    try compress(input, into: &output)
    return output
  }

  /// Appends the gzip member to the output. Its header has no time, and no operating system.
  package func compress(_ input: [UInt8], into output: inout [UInt8]) throws(GzipError) {
    // "It will be assumed that this much space is available", so one call is enough.
    let bound = unsafe libdeflate_gzip_compress_bound(state, input.count)
    if scratch.count < bound { scratch = [UInt8](repeating: 0, count: bound) }
    let written = unsafe input.withUnsafeBytes { source in
      unsafe scratch.withUnsafeMutableBytes { target in
        unsafe libdeflate_gzip_compress(
          state, source.baseAddress, source.count, target.baseAddress, target.count)
      }
    }
    // "or 0 if the data could not be compressed to 'out_nbytes_avail' bytes or fewer" (libdeflate.h).
    guard written > 0 else { throw .unexpected(0) }
    output += scratch[..<written]
    if scratch.count > Self.scratchKept { scratch = [] }
  }
}
