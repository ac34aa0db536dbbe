internal import Crypto
internal import Directory
internal import HTTPCore

/// Answers that are sent while they are read.
extension DirectoryResponder {
  func reply(
    streaming source: any BodySource, as representation: Representation, for request: ReadRequest,
    _ head: RequestHead, in bytes: Span<UInt8>, now: Int64
  ) throws(APIError) -> Reply {
    var source = source
    var isCompressed = false
    if request.coding != .identity, let compressor = streamCompressors.take() {
      source = CompressedStream(source, compressor)
      isCompressed = true
    }
    guard isCompressed || request.coding != .gzipOnly else { throw .negotiation(.codingNotAcceptable) }
    let tag =
      representation.isPrivate
      ? nil : try streamTag(of: request, isCompressed)
    let response = representation.response(streaming: source, tag: tag, isCompressed: isCompressed)
    guard let tag else { return .response(response) }
    let modified = representation.modified?.seconds
    switch Preconditions.evaluate(head, in: bytes, tag: tag, modified: modified, now: now) {
    case .proceed: return .response(response)
    case .notModified: return .response(response.notModified)
    case .failed: throw .negotiation(.preconditionFailed)
    }
  }

  /// Returns the tag of a stream: a digest of what was asked, and of the revision at its beginning. It is
  /// weak, because a stream shows later commits too. After such a commit the tag never matches again, so a
  /// client that has it gets the list again.
  private func streamTag(of request: ReadRequest, _ isCompressed: Bool) throws(APIError) -> EntityTag {
    let revision = try APIError.wrapping { () throws(DirectoryError) in try reader.revision() }
    var parts = [
      settings.version, "\(revision.number)", "\(revision.changedAt)", request.format.name,
      request.route.pattern,
    ]
    parts += request.match.parameters
    for argument in request.arguments.canonical { parts += [argument.name, argument.value] }
    var hasher = SHA256()
    // Encoded, so that no two questions have the same text.
    hasher.update(
      data: Array(parts.map { PercentEncoding.encode($0, keeping: "") }.joined(separator: "\n").utf8))
    return EntityTag(of: hasher.finalize(), isCompressed: isCompressed, isWeak: true)
  }
}
