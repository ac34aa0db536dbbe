internal import CSQLite

/// An error of SQLite, with the action that failed.
package struct SQLiteError: Error, Sendable, Equatable {
  /// The kinds of errors that callers handle in different ways. The extended code is more specific.
  package enum Kind: Sendable {
    case busy
    case full
    case readOnly
    case corrupt
    case notADatabase
    case cantOpen
    case constraint
    case interrupted
    case ioError
    case other
  }

  /// The extended result code, https://www.sqlite.org/rescode.html
  package var code: Int32
  package var message: String
  /// What failed: for example "opening /path", or the SQL.
  package var action: String

  package init(code: Int32, message: String, action: String) {
    self.code = code
    self.message = message
    self.action = action
  }

  package var kind: Kind {
    // The primary code is the low byte of the extended code.
    switch code & 0xff {
    case SQLITE_BUSY, SQLITE_LOCKED: .busy
    case SQLITE_FULL: .full
    case SQLITE_READONLY, SQLITE_PERM: .readOnly
    case SQLITE_CORRUPT: .corrupt
    case SQLITE_NOTADB: .notADatabase
    case SQLITE_CANTOPEN, SQLITE_AUTH: .cantOpen
    case SQLITE_CONSTRAINT: .constraint
    case SQLITE_INTERRUPT: .interrupted
    case SQLITE_IOERR: .ioError
    default: .other
    }
  }
}

extension SQLiteError: CustomStringConvertible {
  package var description: String { "\(message) (SQLite code \(code)) while \(action)" }
}
