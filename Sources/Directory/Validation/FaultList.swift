/// Collects the faults of a document, so that its author can correct all of them at once.
final class FaultList {
  /// The most faults that are collected, which are enough to see a pattern. Without a limit, a document with
  /// a million wrong members would fill the memory.
  static let maximum = 1000

  private(set) var faults: [DocumentFault] = []

  /// True if further faults are dropped, so that their messages needn't be composed.
  var isFull: Bool { faults.count >= Self.maximum }

  func add(_ code: DocumentFault.Code, at pointer: String, _ message: String, hint: String) {
    guard !isFull else { return }
    faults.append(DocumentFault(pointer: pointer, code: code, message: message, hint: hint))
  }

  func throwIfAny() throws(DirectoryError) {
    if !faults.isEmpty { throw .invalidDocument(faults) }
  }
}
