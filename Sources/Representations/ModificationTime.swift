package import HTTPCore

/// When the directory last changed, with its `Last-Modified` field; made once for each revision.
package struct ModificationTime: Sendable {
  /// Seconds since 1970.
  package let seconds: Int64
  package let field: Response.Field

  package init(_ seconds: Int64) {
    self.seconds = seconds
    field = Response.Field("Last-Modified", HTTPDate.text(seconds))
  }
}
