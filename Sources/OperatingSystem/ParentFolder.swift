/// Returns the folder of the file at `path`, without a slash at its end: `.` if the path has no slash, and
/// `/` if only its first character is one.
package func parentFolder(of path: String) -> String {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}
