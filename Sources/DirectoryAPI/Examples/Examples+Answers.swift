internal import Directory
internal import HTTPCore

/// Values with examples for the schemas of the description, by the name of the schema.
extension Examples {
  var answers: [(schema: String, value: JSONValue)] {
    records + [
      ("TopicReference", topicReference), ("MemberReference", memberReference), ("Problem", problem),
      ("FacetValue", .object(of: ["value": .string(memberKinds.first ?? member.kind)])),
      (
        "SearchHit",
        .object(of: [
          "slug": .string(member.slug), "name": .string(member.name), "kind": .string(member.kind),
          "links": links(["self"]),
        ])
      ),
      (
        "Match",
        .object(of: [
          "member": memberReference,
          "reasons": .array([.object(of: ["topic": topicReference, "asked": .string(topic.slug)])]),
          "links": links(["member"]),
        ])
      ),
      ("Change", .object(of: ["slug": .string(member.slug), "links": links(["self"])])),
      ("DraftReference", .object(of: ["slug": .string(member.slug), "links": links(["self"])])),
      (
        "Revision",
        .object(of: [
          "links": .object(of: [
            "record": .string(memberPath), "self": .string(memberPath + "/revisions/1"),
            "restore": .string(memberPath + "/revisions/1/restore"),
          ])
        ])
      ),
      ("Snapshot", .object(of: ["formerSlugs": .array([formerSlug])])),
      ("ImportResult", .object(of: ["changes": .array([.object(of: ["slug": .string(member.slug)])])])),
    ]
  }

  private var records: [(schema: String, value: JSONValue)] {
    RecordType.allCases.flatMap { type in
      let name = OperationName.capitalised(type.rawValue)
      return [
        (name, answer(type)), (WriteSchemas.content(type), content(type)),
        (WriteSchemas.patch(type), content(type)),
      ]
    } + [("TopicWithMembers", topicWithMembers)]
  }

  private var topicWithMembers: JSONValue {
    guard case .object(let members) = answer(.topic) else { return .null }
    let next = JSONValue.string(Links.topic(topic.slug) + "/members?cursor=…")
    return .object(members + [JSONMember(name: "membersNext", value: next)])
  }

  private var memberPath: String { Links.member(member.slug) }

  private func links(_ names: [String]) -> JSONValue {
    .object(of: names.map { ($0, .string(memberPath)) })
  }

  private var formerSlug: JSONValue {
    .object(of: [
      "slug": .string(former.slug), "name": former.name.map { .string($0) },
      "until": former.until.map { .string($0) }, "successors": .strings(former.successors),
    ])
  }

  private var problem: JSONValue {
    let wrong = String(county.slug.dropLast())
    return .object(of: [
      "parameter": .string("county"), "value": .string(wrong), "nearest": .strings([county.slug]),
      "allowed": .strings([county.slug]), "corrected": .string("/members?county=\(county.slug)"),
      "example": .string(search), "slug": .string(former.slug), "until": former.until.map { .string($0) },
      "successors": .strings(former.successors.map { Links.member($0) }),
      "href": .string(memberPath), "records": .strings([memberPath]),
    ])
  }

  /// A search that finds something.
  var search: String { "/search?q=" + PercentEncoding.encode(word) }
}
