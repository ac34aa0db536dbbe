import HTTPCore
import Testing

@testable import HTTPServer

@Suite("A workspace")
struct WorkspaceTests {
  private static let size = 16_384

  /// Returns a workspace whose input has the bytes from `start` to `end`. Each byte is its own position.
  private func workspace(_ start: Int, _ end: Int, head: Int = 32_768) -> Workspace {
    var limits = RequestLimits()
    limits.head = head
    let workspace = Workspace(limits)
    for place in 0..<end { workspace.input[place] = UInt8(place % 251) }
    workspace.inputStart = start
    workspace.inputEnd = end
    return workspace
  }

  @Test("starts with room for 16 KiB and nothing in it")
  func initial() {
    let workspace = Workspace(RequestLimits())
    #expect(workspace.input.count == Self.size)
    #expect(!workspace.hasInput && workspace.pendingOutput == 0)
    workspace.makeRoom()
    #expect(workspace.input.count == Self.size && workspace.inputEnd == 0)
  }

  @Test("reads from the front again once all input is used")
  func empty() {
    let workspace = workspace(100, 100)
    workspace.makeRoom()
    #expect(workspace.inputStart == 0 && workspace.inputEnd == 0 && workspace.input.count == Self.size)
  }

  @Test("continues to read behind its input while there is room")
  func roomBehind() {
    let workspace = workspace(100, Self.size - 1)
    workspace.makeRoom()
    #expect(workspace.inputStart == 100 && workspace.inputEnd == Self.size - 1)
    #expect(workspace.input.count == Self.size)
  }

  @Test("moves its input to the front when there is no room behind it")
  func moves() {
    let workspace = workspace(1_000, Self.size)
    workspace.makeRoom()
    #expect(workspace.inputStart == 0 && workspace.inputEnd == Self.size - 1_000)
    let places = (1_000..<Self.size).map { UInt8($0 % 251) }
    #expect(workspace.input[..<workspace.inputEnd].elementsEqual(places))
    // The moved bytes are no longer at the end, so the next read has enough room.
    #expect(workspace.input.count >= Self.size - 1_000)
  }

  @Test("grows to at most one byte more than the largest head")
  func grows() {
    let workspace = workspace(0, Self.size)
    workspace.makeRoom()
    #expect(workspace.input.count == 32_768)
    workspace.inputEnd = 32_768
    workspace.makeRoom()
    #expect(workspace.input.count == 32_769)
    workspace.inputEnd = 32_769
    workspace.makeRoom()
    #expect(workspace.input.count == 32_769)
    let small = self.workspace(0, Self.size, head: 100)
    small.makeRoom()
    #expect(small.input.count == Self.size)
  }

  @Test("drops output that has been sent, and releases the memory of large output")
  func output() {
    let workspace = Workspace(RequestLimits())
    workspace.output = Array(repeating: 1, count: 100_000)
    workspace.outputSent = 40_000
    #expect(workspace.pendingOutput == 60_000)
    workspace.clearOutput()
    #expect(workspace.pendingOutput == 0 && workspace.outputSent == 0 && workspace.output.isEmpty)
    #expect(workspace.output.capacity >= 100_000)
    workspace.output = Array(repeating: 1, count: 200_000)
    workspace.clearOutput()
    #expect(workspace.output.capacity < 100_000)
  }

  @Test("shares a long body, copies a short one, and sends either behind its head")
  func bodies() {
    let workspace = Workspace(RequestLimits())
    workspace.output = [1, 2]
    workspace.append(body: Array(repeating: 3, count: 16_383))
    #expect(!workspace.hasBody && workspace.output.count == 16_385 && workspace.pendingOutput == 16_385)
    #expect(workspace.holding?.body == 0)
    workspace.clearOutput()
    workspace.output = [1, 2]
    let body = [UInt8](repeating: 3, count: 16_384)
    workspace.append(body: body)
    #expect(workspace.hasBody && workspace.output == [1, 2] && workspace.pendingOutput == 16_386)
    #expect(workspace.holding?.bodySize == 16_384)
    #expect(
      unsafe workspace.holding?.body == body.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) })
    workspace.removeSent(1)
    #expect(workspace.outputSent == 1 && workspace.bodySent == 0)
    workspace.removeSent(3)
    #expect(workspace.outputSent == 2 && workspace.bodySent == 2 && workspace.pendingOutput == 16_382)
    workspace.clearOutput()
    #expect(!workspace.hasBody && workspace.pendingOutput == 0 && workspace.holding == nil)
  }

  @Test("is empty again for the next connection")
  func reset() {
    let workspace = workspace(0, Self.size)
    workspace.makeRoom()
    _ = workspace.parser.parse(Array("GET /a".utf8).span)
    workspace.inputStart = 3
    workspace.output = [1, 2, 3]
    workspace.outputSent = 1
    workspace.reset()
    #expect(workspace.input.count == Self.size && !workspace.hasInput)
    #expect(workspace.inputStart == 0 && workspace.inputEnd == 0)
    #expect(workspace.pendingOutput == 0 && workspace.output.isEmpty)
    let next = Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
    #expect(workspace.parser.parse(next.span) == .complete(length: next.count))
  }
}
