internal import Crypto
internal import Directory
internal import HTTPCore

/// A POST with an Idempotency-Key: it is done once, and each repetition gets the first response.
struct Attempt: Sendable {
  let key: IdempotencyKey
  /// The same for a repetition of the request, and different for any other request.
  let fingerprint: [UInt8]

  /// Nil if the write has no Idempotency-Key.
  init?(_ write: PreparedWrite, content: [UInt8]) {
    guard let key = write.idempotencyKey else { return nil }
    self.key = key
    var hasher = SHA256()
    hasher.update(data: write.requestLine)
    hasher.update(data: [Byte.lf])
    hasher.update(data: content)
    fingerprint = Array(hasher.finalize())
  }

  /// Returns the response to the first attempt, or nil if this is the first. Throws `reused` if the key
  /// belongs to another request.
  func keptResponse(by editor: RecordEditor) throws(APIError) -> KeptResponse? {
    let kept = try APIError.wrapping { () throws(DirectoryError) in try editor.keptAnswer(for: key) }
    guard let kept else { return nil }
    guard kept.fingerprint == fingerprint else { throw .writing(.idempotencyKey(.reused)) }
    guard let response = KeptResponse(payload: kept.payload) else {
      throw .directory(.damaged("the kept answer of an Idempotency-Key has an unknown form"))
    }
    return response
  }

  /// Keeps the response in the transaction of the write that it describes.
  func keep(
    _ response: KeptResponse, about record: RecordKey? = nil, by editor: RecordEditor
  ) throws(APIError) {
    let answer = KeptAnswer(fingerprint: fingerprint, payload: response.payload)
    try APIError.wrapping { () throws(DirectoryError) in try editor.keep(answer, for: key, about: record) }
  }
}
