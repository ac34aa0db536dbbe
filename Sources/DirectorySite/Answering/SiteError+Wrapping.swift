internal import Directory

extension SiteError {
  /// Reads from the directory, and throws its errors as those of a page.
  static func wrapping<Answer>(
    _ read: () throws(DirectoryError) -> Answer
  ) throws(SiteError) -> Answer {
    do { return try read() } catch { throw .directory(error) }
  }
}
