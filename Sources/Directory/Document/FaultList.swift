/// Gathers the faults of a document, so that its author mends them in one go.
final class FaultList {
  /// Enough to see the pattern; a document of a million members that are all wrong would else fill memory.
  static let maximum = 1000

  private(set) var faults: [DocumentFault] = []

  /// Whether more faults would be dropped: then their messages need not be made.
  var isFull: Bool { faults.count >= Self.maximum }

  func add(_ code: DocumentFault.Code, at pointer: String, _ message: String, hint: String) {
    guard !isFull else { return }
    faults.append(DocumentFault(pointer: pointer, code: code, message: message, hint: hint))
  }

  func throwIfAny() throws(DirectoryError) {
    if !faults.isEmpty { throw .invalidDocument(faults) }
  }
}
