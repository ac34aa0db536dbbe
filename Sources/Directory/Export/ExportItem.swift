/// One item of an export.
package enum ExportItem: Sendable {
  case record(DirectoryRecord)
  case former(FormerSlug)
}
