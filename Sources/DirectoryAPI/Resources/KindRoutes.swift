internal import Directory

/// The kinds of members and of topics.
enum KindRoutes {
  static let memberKinds = RecordResource(ShortLists.memberKinds, KindFormats.memberKinds)
  static let topicKinds = RecordResource(ShortLists.topicKinds, KindFormats.topicKinds)

  static func memberKinds(_ call: Call) throws(APIError) -> Content { try call.page(of: memberKinds) }

  static func memberKind(_ call: Call) throws(APIError) -> Content { try call.one(of: memberKinds) }

  static func topicKinds(_ call: Call) throws(APIError) -> Content { try call.page(of: topicKinds) }

  static func topicKind(_ call: Call) throws(APIError) -> Content { try call.one(of: topicKinds) }
}
