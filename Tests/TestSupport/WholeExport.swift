package import Directory

extension DirectoryStore {
  /// Returns the whole text of an export.
  package func text(
    as format: TransferFormat = .json, of type: RecordType? = nil
  ) throws(DirectoryError) -> [UInt8] {
    var writer = RecordExport(
      format, type: type, languages: try makeReader().organisation()?.languages ?? [])
    var output: [UInt8] = []
    try export(type) { item in
      writer.add(item, to: &output)
      return true
    }
    writer.end(to: &output)
    return output
  }

  package func document() throws(DirectoryError) -> DirectoryDocument { try DocumentJSON.decode(try text()) }
}
