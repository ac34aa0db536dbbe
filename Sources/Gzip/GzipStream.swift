internal import CZlib

/// Compresses content of any length to one gzip member (RFC 1952), piece by piece, in 320 KiB of memory.
///
/// Only one event loop or queue may use a stream, so it isn't Sendable.
@safe package final class GzipStream {
  private static let step = 64 * 1024

  private let state: DeflateState
  private var chunk = [UInt8](repeating: 0, count: step)
  private var written = 0

  package init(level: Int32 = GzipCompressor.standardLevel) throws(GzipError) {
    state = try DeflateState(level: level)
  }

  /// Compresses the next piece. Appends what is complete of the member; the rest follows later.
  package func append(_ piece: [UInt8], to output: inout [UInt8]) throws(GzipError) {
    guard !piece.isEmpty else { return }
    try deflate(piece, Z_NO_FLUSH, to: &output)
  }

  /// Appends the end of the member. Nothing can be appended after it.
  package func finish(to output: inout [UInt8]) throws(GzipError) { try deflate([], Z_FINISH, to: &output) }

  private func deflate(_ piece: [UInt8], _ flush: Int32, to output: inout [UInt8]) throws(GzipError) {
    guard let length = UInt32(exactly: piece.count) else { throw .tooLarge }
    let stream = unsafe state.stream
    let code = unsafe piece.withUnsafeBufferPointer { source in
      // zlib doesn't write to its input, although the field isn't declared const.
      unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      unsafe stream.pointee.avail_in = length
      defer { unsafe stream.pointee.next_in = nil }
      var code = Z_OK
      repeat {
        code = unsafe chunk.withUnsafeMutableBufferPointer { target in
          unsafe stream.pointee.next_out = target.baseAddress
          unsafe stream.pointee.avail_out = UInt32(Self.step)
          return unsafe CZlib.deflate(stream, flush)
        }
        add(Self.step - Int(unsafe stream.pointee.avail_out), to: &output)
        // "If deflate returns with avail_out == 0, this function must be called again" (zlib.h).
      } while unsafe (code == Z_OK && stream.pointee.avail_out == 0)
      return code
    }
    // With nothing more to compress and to write, deflate returns Z_BUF_ERROR, which "is not fatal" (zlib.h).
    guard code == (flush == Z_FINISH ? Z_STREAM_END : Z_OK) || flush != Z_FINISH && code == Z_BUF_ERROR else {
      throw .unexpected(code)
    }
  }

  private func add(_ count: Int, to output: inout [UInt8]) {
    let header = written..<written + count
    if header.contains(DeflateState.operatingSystem) {
      chunk[DeflateState.operatingSystem - written] = DeflateState.unknownSystem
    }
    output += chunk[..<count]
    written += count
  }
}
