internal import Directory
internal import HTTPCore

/// A write with its content, ready to run in an edit.
protocol WriteJob: Sendable {
  /// The attempt by which a repeated request is recognized, or nil if it isn't.
  var attempt: Attempt? { get }
  /// True if the job may take seconds and needs a transaction of its own.
  var isLong: Bool { get }

  /// True if the job may revoke tokens, which is then recorded outside of the directory as well.
  var withdraws: Bool { get }

  /// Reads and writes through `editor`, and returns the response. May run twice, like the body of any edit
  /// (`DirectoryStore.edit`).
  func run(with editor: RecordEditor) throws(APIError) -> EditResult<Response>
}

extension WriteJob {
  var withdraws: Bool { false }
}
