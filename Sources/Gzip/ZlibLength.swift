internal import CZlib

/// Measures zlib streams (RFC 1950) without keeping what they contain.
package enum ZlibLength {
  private static let step = 64 * 1024

  /// Returns true if the pieces are together one whole stream of exactly `length` bytes, and nothing else.
  /// Stops at the first byte that is too many, so that a small stream can't cost more than that.
  package static func matches(_ pieces: [ArraySlice<UInt8>], length: Int) throws(GzipError) -> Bool {
    // The stream is on the heap because zlib keeps a pointer to it, and checks that pointer.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    defer { unsafe stream.deallocate() }
    unsafe stream.initialize(to: z_stream())
    let code = unsafe inflateInit2_(stream, 15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { throw code == Z_MEM_ERROR ? .outOfMemory : .unexpected(code) }
    defer { unsafe inflateEnd(stream) }
    var chunk = [UInt8](repeating: 0, count: step)
    var count = 0
    var hasEnded = false
    for piece in pieces where !piece.isEmpty {
      guard !hasEnded, let pieceLength = UInt32(exactly: piece.count) else { return false }
      let isGood = unsafe piece.withUnsafeBufferPointer { source in
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        unsafe stream.pointee.avail_in = pieceLength
        while true {
          let code = unsafe chunk.withUnsafeMutableBufferPointer { target in
            unsafe stream.pointee.next_out = target.baseAddress
            unsafe stream.pointee.avail_out = UInt32(step)
            return unsafe inflate(stream, Z_NO_FLUSH)
          }
          let room = Int(unsafe stream.pointee.avail_out)
          count += step - room
          guard count <= length else { return false }
          hasEnded = code == Z_STREAM_END
          if hasEnded { return unsafe stream.pointee.avail_in == 0 }
          // Z_BUF_ERROR says that there is nothing to do without more input.
          guard code == Z_OK || code == Z_BUF_ERROR else { return false }
          if room > 0 { return true }
        }
      }
      guard isGood else { return false }
    }
    return hasEnded && count == length
  }
}
