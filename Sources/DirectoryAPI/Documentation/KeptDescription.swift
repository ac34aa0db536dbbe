internal import Locking

/// What was made last from a version and examples, such as the description. Most changes of a directory leave
/// its examples as they are, and making the description takes longer than reading them.
final class KeptDescription<Value: Sendable>: Sendable {
  private struct Made {
    let version: String
    let examples: Examples
    let value: Value
  }

  private let last = Guarded<Made?>(nil)
  private let make: @Sendable (_ version: String, Examples) -> Value

  init(_ make: @escaping @Sendable (_ version: String, Examples) -> Value) { self.make = make }

  func value(version: String, _ examples: Examples) -> Value {
    if let made = last.withLock({ $0 }), made.version == version, made.examples == examples {
      return made.value
    }
    let made = Made(version: version, examples: examples, value: make(version, examples))
    last.withLock { $0 = made }
    return made.value
  }
}
