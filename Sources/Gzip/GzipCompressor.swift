internal import CZlib

/// Compresses whole representations to gzip (RFC 1952). One zlib state is used for all of them: it takes a
/// quarter of a megabyte, and creating it takes more time than compressing a small body.
///
/// Only one event loop or queue may use a compressor, so it isn't Sendable.
@safe package final class GzipCompressor {
  /// zlib's default. Level 9 makes a page of members smaller by less than 1 %.
  package static let standardLevel: Int32 = 6

  /// A larger buffer is freed after use, so that one export doesn't occupy memory from then on.
  private static let scratchKept = 1 << 20

  private let state: DeflateState
  private var scratch: [UInt8] = []

  package init(level: Int32 = standardLevel) throws(GzipError) { state = try DeflateState(level: level) }

  /// Returns the input as a gzip member. Equal inputs give equal bytes, so a strong entity tag may be
  /// computed from the result.
  package func compress(_ input: [UInt8]) throws(GzipError) -> [UInt8] {
    var output: [UInt8] = []
    try compress(input, into: &output)
    return output
  }

  /// Appends the gzip member to the output.
  package func compress(_ input: [UInt8], into output: inout [UInt8]) throws(GzipError) {
    let stream = unsafe state.stream
    unsafe deflateReset(stream)
    // "deflateBound() returns an upper bound on the compressed size", so one call is enough.
    let bound = unsafe Int(clamping: deflateBound(stream, UInt(input.count)))
    guard let inputLength = UInt32(exactly: input.count), let room = UInt32(exactly: bound) else {
      throw .tooLarge
    }
    if scratch.count < bound { scratch = [UInt8](repeating: 0, count: bound) }
    var code = Z_STREAM_ERROR
    var written = 0
    unsafe input.withUnsafeBufferPointer { source in
      unsafe scratch.withUnsafeMutableBufferPointer { target in
        // zlib doesn't write to its input, although the field isn't declared const.
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        unsafe stream.pointee.avail_in = inputLength
        unsafe stream.pointee.next_out = target.baseAddress
        unsafe stream.pointee.avail_out = room
        code = unsafe deflate(stream, Z_FINISH)
        written = unsafe Int(room - stream.pointee.avail_out)
      }
    }
    unsafe stream.pointee.next_in = nil
    unsafe stream.pointee.next_out = nil
    guard code == Z_STREAM_END, written > DeflateState.operatingSystem else { throw .unexpected(code) }
    scratch[DeflateState.operatingSystem] = DeflateState.unknownSystem
    output += scratch[..<written]
    if scratch.count > Self.scratchKept { scratch = [] }
  }
}
