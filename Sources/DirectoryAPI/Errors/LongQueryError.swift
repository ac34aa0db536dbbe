/// A reason why a correct request is not answered: it would take too much of the server.
enum LongQueryError: Error {
  /// Too many requests wait for queries that may take long.
  case queriesWait
  /// A whole list in an order that has to be sorted, or with words that have to be searched, is too large to
  /// be kept in memory.
  case listTooLarge
}
