internal import CZlib

/// The state of zlib's compressor for the gzip format. It takes a quarter of a megabyte.
@safe final class DeflateState {
  /// On the heap because zlib keeps a pointer to it.
  let stream: UnsafeMutablePointer<z_stream>

  init(level: Int32) throws(GzipError) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 15 is the largest window, and 16 is added to select the gzip format. 8 is the default of memLevel.
    // (deflateInit2 is a macro around this function.)
    let code = unsafe deflateInit2_(
      stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else {
      throw code == Z_MEM_ERROR ? .outOfMemory : .unexpected(code)
    }
  }

  deinit {
    unsafe deflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// The index of the byte of the header that names the operating system (RFC 1952 section 2.3).
  static let operatingSystem = 9

  /// The value of that byte for "unknown". zlib writes the system on which it was built, but the bytes should
  /// be the same on all systems. The time is 0 already, which means "no time stamp is available".
  static let unknownSystem: UInt8 = 255
}
