internal import Directory

enum MatchJSON {
  /// The names of all fields that `write` writes.
  static let fields = ["member", "shared", "related", "complements", "reasons", "links"]

  static func write(_ match: Match, to json: inout JSONWriter) {
    json.object("member") { MemberJSON.writeReference(match.member, to: &$0) }
    json.field("shared", match.reasons.count { $0.relation == .same })
    json.field("related", match.reasons.count { $0.relation != .same })
    json.field("complements", match.reasons.count { $0.isComplement })
    json.array("reasons", match.reasons) { json, reason in
      json.object {
        $0.object("topic") { TopicJSON.writeReference(reason.topic, to: &$0) }
        $0.field("relation", reason.relation.rawValue)
        $0.field("asked", reason.asked)
        $0.field("memberRelation", reason.memberRelation.rawValue)
        $0.field("askedRelation", reason.askedRelation.rawValue)
      }
    }
    json.object("links") { $0.field("member", Links.member(match.member.slug)) }
  }
}
