internal import Locking

/// The description that was made last. Most changes of a directory leave its examples as they are, and making
/// the description takes longer than reading them.
final class KeptDescription: Sendable {
  private struct Made {
    let version: String
    let examples: Examples
    let bytes: [UInt8]
  }

  private let last = Guarded<Made?>(nil)

  func json(version: String, _ examples: Examples) -> [UInt8] {
    if let made = last.withLock({ $0 }), made.version == version, made.examples == examples {
      return made.bytes
    }
    let made = Made(
      version: version, examples: examples, bytes: OpenAPIDocument.json(version: version, examples))
    last.withLock { $0 = made }
    return made.bytes
  }
}
