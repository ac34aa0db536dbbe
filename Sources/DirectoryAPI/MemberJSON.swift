internal import Directory

enum MemberJSON {
  /// The names that `write` may write.
  static let fields = [
    "slug", "kind", "name", "shortName", "county", "summary", "population", "joined", "left", "focusAreas",
    "facts", "image", "topics", "links",
  ]
  static let inclusions: [Inclusion] = [.topics, .county, .contacts]

  /// What a member of the shipped directory takes, rounded up.
  static let usualOctets = 2_048

  static func write(_ member: Member, to json: inout JSONWriter) {
    json.field("slug", member.slug)
    json.field("kind", member.kind)
    json.field("name", member.name)
    json.field("shortName", member.shortName)
    if let county = member.county {
      json.object("county") {
        $0.field("slug", county.slug)
        $0.field("name", county.name)
      }
    }
    json.field("summary", member.summary)
    if let population = member.population {
      json.object("population") {
        $0.field("value", population.value)
        $0.field("approximate", population.approximate)
      }
    }
    json.field("joined", member.joined)
    json.field("left", member.left)
    writeDetails(of: member, to: &json)
    json.array("topics", member.topics) { json, topic in
      json.object { TopicJSON.writeReference(topic, to: &$0) }
    }
    json.object("links") { links in
      let own = Links.member(member.slug)
      links.field("self", own)
      links.field("topics", own + "/topics")
      if let county = member.county, county.isMember { links.field("county", Links.member(county.slug)) }
    }
  }

  private static func writeDetails(of member: Member, to json: inout JSONWriter) {
    if !member.focusAreas.isEmpty {
      json.array("focusAreas", member.focusAreas) { $0.element($1) }
    }
    if !member.facts.isEmpty {
      json.array("facts", member.facts) { json, fact in
        json.object {
          $0.field("label", fact.label)
          $0.field("text", fact.text)
        }
      }
    }
    if let image = member.image { json.object("image") { $0.field("credit", image.credit) } }
  }

  /// Enough to name a member and to find it.
  static func writeReference(_ member: Member, to json: inout JSONWriter) {
    json.field("slug", member.slug)
    json.field("name", member.name)
    json.field("shortName", member.shortName)
    json.field("kind", member.kind)
  }
}
