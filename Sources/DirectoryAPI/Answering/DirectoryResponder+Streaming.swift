internal import Crypto
internal import Directory
internal import HTTPCore
internal import Representations

/// Answers that are sent while they are read.
extension DirectoryResponder {
  func reply(
    streaming source: any BodySource, as representation: Representation, for request: ReadRequest,
    _ head: RequestHead, in bytes: Span<UInt8>, now: Int64
  ) throws(APIError) -> Reply {
    label = RequestLabels.label(request.match.resource, .none)
    let tag = representation.isPrivate ? nil : try streamTag(of: request)
    if let tag {
      let modified = representation.modified?.seconds
      switch Preconditions.evaluate(head, in: bytes, tag: tag, modified: modified, now: now) {
      case .proceed: break
      case .notModified:
        return .response(
          representation.response(streaming: source, tag: tag, isCompressed: false).notModified)
      case .failed: throw .negotiation(.preconditionFailed)
      }
    }
    guard request.coding != .identity else {
      return .response(representation.response(streaming: source, tag: tag, isCompressed: false))
    }
    if head.method.isHead {
      return .response(representation.response(streaming: source, tag: tag, isCompressed: true))
    }
    if let compressor = streamCompressors.take() {
      let compressed = CompressedStream(source, compressor)
      return .response(representation.response(streaming: compressed, tag: tag, isCompressed: true))
    }
    guard request.coding != .gzipOnly else { throw .longQuery(.queriesWait) }
    return .response(representation.response(streaming: source, tag: tag, isCompressed: false))
  }

  /// Differs for each start of the program, since `revisionNumber` may be that of an earlier start.
  private static let start = UInt64.random(in: .min ... .max)

  /// Returns the tag of a stream: a digest of what was asked, and of the revision at its beginning. It is
  /// weak, because a stream shows later commits too, and the same for both codings. After a commit the tag
  /// never matches again, so a client that has it gets the list again.
  private func streamTag(of request: ReadRequest) throws(APIError) -> EntityTag {
    let revision = try APIError.wrapping { () throws(DirectoryError) in try reader.revision() }
    var parts = [
      settings.version, "\(revision.number)", "\(revision.changedAt)", "\(store.revisionNumber)",
      "\(Self.start)", request.format.name,
      request.route.pattern,
    ]
    parts += request.match.parameters
    for argument in request.arguments.canonical { parts += [argument.name, argument.value] }
    var hasher = SHA256()
    // Encoded, so that no two questions have the same text.
    hasher.update(
      data: Array(parts.map { PercentEncoding.encode($0, keeping: "") }.joined(separator: "\n").utf8))
    return EntityTag(of: hasher.finalize(), isCompressed: false, isWeak: true)
  }
}
