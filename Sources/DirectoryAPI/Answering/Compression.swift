internal import Gzip

/// The loop's compressor. It is made when it is first needed, because its state takes 256 KiB.
struct Compression {
  let level: Int
  private var compressor: GzipCompressor?

  init(level: Int) { self.level = level }

  mutating func compress(_ content: [UInt8]) throws(APIError) -> [UInt8] {
    do {
      let compressor = try compressor ?? GzipCompressor(level: Int32(clamping: level))
      self.compressor = compressor
      return try compressor.compress(content)
    } catch { throw .compression("\(error)") }
  }
}
