/// The program's version, as `--version` and the ready line give it. CHANGELOG.md tells what is in it.
package enum ProgramVersion {
  package static let number = "0.1.0"
}
