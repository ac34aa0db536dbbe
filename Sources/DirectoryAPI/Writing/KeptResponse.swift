internal import HTTPCore

/// The response to a write, as it is kept for repetitions of the same attempt.
struct KeptResponse: Equatable {
  /// The path of a new record; empty if no record was created.
  var location = ""
  /// The record's entity tag; empty for imports.
  var tag = ""
  var content: [UInt8]

  var response: Response {
    var fields = Self.fields + [Response.Field("Content-Type", "\(MediaType.json.field)")]
    if !tag.isEmpty { fields.append(Response.Field("ETag", tag)) }
    if !location.isEmpty { fields.append(Response.Field("Location", location)) }
    return Response(location.isEmpty ? .ok : .created, fields: fields, body: .bytes(content))
  }

  /// The fields that each response to a write has.
  static let fields: [Response.Field] =
    [Response.Field("Cache-Control", "private, no-store")] + CrossOrigin.fields
}

/// Converts a response from and to its stored form: location, line feed, tag, line feed, content. Migration
/// 0006 writes the same form.
extension KeptResponse {
  var payload: [UInt8] { Array("\(location)\n\(tag)\n".utf8) + content }

  /// Returns nil if `payload` has another form.
  init?(payload: [UInt8]) {
    let parts = payload.split(separator: Byte.lf, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    location = String(decoding: parts[0], as: UTF8.self)
    tag = String(decoding: parts[1], as: UTF8.self)
    content = Array(parts[2])
  }
}
