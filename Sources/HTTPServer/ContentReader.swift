import HTTPCore

/// Reads the content of one request, to keep it or to drop it.
struct ContentReader {
  enum Progress {
    case incomplete
    case complete
    case failed(RequestError)
  }

  /// What has arrived, if it is kept.
  private(set) var content: [UInt8] = []
  private let keeps: Bool
  private let limit: Int
  private var remaining: Int
  private var decoder: ChunkedDecoder?
  private var decoded = 0

  /// `limit` applies to the content without its framing.
  init(_ framing: Framing, limit: Int, keeps: Bool, _ limits: RequestLimits) {
    self.limit = limit
    self.keeps = keeps
    switch framing {
    case .none: remaining = 0
    case .length(let length): remaining = length
    case .chunked:
      remaining = 0
      decoder = ChunkedDecoder(limits: limits)
    }
    if keeps, remaining > 0 { content.reserveCapacity(min(remaining, limit)) }
  }

  /// Reads from `start`, and moves it to the first byte that isn't part of this content.
  mutating func read(_ bytes: Span<UInt8>, from start: inout Int) -> Progress {
    decoder == nil ? readLength(bytes, &start) : readChunks(bytes, &start)
  }

  private mutating func readLength(_ bytes: Span<UInt8>, _ start: inout Int) -> Progress {
    guard remaining <= limit - decoded else { return .failed(.contentTooLarge) }
    let count = min(remaining, bytes.count - start)
    append(bytes, start..<start + count)
    start += count
    remaining -= count
    return remaining == 0 ? .complete : .incomplete
  }

  private mutating func readChunks(_ bytes: Span<UInt8>, _ start: inout Int) -> Progress {
    while let event = decoder?.decode(bytes, from: start) {
      switch event {
      case .incomplete:
        start = bytes.count
        return .incomplete
      case .data(let range):
        start = range.upperBound
        guard range.count <= limit - decoded else { return .failed(.contentTooLarge) }
        append(bytes, range)
      case .end(let index):
        start = index
        return .complete
      case .failed(let error): return .failed(error)
      }
    }
    return .complete
  }

  private mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    decoded += range.count
    guard keeps else { return }
    unsafe bytes.extracting(range).withUnsafeBufferPointer { unsafe content.append(contentsOf: $0) }
  }
}
