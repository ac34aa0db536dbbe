internal import Directory
internal import HTTPCore
internal import Representations

/// Writes: the head is checked before the content is read, and the token is looked up once.
extension DirectoryResponder {
  func write(
    _ method: WriteMethod, _ match: Router.Match, _ head: RequestHead, in bytes: Span<UInt8>, id: RequestID,
    now: Int64
  ) throws(APIError) -> Reply {
    if method.operation == .access(.beginSession) {
      return beginSession(method, head, in: bytes, id: id, now: now)
    }
    let requester = try require(method.role, of: try authenticate(head, in: bytes, now: now))
    let isImport = method.operation == .importing
    try charge(method.isLarge ? Cost.importing : Cost.write, to: account(of: requester, head), now: now)
    let write = try withTag(of: method.operation, match.parameters) { () throws(APIError) in
      try PreparedWrite(method, path: match.parameters, by: requester, head, in: bytes)
    }
    guard write.contentType != nil else { return submit(write, content: [], id: id, now: now) }
    if method.takesPicture {
      guard let place = access.uploads.take() else { throw .writing(.picture(.tooManyUploads)) }
      return .readContent(limit: settings.options.pictureBytes) { [self] request, _ in
        submit(
          write, content: request.content, picture: PictureUpload(write, place), id: request.id, now: now)
      }
    }
    return .readContent(limit: isImport ? settings.options.importBytes : settings.options.contentBytes) {
      [self] request, now in submit(write, content: request.content, id: request.id, now: now)
    }
  }

  /// Runs `body`. If it throws because If-Match is missing, throws the same error with the tag of the record,
  /// or that there is no such record: then no If-Match would help.
  private func withTag<Result>(
    of operation: WriteMethod.Operation, _ path: [String], _ body: () throws(APIError) -> Result
  ) throws(APIError) -> Result {
    do throws(APIError) { return try body() } catch {
      guard case .writing(.preconditionRequired) = error else { throw error }
      if case .draftChange = operation {
        throw .writing(.preconditionRequired(tag: try draftChangeTag(path)))
      }
      guard case .record(let write, let type) = operation else { throw error }
      let key = RecordKey(type, path: path)
      guard let content = try RecordJob.representation(key, reader.staff, settings) else {
        throw try RecordJob.missing(key, reader, for: write)
      }
      throw .writing(.preconditionRequired(tag: EntityTag(of: content)))
    }
  }

  private func submit(
    _ write: PreparedWrite, content: [UInt8], picture: PictureUpload? = nil, id: RequestID, now: Int64
  ) -> Reply {
    guard let job = job(write, content: content, picture, now: now) else {
      return .deferred { [settings] in
        do throws(APIError) { return try BackupRoutes.make(settings) } catch {
          return Self.refusal(error, about: "request \(id.text)", settings: settings)
        }
      }
    }
    let queued = QueuedWrite(
      job: job, access: access, settings: settings, subject: "request \(id.text)")
    return .awaited { [store] answer in queued.submit(to: store, answer) }
  }

  /// Returns nil for a write to no record.
  private func job(
    _ write: PreparedWrite, content: [UInt8], _ picture: PictureUpload?, now: Int64
  ) -> (any WriteJob)? {
    let attempt = Attempt(write, content: content)
    return switch write.method.operation {
    case .record(let operation, let type):
      RecordJob(
        operation: operation, type: type, path: write.path, author: write.author, isDryRun: write.isDryRun,
        conditions: write.conditions, content: content, upload: picture, attempt: attempt, settings: settings)
    case .access(let operation):
      AccessJob(
        operation: operation, path: write.path, requester: write.requester, conditions: write.conditions,
        isDryRun: write.isDryRun, content: content, now: now)
    case .importing:
      ImportJob(
        format: ImportJob.format(of: write.contentType), type: write.rowType, columns: write.columns,
        content: content, author: write.author, isDryRun: write.isDryRun,
        createsMissing: write.createsMissing, confirmation: write.confirmation,
        parameters: write.importParameters, attempt: attempt)
    case .backingUp: nil
    case .undoImport:
      UndoImportJob(
        number: write.path.last ?? "", author: write.author, isDryRun: write.isDryRun, attempt: attempt)
    case .draftChange(let operation):
      DraftChangeJob(
        operation: operation, path: write.path, requester: write.requester, isDryRun: write.isDryRun,
        overwrites: write.overwrites, conditions: write.conditions, content: content, attempt: attempt,
        settings: settings)
    case .preview(let operation):
      PreviewJob(
        operation: operation, path: write.path, requester: write.requester, content: content,
        secret: PreviewSecret.make(), access: access)
    }
  }
}
