/// Notes on what the answers of a reader depend. A method of the reader that notes nothing more exact notes
/// `anything`.
package final class DependencyRecorder {
  private var isOn = false
  private var noted: [Dependency] = []
  private var isEverything = false
  /// An answer that depends on more depends on everything.
  private static let most = 1_024

  package init() {}

  package func begin() {
    isOn = true
    isEverything = false
    noted.removeAll(keepingCapacity: true)
  }

  /// Returns what was noted since `begin`; everything if that wasn't called since the last `end`.
  package func end() -> Dependencies {
    defer { isOn = false }
    guard isOn, !isEverything else { return .everything }
    noted.sort { $0.code < $1.code }
    var each: [Dependency] = []
    each.reserveCapacity(noted.count)
    for dependency in noted where each.last != dependency { each.append(dependency) }
    return Dependencies(each)
  }

  package func note(_ dependency: Dependency) {
    guard isOn, !isEverything else { return }
    if dependency == .anything || noted.count == Self.most {
      isEverything = true
    } else {
      noted.append(dependency)
    }
  }
}
