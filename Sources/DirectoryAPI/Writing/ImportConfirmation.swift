internal import Crypto
internal import Directory
internal import HTTPCore

/// What a dry run of an import has shown: the file, the parameters and the state of the directory. An import
/// that confirms it writes what was shown, or nothing.
struct ImportConfirmation: Equatable {
  let text: String

  /// - Parameter parameters: the parameters of the request, without those of the dry run.
  init(
    of content: [UInt8], as format: TransferFormat, _ parameters: [String], in reader: any DirectoryReader
  ) throws(DirectoryError) {
    var hasher = SHA256()
    let parts =
      [try reader.directoryID(), "\(try reader.revision().number)", "\(format)"] + parameters
    // Encoded, so that no two requests have the same text.
    for part in parts { hasher.update(data: Array((PercentEncoding.encode(part, keeping: "") + "\n").utf8)) }
    hasher.update(data: [Byte.lf])
    unsafe content.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
    text = Base64URL.encode(Array(hasher.finalize()))
  }

  /// The parameters that make a difference, in one spelling.
  static func parameters(_ arguments: Arguments) -> [String] {
    let others = [Parameter.dryRun, .confirmation, .createMissing].map(\.name)
    let canonical = arguments.canonical.filter { !others.contains($0.name) }.map { "\($0.name)=\($0.value)" }
    let createsMissing = arguments.flags.contains(Parameter.createMissing.name)
    return canonical + (createsMissing ? [Parameter.createMissing.name] : [])
  }
}
