internal import CZlib

/// Compresses whole representations to gzip (RFC 1952), again and again with one state: making the state
/// costs a quarter of a megabyte and more time than a small body.
///
/// Confined to one event loop or queue: not Sendable.
@safe package final class GzipCompressor {
  /// zlib's own default: from 6 to 9 a page of members shrinks by less than a hundredth.
  package static let standardLevel: Int32 = 6

  /// What a larger body needed is given back, so that one export does not stay in memory.
  private static let scratchKept = 1 << 20

  // On the heap, since zlib keeps a pointer to it.
  private let stream: UnsafeMutablePointer<z_stream>
  private var scratch: [UInt8] = []

  package init(level: Int32 = standardLevel) throws(GzipError) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 15 is the largest window; 16 more asks for gzip. 8 is the default of memLevel. (deflateInit2 is a
    // macro around this function.)
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

  /// The same input always gives the same octets: a strong entity tag may be taken of them.
  package func compress(_ input: [UInt8]) throws(GzipError) -> [UInt8] {
    var output: [UInt8] = []
    try compress(input, into: &output)
    return output
  }

  /// Appends the gzip member to the output.
  package func compress(_ input: [UInt8], into output: inout [UInt8]) throws(GzipError) {
    unsafe deflateReset(stream)
    // "deflateBound() returns an upper bound on the compressed size": with that much room one call does.
    let bound = unsafe Int(clamping: deflateBound(stream, UInt(input.count)))
    guard let inputLength = UInt32(exactly: input.count), let room = UInt32(exactly: bound) else {
      throw .tooLarge
    }
    if scratch.count < bound { scratch = [UInt8](repeating: 0, count: bound) }
    var code = Z_STREAM_ERROR
    var written = 0
    unsafe input.withUnsafeBufferPointer { source in
      unsafe scratch.withUnsafeMutableBufferPointer { target in
        // zlib does not write to its input; the field lacks a const.
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
    guard code == Z_STREAM_END, written > Self.operatingSystem else { throw .unexpected(code) }
    // 255, "unknown": zlib writes the system that it was built on, and no octet should depend on that. The
    // time is 0 already, "no time stamp is available".
    scratch[Self.operatingSystem] = 255
    output += scratch[..<written]
    if scratch.count > Self.scratchKept { scratch = [] }
  }

  /// Where the header (RFC 1952 section 2.3) names the operating system.
  private static let operatingSystem = 9
}
