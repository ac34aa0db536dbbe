internal import Directory

enum MemberJSON {
  /// The names of all fields that `write` can write.
  static let fields =
    [
      "slug", "kind", "name", "shortName", "county", "area", "summary", "population", "joined", "left",
      "focusAreas",
      "facts", "image", "topics", "about", "website", "webLinks", "email", "emailProtected", "telephone",
      "telephoneProtected", "visitingAddress", "postalAddress", "location", "identifiers", "alternativeNames",
      "formerNames", "numberOfMembers", "numberOfEmployees", "custom", "links", "joinedUnknown",
    ] + JSONWriter.languageFields
  static let inclusions = MemberRoutes.members.inclusions.map(\.name)
  static let inclusionsOfOne = MemberRoutes.inclusionsOfOne.map(\.name)

  /// The size of a member of the shipped directory, rounded up: for reserving buffers.
  static let typicalBytes = 2_048

  static func write(_ member: some MemberContent, to json: inout JSONWriter) {
    json.field("slug", .slug, of: member)
    json.field("kind", .kind, of: member)
    json.field("name", .name, of: member)
    json.field("shortName", .shortName, of: member)
    writeArea(of: member, to: &json)
    json.field("summary", .summary, of: member)
    if let population = member.population {
      json.object("population") {
        $0.field("value", population.value)
        $0.field("approximate", population.approximate)
      }
    }
    json.field("joined", .joined, of: member)
    json.field("left", .left, of: member)
    writeDetails(of: member, to: &json)
    json.array("topics") { json in
      member.forEachTopic { slug, name, kind, relation, language in
        json.object { json in
          json.field("slug", slug)
          json.field("name", name)
          json.field("kind", kind)
          json.field("relation", relation.rawValue)
          json.field("language", language)
        }
      }
    }
    if let profile = member.profileIfAny { json.fields(DocumentJSON.fields(of: profile)) }
    writeLinks(of: member, to: &json)
    json.languages(member.translations, member.fallback)
  }

  private static func writeArea(of member: some MemberContent, to json: inout JSONWriter) {
    member.withText(.countySlug) { slug in
      json.object("county") { json in
        json.field("slug", slug)
        json.field("name", .countyName, of: member)
        json.field("language", member.countyLanguage)
      }
    }
    member.withText(.areaSlug) { slug in
      json.object("area") { json in
        json.field("slug", slug)
        json.field("name", .areaName, of: member)
        json.field("kind", .areaKind, of: member)
        json.field("language", member.areaLanguage)
        var isNested = false
        member.forEachAreaAround { _ in isNested = true }
        if isNested { json.array("within") { json in member.forEachAreaAround { json.element($0) } } }
      }
    }
  }

  private static func writeLinks(of member: some MemberContent, to json: inout JSONWriter) {
    json.object("links") { links in
      member.withText(.slug) { slug in
        links.field("self", link: Links.members, slug)
        links.field("topics", link: Links.members, slug, "/topics")
      }
      guard member.isCountyMember else { return }
      member.withText(.countySlug) { links.field("county", link: Links.members, $0) }
    }
  }

  /// Marks a member of whom it isn't known since when it has been one. Only lists with `at` have this: such a
  /// member is in the list of any day before it left.
  static func writeMark(_ member: Member, to json: inout JSONWriter) {
    if member.joined == nil { json.field("joinedUnknown", true) }
  }

  private static func writeDetails(of member: some MemberContent, to json: inout JSONWriter) {
    if member.focusAreaCount > 0 {
      json.array("focusAreas") { json in member.forEachFocusArea { json.element($0) } }
    }
    if member.factCount > 0 {
      json.array("facts") { json in
        member.forEachFact { label, text in
          json.object { json in
            json.field("label", label)
            json.field("text", text)
          }
        }
      }
    }
    if let image = member.imageIfAny {
      member.withText(.slug) { slug in
        let key = RecordKey(
          .member, unsafe slug.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) })
        json.object("image") { PictureJSON.write(image, of: key, to: &$0) }
      }
    } else {
      member.withText(.imageCredit) { credit in json.object("image") { $0.field("credit", credit) } }
    }
  }

  /// Writes the member to which a contact or an office belongs.
  static func write(_ member: MemberReference, to json: inout JSONWriter) {
    json.field("slug", member.slug)
    json.field("name", member.name)
    json.field("language", member.language)
  }

  /// Writes the fields that are enough to show a member's name and to find it.
  static func writeReference(_ member: Member, to json: inout JSONWriter) {
    json.field("slug", member.slug)
    json.field("name", member.name)
    json.field("shortName", member.shortName)
    json.field("kind", member.kind)
    json.languages(.none, member.fallback?.only(["name", "shortName"]))
  }
}

extension JSONWriter {
  fileprivate mutating func field(_ name: StaticString, _ text: MemberText, of member: some MemberContent) {
    member.withText(text) { field(name, $0) }
  }
}
