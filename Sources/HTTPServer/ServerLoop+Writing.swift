import HTTPCore

extension ServerLoop {
  /// Writes a stored response into the connection's output.
  func write(
    _ stored: StoredResponse, _ part: StoredResponse.Part, to connection: Connection, _ workspace: Workspace
  ) {
    let action = connection.phase.on(.responded(mayStay: !isDraining))
    if case .notModified = part {
      workspace.output.append(contentsOf: stored.notModifiedHead)
    } else {
      workspace.output.append(contentsOf: stored.head)
    }
    appendTransportFields(connection, workspace, isLast: action == .writeLast)
    if case .whole = part, !connection.exchange.isHead { workspace.append(body: stored.body) }
  }

  /// Writes a response into the connection's output; of one that is produced, only the head.
  func write(_ response: Response, to connection: Connection, _ workspace: Workspace) {
    if case .source(let source, let length) = response.body {
      return writeHead(response, source, length, to: connection, workspace)
    }
    let action = connection.phase.on(.responded(mayStay: !isDraining))
    append(response, to: connection, workspace, isLast: action == .writeLast)
  }

  private func append(
    _ response: Response, to connection: Connection, _ workspace: Workspace, isLast: Bool
  ) {
    response.appendHead(to: &workspace.output)
    appendTransportFields(connection, workspace, isLast: isLast)
    if case .bytes(let bytes) = response.body, !connection.exchange.isHead, !response.status.forbidsContent {
      workspace.append(body: bytes)
    }
  }

  private func writeHead(
    _ response: Response, _ source: any BodySource, _ length: Int?, to connection: Connection,
    _ workspace: Workspace
  ) {
    response.appendHead(to: &workspace.output)
    // HTTP/1.0 has no chunks, so only the end of the connection can end a response of unknown length.
    let endsByClosing = length == nil && connection.exchange.minorVersion == 0
    let framing: ResponseStream.Framing =
      if let length { .length(remaining: length) } else { endsByClosing ? .untilClose : .chunked }
    if case .chunked = framing {
      workspace.output.append("Transfer-Encoding: chunked\r\n" as StaticString)
    }
    let hasBody = !connection.exchange.isHead
    let action = connection.phase.on(.producing(mayStay: !isDraining && !endsByClosing, hasBody: hasBody))
    appendTransportFields(connection, workspace, isLast: action == .writeLast)
    if hasBody { connection.stream = ResponseStream(source: source, framing: framing) }
  }

  /// Appends Date, X-Request-Id, Connection unless the version implies it, and the empty line.
  private func appendTransportFields(_ connection: Connection, _ workspace: Workspace, isLast: Bool) {
    workspace.output.append(contentsOf: clock.dateAndRequestIDName)
    connection.exchange.id.append(to: &workspace.output)
    if isLast {
      workspace.output.append("\r\nConnection: close\r\n\r\n" as StaticString)
    } else if connection.exchange.minorVersion == 0 {
      workspace.output.append("\r\nConnection: keep-alive\r\n\r\n" as StaticString)
    } else {
      workspace.output.append("\r\n\r\n" as StaticString)
    }
  }

  /// Refuses a request that is malformed, too large or too slow. Nothing that follows it is parsed.
  func refuse(_ connection: Connection, _ error: RequestError) {
    guard connection.phase.on(.refused) == .writeLast else { return }
    let workspace = workspace(of: connection)
    connection.exchange.minorVersion = 1
    if connection.pending == nil {
      // Refused while its head was read. HEAD has no content, and its method may have been read already.
      connection.exchange.isHead = workspace.parser.head.method.isHead
      connection.exchange.id = requestIDs.next()
    }
    connection.pending = nil
    append(responder.response(to: error), to: connection, workspace, isLast: true)
    recordRefusal(error, id: connection.exchange.id, peer: connection.peer)
  }
}
