internal import HTTPCore

/// When the directory last changed, and the field that says so, made once a revision.
struct ModificationTime: Sendable {
  /// Since 1970.
  let seconds: Int64
  let field: Response.Field

  init(_ seconds: Int64) {
    self.seconds = seconds
    field = Response.Field("Last-Modified", HTTPDate.text(seconds))
  }
}
