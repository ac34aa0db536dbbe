import HTTPCore

/// What a connection needs while it has something to do: a parser, input and output. The loop lends it, and
/// takes it back when the connection becomes idle, so that an idle connection has no buffers.
final class Workspace {
  /// One read receives most requests, and several pipelined ones.
  private static let inputSize = 16_384
  /// A buffer that grew beyond this for a large response is released.
  private static let keptOutput = 131_072
  /// A shorter body is copied behind its head: one buffer is cheaper to send than two, and responses to
  /// pipelined requests are sent together.
  static let longBody = 16_384

  var parser: RequestParser
  var input: [UInt8]
  var inputStart = 0
  var inputEnd = 0
  var output: [UInt8] = []
  /// How much of `output` has been sent.
  var outputSent = 0
  /// A long body that follows `output`. It shares the memory of the response that it belongs to, so that any
  /// number of slow clients that take the same response need that memory once.
  private(set) var body: [UInt8] = []
  private(set) var bodySent = 0
  private let inputLimit: Int

  init(_ limits: RequestLimits) {
    parser = RequestParser(limits: limits)
    input = [UInt8](repeating: 0, count: Self.inputSize)
    // One byte more than the largest head, so that the parser finds out that a head is too large.
    inputLimit = max(Self.inputSize, limits.head + 1)
    output.reserveCapacity(8_192)
  }

  var hasInput: Bool { inputStart < inputEnd }
  var pendingOutput: Int { output.count - outputSent + body.count - bodySent }

  /// Appends the body of a response, whose head has been appended. Nothing else may be appended before a long
  /// body has been sent, which `hasBody` shows.
  func append(body bytes: [UInt8]) {
    if bytes.count < Self.longBody { output.append(contentsOf: bytes) } else { body = bytes }
  }

  /// Whether a long body is being sent.
  var hasBody: Bool { !body.isEmpty }

  /// What the connection holds in memory while it waits for its client; nil if nothing waits.
  var holding: WaitingOutput.Holding? {
    guard pendingOutput > 0 else { return nil }
    let address = unsafe body.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
    return WaitingOutput.Holding(
      body: hasBody ? address : 0, bodySize: body.count, copied: hasBody ? 0 : output.capacity)
  }

  /// Notes that the next `count` bytes of what is pending have been sent.
  func removeSent(_ count: Int) {
    let ofOutput = min(count, output.count - outputSent)
    outputSent += ofOutput
    bodySent += count - ofOutput
  }

  func dropInput() {
    inputStart = 0
    inputEnd = 0
  }

  /// Makes room to read into. If there is none behind the input, the input moves to the front first.
  func makeRoom() {
    if inputStart == inputEnd {
      dropInput()
    } else if inputEnd == input.count {
      input.replaceSubrange(0..<inputEnd - inputStart, with: input[inputStart..<inputEnd])
      inputEnd -= inputStart
      inputStart = 0
    }
    if inputEnd == input.count {
      input.append(contentsOf: repeatElement(0, count: min(input.count, inputLimit - input.count)))
    }
  }

  func clearOutput() {
    outputSent = 0
    bodySent = 0
    if !body.isEmpty { body = [] }
    if output.capacity > Self.keptOutput { output = [] } else { output.removeAll(keepingCapacity: true) }
  }

  /// Prepares for the next connection.
  func reset() {
    parser.reset()
    dropInput()
    if input.count != Self.inputSize { input = [UInt8](repeating: 0, count: Self.inputSize) }
    clearOutput()
  }
}
