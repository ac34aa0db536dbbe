internal import HTTPCore

/// When the directory last changed, with its `Last-Modified` field; made once for each revision.
struct ModificationTime: Sendable {
  /// Seconds since 1970.
  let seconds: Int64
  let field: Response.Field

  init(_ seconds: Int64) {
    self.seconds = seconds
    field = Response.Field("Last-Modified", HTTPDate.text(seconds))
  }
}
