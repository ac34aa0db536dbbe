import Glibc
import HTTPCore

extension ServerLoop {
  /// A source is asked for the next piece while less than this waits to be sent.
  private static let streamLowWater = 65_536
  /// Other connections have their turn after this many bytes of a produced response,
  private static let mostPerTurn = 1 << 20
  /// or after this many microseconds of producing: what is small on the wire may take long to produce.
  private static let longestTurn = 2_000

  /// Sends the output. Returns false if the client has to take some of it first. Closes a broken connection.
  func flush(_ connection: Connection, _ workspace: Workspace) -> Bool {
    var taken = 0
    var isOver = false
    let end = connection.phase.isStreaming ? Clock.microseconds() + Self.longestTurn : 0
    while true {
      while connection.phase.isStreaming, workspace.pendingOutput < Self.streamLowWater, !isOver {
        guard produce(connection, workspace) else { return true }
        isOver = Clock.microseconds() >= end
      }
      let waiting = workspace.pendingOutput
      guard waiting > 0 else { return true }
      let count = send(workspace, to: connection.descriptor)
      if count < 0 {
        switch errno {
        case EINTR: continue
        case EAGAIN: return false
        default:
          close(connection)
          return true
        }
      }
      removeSent(count, of: waiting, connection, workspace)
      taken += count
      // A client that takes a long response as fast as it comes lets the others have their turn.
      if taken >= Self.mostPerTurn || isOver, connection.phase.isStreaming { return true }
    }
  }

  /// Sends as much as the client's socket takes at once. Returns the number of bytes, or -1 with `errno`.
  private func send(_ workspace: Workspace, to descriptor: Int32) -> Int {
    unsafe workspace.output.withUnsafeBytes { output -> Int in
      let output = unsafe UnsafeRawBufferPointer(rebasing: output[workspace.outputSent...])
      if workspace.hasBody {
        return unsafe workspace.body.withUnsafeBytes { body in
          let body = unsafe UnsafeRawBufferPointer(rebasing: body[workspace.bodySent...])
          return unsafe configuration.systemCalls.sendBoth(descriptor, output, body)
        }
      }
      guard let base = output.baseAddress else { return 0 }
      return unsafe configuration.systemCalls.send(descriptor, base, output.count)
    }
  }

  private func removeSent(_ count: Int, of waiting: Int, _ connection: Connection, _ workspace: Workspace) {
    workspace.removeSent(count)
    if workspace.outputSent >= Self.streamLowWater, count < waiting, !workspace.hasBody {
      // If no send took all of the output, a long response would otherwise be kept whole.
      workspace.output.removeSubrange(..<workspace.outputSent)
      workspace.outputSent = 0
    }
    if count == waiting {
      workspace.clearOutput()
      if !connection.phase.isStreaming {
        connection.began = 0
        return
      }
    }
    if connection.began == 0 {
      connection.began = clock.milliseconds
      connection.moved = 0
    }
    connection.moved += count
  }

  // MARK: Produced responses

  /// Appends the next piece of a produced response. Returns false if that failed and the connection was
  /// closed.
  private func produce(_ connection: Connection, _ workspace: Workspace) -> Bool {
    guard let stream = connection.stream else { return true }
    stream.piece.removeAll(keepingCapacity: true)
    do {
      stream.isFinished = try !stream.source.next(into: &stream.piece)
    } catch {
      warn("a response broke off while it was produced: \(error)")
      close(connection)
      return false
    }
    guard append(stream, to: workspace) else {
      warn("a response was longer or shorter than its Content-Length")
      close(connection)
      return false
    }
    if stream.isFinished {
      connection.stream = nil
      _ = connection.phase.on(.produced)
    }
    return true
  }

  /// Returns false if the body isn't as long as its head says.
  private func append(_ stream: ResponseStream, to workspace: Workspace) -> Bool {
    switch stream.framing {
    case .untilClose: workspace.output.append(contentsOf: stream.piece)
    case .length(let remaining):
      let left = remaining - stream.piece.count
      guard left >= 0, !stream.isFinished || left == 0 else { return false }
      stream.framing = .length(remaining: left)
      workspace.output.append(contentsOf: stream.piece)
    case .chunked:
      if !stream.piece.isEmpty {
        workspace.output.append(String(stream.piece.count, radix: 16))
        workspace.output.append("\r\n" as StaticString)
        workspace.output.append(contentsOf: stream.piece)
        workspace.output.append("\r\n" as StaticString)
      }
      if stream.isFinished { workspace.output.append("0\r\n\r\n" as StaticString) }
    }
    return true
  }
}

extension Response.Body {
  /// Whether it would hold much memory while it waits for the client.
  var isLong: Bool {
    switch self {
    case .empty, .source: false
    case .bytes(let bytes): bytes.count >= Workspace.longBody
    }
  }

  /// The number of bytes, or -1 if it isn't known before the end.
  var knownLength: Int {
    switch self {
    case .empty: 0
    case .bytes(let bytes): bytes.count
    case .source(_, let length): length ?? -1
    }
  }
}
