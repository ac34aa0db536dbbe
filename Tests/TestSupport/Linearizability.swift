/// One request about one record: what its answer says that it found, and what it left. The numbers are those of
/// a clock that only has to order: an answer that has a smaller one than a request came before it.
package struct Observation: Sendable, Hashable {
  package enum State: Sendable, Hashable {
    case absent
    case version(String)
  }

  package enum Found: Sendable, Hashable {
    case state(State)
    /// It was there, in whatever state.
    case something
  }

  package var asked: Int
  package var answered: Int
  package var found: Found
  /// Nil where it left all as it was.
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

/// Whether what several clients saw of one record can have happened one after the other, each request at some
/// moment between when it was asked and when it was answered (Herlihy and Wing, 1990).
///
/// The search is Wing and Gong's (1993), with Lowe's memory (2017) of what was tried: which requests are placed,
/// and the state after them, is all that the rest depends on.
package enum Linearizability {
  /// Nil where there is no such order; else places in `history`.
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

  /// By when they were asked.
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

  /// The next that may come first of what is left: asked before any of that was answered.
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
