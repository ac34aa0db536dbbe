/// What is wrong with the words of a search. What they say is never wrong, only how much.
enum SearchFault: Error {
  case noText
  case tooLong
}
