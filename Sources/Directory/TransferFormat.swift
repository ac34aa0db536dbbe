/// How an import or an export is written.
package enum TransferFormat: String, Sendable, CaseIterable {
  /// One document with everything.
  case json
  /// One record a line, with its `type` beside its fields.
  case ndjson
  /// One record a row, and records of one type: a row says only what its columns name.
  case csv
}
