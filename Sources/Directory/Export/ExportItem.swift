/// One thing that an export contains.
package enum ExportItem: Sendable {
  case record(DirectoryRecord)
  case former(FormerSlug)
}
