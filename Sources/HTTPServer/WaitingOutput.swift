import HTTPCore
import Locking

/// Counts the bytes that wait in memory for clients to take them, on all loops: altogether and per network.
/// It is used for a connection that has to wait for its client and for a response with a long body, never for
/// a short response that is sent at once.
///
/// A body that many connections share is counted once, for the network whose client was the first to wait for
/// it.
final class WaitingOutput: Sendable {
  /// What a waiting connection holds.
  struct Holding: Equatable {
    /// Where the memory of its shared body begins; 0 if it has none.
    var body: UInt
    var bodySize: Int
    /// The size of its own buffer.
    var copied: Int
  }

  private struct Body {
    var holders: Int
    let size: Int
    let network: PeerAddress
  }

  private struct State {
    var total = 0
    var perNetwork: [PeerAddress: Int] = [:]
    var bodies: [UInt: Body] = [:]

    mutating func add(_ size: Int, for network: PeerAddress) {
      total += size
      let sum = perNetwork[network, default: 0] + size
      perNetwork[network] = sum > 0 ? sum : nil
    }
  }

  private let state = Guarded(State())
  private let limit: Int
  private let limitPerNetwork: Int

  /// - Parameter limit: in bytes. One network may use half of it.
  init(limit: Int) {
    self.limit = limit
    limitPerNetwork = limit / 2
  }

  var total: Int { state.withLock { $0.total } }

  /// Reports whether the network may have another long response.
  func hasRoom(for peer: PeerAddress) -> Bool {
    state.withLock { state in
      state.total < limit && state.perNetwork[peer.network, default: 0] < limitPerNetwork
    }
  }

  /// Counts what a connection holds instead of what it held before. Nil is nothing.
  func replace(_ before: Holding?, with after: Holding?, for peer: PeerAddress) {
    let network = peer.network
    state.withLock { state in
      if let after {
        state.add(after.copied, for: network)
        if after.body != 0 { hold(after, network, &state) }
      }
      if let before {
        state.add(-before.copied, for: network)
        if before.body != 0 { release(before.body, &state) }
      }
    }
  }

  private func hold(_ holding: Holding, _ network: PeerAddress, _ state: inout State) {
    if state.bodies[holding.body] == nil {
      state.bodies[holding.body] = Body(holders: 0, size: holding.bodySize, network: network)
      state.add(holding.bodySize, for: network)
    }
    state.bodies[holding.body]?.holders += 1
  }

  private func release(_ body: UInt, _ state: inout State) {
    guard var held = state.bodies[body] else { return }
    held.holders -= 1
    state.bodies[body] = held.holders > 0 ? held : nil
    if held.holders == 0 { state.add(-held.size, for: held.network) }
  }
}
