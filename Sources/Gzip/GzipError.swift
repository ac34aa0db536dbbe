/// What zlib refused.
package enum GzipError: Error, Sendable, Equatable {
  /// More than one call of zlib takes, 4 GiB.
  case tooLarge
  case outOfMemory
  /// The input is not one whole gzip member, or holds more than the limit once unpacked.
  case malformed
  /// A result code that the manual does not allow for here.
  case unexpected(Int32)
}
