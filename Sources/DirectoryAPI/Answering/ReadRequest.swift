internal import Directory
internal import HTTPCore
internal import Representations

/// A read request as its head describes it: the resource, and the representation of it.
struct ReadRequest {
  let match: Router.Match
  let route: Route
  let arguments: Arguments
  /// The index of the format in the route's offers.
  let media: Int
  /// True if the format comes from a suffix of the path, false if it comes from Accept.
  let hasSuffix: Bool
  let coding: CodingChoice
  /// True if the answer has what only staff see.
  let isStaff: Bool
  /// True if the request has credentials; no cache may store the answer.
  let isPrivate: Bool

  var format: Format { route.offers.formats[media] }

  /// - Parameters:
  ///   - suffix: the format that the path names; nil if Accept decides.
  ///   - fields: returns the fields that the directory defines for members, as far as the client may know.
  init(
    _ match: Router.Match, suffix: Format?, by requester: Requester?, _ head: RequestHead,
    in bytes: Span<UInt8>,
    fields: () throws(APIError) -> [Directory.Field]
  ) throws(APIError) {
    self.match = match
    isPrivate = requester != nil
    route = Routes.all[match.resource]
    let query: Query
    do { query = try Query(head.target.query, in: bytes) } catch { throw .argument(.malformedQuery) }
    arguments = try Arguments(query, for: try route.parameters(for: query, fields: fields))
    isStaff =
      requester?.isStaff(on: route, path: match.parameters, including: arguments.inclusions) ?? false
    let offers = route.offers
    let chosen = suffix.map { offers.formats.firstIndex(of: $0) } ?? offers.choose(for: head, in: bytes)
    guard let chosen else { throw .negotiation(.notAcceptable(offers: offers.formats, suffix: suffix)) }
    media = chosen
    hasSuffix = suffix != nil
    try arguments.check(for: offers.formats[chosen], of: route)
    guard let coding = CodingChoice(ContentCoding.acceptance(head, in: bytes)) else {
      throw .negotiation(.codingNotAcceptable)
    }
    self.coding = coding
  }
}
