internal import Crypto
internal import Directory
internal import HTTPCore
internal import Representations

/// Tells the states of one record apart: what a revision keeps of it, without what an answer shows of other
/// records. If-Match names it as a part of an entity tag.
struct RecordState: Sendable, Equatable {
  /// 96 bits of a SHA-256, in base64url: few enough for a short tag, and more than enough for the states of
  /// one record.
  let text: [UInt8]

  init(of kept: NewRevision.State) {
    // The document is JSON without line feeds.
    self.init(ofText: Array(kept.document.utf8) + [Byte.lf] + Array(kept.status.rawValue.utf8))
  }

  /// - Parameter state: the same for the same state, and different for any other.
  init(ofText state: [UInt8]) {
    var text: [UInt8] = []
    unsafe EntityTag.digest(of: state).withUnsafeBytes { digest in
      Base64URL.append(unsafe digest.bytes.extracting(first: Self.bytes), to: &text)
    }
    self.text = text
  }

  init(of stored: StoredRecord) { self.init(of: NewRevision.State(stored)) }

  /// Returns nil if the text can't be that of a state.
  init?(text: [UInt8]) {
    guard text.count == Self.bytes / 3 * 4 else { return nil }
    self.text = text
  }

  private static let bytes = 12
}
