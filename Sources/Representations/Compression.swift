package import Gzip

/// The loop's compressor. It is made when it is first needed, because its state takes 256 KiB.
package final class Compression {
  private let level: Int
  private var compressor: GzipCompressor?

  package init(level: Int) { self.level = level }

  package func compress(_ content: [UInt8]) throws(GzipError) -> [UInt8] {
    let ready: GzipCompressor
    if let compressor {
      ready = compressor
    } else {
      ready = try GzipCompressor(level: Int32(clamping: level))
    }
    compressor = ready
    return try ready.compress(content)
  }
}
