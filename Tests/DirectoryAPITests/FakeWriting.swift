import Directory

/// Nothing is written to the directory in memory; the tests over a socket write to the real one.
extension FakeStore {
  func edit<Answer: Sendable>(
    isLong: Bool,
    _ body: @escaping @Sendable (RecordEditor) throws(DirectoryError) -> EditResult<Answer>,
    completion: @escaping @Sendable (Result<Answer, DirectoryError>) -> Void,
    settled: @escaping @Sendable () -> Void
  ) {
    completion(.failure(.readOnly))
    settled()
  }
}

extension FakeReader: StaffReader {
  var staff: any StaffReader { self }

  func token(digest: [UInt8]) throws(DirectoryError) -> Token? {
    try store.ask { _ in }
    return store.token(digest: digest)
  }
  func wasDeleted(_ key: RecordKey) throws(DirectoryError) -> Bool { try store.ask { _ in false } }
  func changes(since: Int64, limit: Int) throws(DirectoryError) -> [PublicChange] {
    try store.ask { _ in [] }
  }
  func counties() throws(DirectoryError) -> [DirectoryDocument.County] {
    try store.ask { _ in
      [
        DirectoryDocument.County(slug: "innlandet", name: "Innlandet County", shortName: "Innlandet"),
        DirectoryDocument.County(slug: "viken", name: "Viken County", shortName: "Viken"),
      ]
    }
  }
  func draft(_ key: RecordKey) throws(DirectoryError) -> DirectoryRecord? { try store.ask { _ in nil } }
  func drafts() throws(DirectoryError) -> [DirectoryRecord] { try store.ask { _ in [] } }

  func revisions(
    of key: RecordKey, limit: Int, before: Int64?
  ) throws(DirectoryError) -> [RecordRevision] { try store.ask { _ in [] } }
}

extension FakeStore {
  func close() throws(DirectoryError) {}
}
