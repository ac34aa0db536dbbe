internal import CZlib

/// Decompresses gzip, from the compressor or from a client.
package enum GzipDecompressor {
  private static let step = 64 * 1024

  /// - Parameter limit: the largest length of the result. One byte of gzip can produce a thousand bytes.
  package static func decompress(_ input: [UInt8], limit: Int) throws(GzipError) -> [UInt8] {
    guard let inputLength = UInt32(exactly: input.count) else { throw .tooLarge }
    // The stream is on the heap because zlib keeps a pointer to it, and checks that pointer.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    defer { unsafe stream.deallocate() }
    unsafe stream.initialize(to: z_stream())
    let code = unsafe inflateInit2_(
      stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { throw code == Z_MEM_ERROR ? .outOfMemory : .unexpected(code) }
    defer { unsafe inflateEnd(stream) }
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: step)
    let isWhole = unsafe input.withUnsafeBufferPointer { source in
      unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      unsafe stream.pointee.avail_in = inputLength
      while true {
        let code = unsafe chunk.withUnsafeMutableBufferPointer { target in
          unsafe stream.pointee.next_out = target.baseAddress
          unsafe stream.pointee.avail_out = UInt32(step)
          return unsafe inflate(stream, Z_NO_FLUSH)
        }
        output += chunk[..<(step - Int(unsafe stream.pointee.avail_out))]
        guard output.count <= limit else { return false }
        // Nothing may follow the member. Its end has the checksum, so a member without its end is refused.
        if code == Z_STREAM_END { return unsafe stream.pointee.avail_in == 0 }
        guard code == Z_OK else { return false }
      }
    }
    guard isWhole else { throw .malformed }
    return output
  }
}
