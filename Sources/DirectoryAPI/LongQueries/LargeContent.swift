internal import Crypto
internal import Directory
internal import Gzip
internal import HTTPCore
internal import OperatingSystem
internal import Synchronization

/// Content of any length that any number of connections send. Short content is in memory, and longer content
/// in a temporary file, so that it takes no memory however many clients read it.
final class LargeContent: Sendable {
  /// The content that is kept in memory. The Oslo Region's snapshot has 60 KB.
  static let mostInMemory = 1 << 20
  /// The size of a connection's output buffer.
  private static let piece = 65_536

  let length: Int
  private let bytes: [UInt8]
  private let file: SpoolFile?
  /// Counted as long as the file exists.
  private let place: LargeContentPlace?

  fileprivate init(length: Int, bytes: [UInt8], file: SpoolFile?, place: LargeContentPlace?) {
    self.length = length
    self.bytes = bytes
    self.file = file
    self.place = place
  }

  /// Appends the next piece from the offset on to the output, and returns the offset after it.
  func append(from offset: Int, to output: inout [UInt8]) throws(FileError) -> Int {
    let end = min(length, offset + Self.piece)
    if let file {
      try file.read(end - offset, at: offset, into: &output)
    } else {
      output += bytes[offset..<end]
    }
    return end
  }
}

/// The files that large content may have at once: one for each coding of the current revision, and some of
/// older revisions that slow clients still read.
final class LargeContentPlaces: Sendable {
  private static let most = 8
  private let taken = Atomic(0)

  /// Returns nil if all are taken.
  func take() -> LargeContentPlace? {
    guard taken.add(1, ordering: .relaxed).newValue <= Self.most else {
      leave()
      return nil
    }
    return LargeContentPlace(self)
  }

  fileprivate func leave() { taken.subtract(1, ordering: .relaxed) }
}

/// A place that is free again when this is released.
final class LargeContentPlace: Sendable {
  private let places: LargeContentPlaces

  fileprivate init(_ places: LargeContentPlaces) { self.places = places }

  deinit { places.leave() }
}

/// Makes large content from pieces, and computes its digests on the way.
struct LargeContentWriter {
  struct Result {
    let content: LargeContent
    /// The digest of the content before compression.
    let digest: SHA256.Digest
    /// The digest of the bytes that are sent.
    let sentDigest: SHA256.Digest
  }

  private let folder: String
  private let places: LargeContentPlaces
  private let compressor: GzipStream?
  private var hasher = SHA256()
  private var sentHasher = SHA256()
  private var waiting: [UInt8] = []
  private var length = 0
  private var file: SpoolFile?
  private var place: LargeContentPlace?

  /// - Parameters:
  ///   - folder: the folder for a temporary file.
  ///   - level: the level of compression; nil for none.
  init(in folder: String, _ places: LargeContentPlaces, level: Int?) throws(APIError) {
    self.folder = folder
    self.places = places
    do { compressor = try level.map { try GzipStream(level: Int32(clamping: $0)) } } catch {
      throw .compression("\(error)")
    }
  }

  mutating func append(_ piece: [UInt8]) throws(APIError) {
    Self.add(piece, to: &hasher)
    guard let compressor else {
      waiting += piece
      return try spill()
    }
    do { try compressor.append(piece, to: &waiting) } catch { throw .compression("\(error)") }
    try spill()
  }

  mutating func finish() throws(APIError) -> Result {
    if let compressor {
      do { try compressor.finish(to: &waiting) } catch { throw .compression("\(error)") }
      try spill()
    }
    if file != nil { try moveToFile() }
    let bytes = waiting
    if file == nil {
      Self.add(bytes, to: &sentHasher)
      length = bytes.count
    }
    return Result(
      content: LargeContent(length: length, bytes: bytes, file: file, place: place),
      digest: hasher.finalize(), sentDigest: sentHasher.finalize())
  }

  /// Moves what waits to the file if it is too much for memory.
  private mutating func spill() throws(APIError) {
    guard waiting.count >= LargeContent.mostInMemory else { return }
    try moveToFile()
  }

  private mutating func moveToFile() throws(APIError) {
    do {
      if file == nil {
        place = places.take()
        guard place != nil else { throw APIError.longQuery(.queriesWait) }
        file = try SpoolFile(in: folder)
      }
      try file?.append(waiting)
    } catch let error as FileError {
      throw .directory(error.cause.isDiskFull ? .full : .unavailable("\(error)"))
    } catch let error as APIError { throw error } catch { throw .directory(.unavailable("\(error)")) }
    Self.add(waiting, to: &sentHasher)
    length += waiting.count
    waiting.removeAll(keepingCapacity: true)
  }

  private static func add(_ bytes: [UInt8], to hasher: inout SHA256) {
    unsafe bytes.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
  }
}
