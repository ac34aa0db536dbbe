import Glibc
import Synchronization

/// A bar on a terminal that shows how much of a task is done. If standard error isn't a terminal, nothing is
/// shown.
final class ProgressBar: Sendable {
  private static let width = 40

  private let output: LogOutput
  private let isTerminal: Bool
  private let shown = Atomic(-1)

  init(_ output: LogOutput, isTerminal: Bool = isatty(STDERR_FILENO) == 1) {
    self.output = output
    self.isTerminal = isTerminal
  }

  /// Draws the bar if the whole percent has changed since it was last drawn.
  func show(_ done: Int, of whole: Int) {
    guard isTerminal, whole > 0 else { return }
    let percent = min(100, done * 100 / whole)
    guard shown.exchange(percent, ordering: .relaxed) != percent else { return }
    let filled = Self.width * percent / 100
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
    output.write(Array("\r[\(bar)] \(percent) %".utf8))
  }

  /// Removes the bar from its line, so that other output can use the line. The next call of `show` draws the
  /// bar again.
  func clear() {
    if shown.exchange(-1, ordering: .relaxed) >= 0 { output.write(Array("\r\u{1b}[K".utf8)) }
  }
}
