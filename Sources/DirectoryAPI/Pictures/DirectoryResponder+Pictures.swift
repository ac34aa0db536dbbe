internal import Directory
internal import HTTPCore
internal import Representations

/// Reads of pictures. They aren't cached here: clients and proxies keep them, and a part is read in some ten
/// microseconds.
extension DirectoryResponder {
  /// Replies with a picture of a record: with the size that the path names, or else with the largest.
  func picture(
    of type: RecordType, _ match: Router.Match, _ head: RequestHead, in bytes: Span<UInt8>, now: Int64
  ) throws(APIError) -> Reply {
    let requester = try authenticate(head, in: bytes, now: now)
    let isStaff = requester?.isStaff(on: Routes.all[match.resource], path: match.parameters) ?? false
    let query: Query
    do { query = try Query(head.target.query, in: bytes) } catch { throw .argument(.malformedQuery) }
    _ = try Arguments(query, for: [])
    guard ContentCoding.acceptance(head, in: bytes).identity else { throw .negotiation(.codingNotAcceptable) }
    try beginSnapshot()
    let key = RecordKey(type, path: match.parameters)
    let stored = try shown(key, isStaff: isStaff)
    // The path of a size has one parameter more than that of its record.
    let sha256 = match.parameters.count > key.path.count ? match.parameters.last : nil
    let image = stored.record.image
    let size = sha256.map { name in image?.sizes.first { $0.sha256 == name } } ?? image?.largest
    guard let size else { throw .lookup(.noSuchPicture(key, hasPicture: image?.largest != nil)) }
    let state = isStaff ? RecordState(of: stored) : nil
    let tag = EntityTag(ofPicture: size, state: state)
    let fields = fields(of: size, of: key, tag, isPrivate: requester != nil, isNamed: sha256 != nil)
    switch Preconditions.evaluate(head, in: bytes, tag: tag, modified: nil, now: now) {
    case .proceed:
      return .response(
        try response(with: size, fields, .requested(by: head, in: bytes, length: size.bytes, tag: tag)))
    case .notModified: return .response(try response(with: size, fields, .whole).notModified)
    case .failed: throw .negotiation(.preconditionFailed)
    }
  }

  private func response(
    with size: PictureSize, _ fields: [Response.Field], _ range: ByteRange
  ) throws(APIError) -> Response {
    switch range {
    case .unsatisfiable: throw .negotiation(.rangeNotSatisfiable(length: size.bytes))
    case .whole:
      return Response(
        .ok, fields: fields,
        body: .source(PictureSource(size, 0..<size.bytes, reader: reader), length: size.bytes))
    case .part(let part):
      let content = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(size.bytes)"
      return Response(
        .partialContent, fields: fields + [Response.Field("Content-Range", content)],
        body: .source(PictureSource(size, part, reader: reader), length: part.count))
    }
  }

  /// Returns the record that the client may see: the published one, or for staff the draft. Throws what a
  /// read of the record throws if there is none.
  private func shown(_ key: RecordKey, isStaff: Bool) throws(APIError) -> StoredRecord {
    let reader: any DirectoryReader = isStaff ? reader.staff : reader
    let record = try APIError.wrapping { () throws(DirectoryError) -> StoredRecord? in
      if let record = try published(key, reader) { return StoredRecord(record, .published) }
      guard isStaff else { return nil }
      return try self.reader.staff.draft(key).map { StoredRecord($0, .draft) }
    }
    guard let record else { throw try RecordJob.missing(key, reader) }
    return record
  }

  private func published(
    _ key: RecordKey, _ reader: any DirectoryReader
  ) throws(DirectoryError) -> DirectoryRecord? {
    switch key.type {
    case .member: try reader.member(slug: key.slug).map { .member(DirectoryDocument.Member($0)) }
    case .organisation: try reader.organisation().map { .organisation($0) }
    case .contact: try reader.contact(id: key.slug).map { .contact(DirectoryDocument.Contact($0)) }
    case .office, .memberKind, .topicKind, .county, .area, .field, .topic: nil
    }
  }

  /// - Parameter isNamed: true if the path names the content, which is then the same for ever.
  private func fields(
    of size: PictureSize, of key: RecordKey, _ tag: EntityTag, isPrivate: Bool, isNamed: Bool
  ) -> [Response.Field] {
    var fields = [Response.Field("Content-Type", size.type), Self.policy]
    if isPrivate {
      fields.append(Self.private)
    } else {
      fields.append(policy.control(ofPictureOf: key, isNamed: isNamed))
      if let tags = policy.tags(ofPictureOf: key) { fields.append(tags) }
    }
    return fields + [Response.Field("ETag", tag.text), Self.ranges, Self.exposed] + CrossOrigin.fields
  }

  /// A picture that is opened by itself may load and run nothing, whatever a browser takes it for.
  private static let policy = Response.Field("Content-Security-Policy", "default-src 'none'; sandbox")
  /// What a page needs to ask for parts, in addition to `CrossOrigin.fields`.
  private static let exposed = Response.Field("Access-Control-Expose-Headers", "Accept-Ranges, Content-Range")
  private static let ranges = Response.Field("Accept-Ranges", "bytes")
  private static let `private` = Response.Field("Cache-Control", "private, no-store")
}

extension EntityTag {
  /// The tag of one size is made of its SHA-256, and so is the same for all records that show it. With a
  /// token the state of the record follows, which If-Match of an upload names.
  init(ofPicture size: PictureSize, state: RecordState?) {
    self.init(
      opaque: size.sha256.prefix(32) + (state.map { "." + String(decoding: $0.text, as: UTF8.self) } ?? ""))
  }
}
