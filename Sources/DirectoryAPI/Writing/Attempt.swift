internal import Directory
internal import HTTPCore

/// A POST with an Idempotency-Key: done once, answered the same as often as it is asked.
struct Attempt: Sendable {
  let key: IdempotencyKey
  let fingerprint: [UInt8]

  /// What was answered when it was done; nil when it was not yet.
  func kept(by editor: RecordEditor) throws(APIError) -> KeptAnswer? {
    let kept: KeptAnswer?
    do { kept = try editor.keptAnswer(for: key) } catch { throw .directory(error) }
    guard kept == nil || kept?.fingerprint == fingerprint else { throw .writing(.keyReused) }
    return kept
  }

  /// In the same transaction as what it did.
  func keep(
    _ answer: KeptAnswer, about record: RecordKey? = nil, by editor: RecordEditor
  ) throws(APIError) {
    do { try editor.keep(answer, for: key, about: record) } catch { throw .directory(error) }
  }
}

extension KeptAnswer {
  var response: Response {
    var fields = RecordWrite.fields + [Response.Field("Content-Type", "\(MediaType.json.field)")]
    if !tag.isEmpty { fields.append(Response.Field("ETag", tag)) }
    if !location.isEmpty { fields.append(Response.Field("Location", location)) }
    return Response(location.isEmpty ? .ok : .created, fields: fields, body: .bytes(content))
  }
}
