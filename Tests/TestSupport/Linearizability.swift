/// One request about one record: the state that its response reports, and the state after it.
///
/// The times are numbers of a counter. A response with a smaller number than a request came before that
/// request.
package struct Observation: Sendable, Hashable {
  package enum State: Sendable, Hashable {
    case absent
    case version(String)
  }

  package enum Found: Sendable, Hashable {
    case state(State)
    /// The record existed, but the response doesn't tell its state.
    case something
  }

  package var asked: Int
  package var answered: Int
  package var found: Found
  /// Nil if the request changed nothing.
  package var left: State?

  package init(asked: Int, answered: Int, found: Found, left: State? = nil) {
    self.asked = asked
    self.answered = answered
    self.found = found
    self.left = left
  }

  func follows(_ state: State) -> Bool {
    switch found {
    case .state(let found): found == state
    case .something: state != .absent
    }
  }
}

/// Checks that a concurrent history of one record is linearizable: that the requests could have run one after
/// the other, each at some moment between its start and its response (Herlihy and Wing, 1990).
///
/// The algorithm is that of Wing and Gong (1993). Like that of Lowe (2017), it remembers the configurations
/// that it has tried: the set of requests placed so far and the state after them determine all that follows.
package enum Linearizability {
  /// Returns a valid order as indices of `history`, or nil if there is none.
  package static func order(of history: [Observation], from initial: Observation.State) -> [Int]? {
    var search = LinearizationSearch(history, initial)
    return search.run()
  }
}

private struct LinearizationSearch {
  private struct Configuration: Hashable {
    let placed: [UInt64]
    let state: Observation.State
  }

  /// The indices of the original history, sorted by the start of the request.
  private let places: [Int]
  private let history: [Observation]
  private var isPlaced: [Bool]
  private var placed: [UInt64]
  private var state: Observation.State
  private var order: [(index: Int, before: Observation.State)] = []
  private var tried: Set<Configuration> = []

  init(_ history: [Observation], _ initial: Observation.State) {
    places = history.indices.sorted { history[$0].asked < history[$1].asked }
    self.history = places.map { history[$0] }
    isPlaced = Array(repeating: false, count: history.count)
    placed = Array(repeating: 0, count: (history.count + 63) / 64)
    state = initial
  }

  mutating func run() -> [Int]? {
    var next = 0
    while order.count < history.count {
      if let index = candidate(from: next) {
        place(index)
        next = 0
      } else {
        guard let last = order.popLast() else { return nil }
        mark(last.index, false)
        state = last.before
        next = last.index + 1
      }
    }
    return order.map { places[$0.index] }
  }

  /// Returns the next request that can come first among those left, because it began before any of them was
  /// answered.
  private mutating func candidate(from start: Int) -> Int? {
    let left = history.indices.filter { !isPlaced[$0] }
    let firstAnswer = left.map { history[$0].answered }.min() ?? .max
    for index in left where index >= start {
      guard history[index].asked < firstAnswer else { return nil }
      guard history[index].follows(state) else { continue }
      var after = placed
      after[index / 64] |= 1 << UInt64(index % 64)
      let configuration = Configuration(placed: after, state: history[index].left ?? state)
      if tried.insert(configuration).inserted { return index }
    }
    return nil
  }

  private mutating func place(_ index: Int) {
    order.append((index, state))
    state = history[index].left ?? state
    mark(index, true)
  }

  private mutating func mark(_ index: Int, _ value: Bool) {
    isPlaced[index] = value
    placed[index / 64] ^= 1 << UInt64(index % 64)
  }
}
