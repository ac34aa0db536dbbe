internal import Directory
internal import HTTPCore

/// A job on its way through the store: from the request to the response.
struct QueuedWrite: Sendable {
  let job: any WriteJob
  let access: Access
  let settings: APISettings
  /// Names the write in messages of the log.
  let subject: String

  /// Runs the job in an edit; `answer` gets the response when the edit is on disk or refused.
  func submit(to store: any DirectoryStore, _ answer: LaterResponse) {
    if let attempt = job.attempt, !access.begin(attempt.key) {
      answer.deliver(.response(refusal(.writing(.idempotencyKey(.inFlight)))))
      return answer.wakeLoop()
    }
    store.edit(isLong: job.isLong) { editor throws(DirectoryError) in
      try run(with: editor)
    } completion: { result in
      answer.deliver(.response(finish(result)))
    } settled: {
      answer.wakeLoop()
    }
  }

  private func run(with editor: RecordEditor) throws(DirectoryError) -> EditResult<Response> {
    do throws(APIError) {
      if let kept = try job.attempt?.keptResponse(by: editor) {
        return EditResult(kept.response, keeps: false)
      }
      return try job.run(with: editor)
    } catch {
      // A failure of the store goes to the edit queue, which may repeat the edit; a refusal is a response.
      if case .directory(let failure) = error, !failure.isRefusal { throw failure }
      return EditResult(refusal(error, reader: editor.reader), keeps: false)
    }
  }

  private func finish(_ result: Result<Response, DirectoryError>) -> Response {
    if let attempt = job.attempt { access.end(attempt.key) }
    switch result {
    case .success(let response):
      if job.withdraws, response.status.code < 300 { settings.withdrawn() }
      return response
    case .failure(let error): return refusal(.directory(error))
    }
  }

  private func refusal(_ error: APIError, reader: (any DirectoryReader)? = nil) -> Response {
    DirectoryResponder.refusal(error, reader: reader, about: subject, settings: settings)
  }
}
