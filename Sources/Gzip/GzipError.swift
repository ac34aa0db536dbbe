/// A reason why data could not be compressed or decompressed.
package enum GzipError: Error, Sendable, Equatable {
  /// The input or the output is larger than 4 GiB, the most that one call of zlib can process.
  case tooLarge
  case outOfMemory
  /// The library has no such level.
  case noLevel(Int32)
  /// The input isn't exactly one gzip member, or its contents are larger than the limit.
  case malformed
  /// A result code that the library's documentation doesn't list for the call.
  case unexpected(Int32)
}
