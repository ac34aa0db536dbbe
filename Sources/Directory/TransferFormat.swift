/// A format of imports and exports.
package enum TransferFormat: String, Sendable, CaseIterable {
  /// One document that contains everything.
  case json
  /// One record a line, with its `type` among its fields.
  case ndjson
  /// One record a row, and only records of one type: a row states only the fields of its columns.
  case csv
}
