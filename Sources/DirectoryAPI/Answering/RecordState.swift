internal import Crypto
internal import Directory
internal import HTTPCore

/// Tells the states of one record apart: its document form and its status, without what an answer shows of
/// other records. If-Match names it as a part of an entity tag.
struct RecordState: Sendable, Equatable {
  /// 96 bits of a SHA-256, in base64url: few enough for a short tag, and more than enough for the states of
  /// one record.
  let text: [UInt8]

  init(of stored: StoredRecord) {
    let document = DocumentJSON.json(stored).compact()
    var text: [UInt8] = []
    unsafe EntityTag.digest(of: document).withUnsafeBytes { digest in
      Base64URL.append(unsafe digest.bytes.extracting(first: Self.bytes), to: &text)
    }
    self.text = text
  }

  /// Returns nil if the text can't be that of a state.
  init?(text: [UInt8]) {
    guard text.count == Self.bytes / 3 * 4 else { return nil }
    self.text = text
  }

  private static let bytes = 12
}
