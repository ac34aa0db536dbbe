/// The program's version, which `--version` and the log's line `listening` show. CHANGELOG.md lists what each
/// version contains.
package enum ProgramVersion {
  package static let number = "0.1.0"
}
