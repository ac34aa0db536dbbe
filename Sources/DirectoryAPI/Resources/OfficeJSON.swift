internal import Directory

enum OfficeJSON {
  /// The names of all fields that `write` can write.
  static let fields =
    [
      "id", "name", "street", "postcode", "city", "country", "host", "member", "links",
    ] + JSONWriter.languageFields
  static let inclusions = OfficeRoutes.offices.inclusions.map(\.name)

  static func write(_ office: Office, to json: inout JSONWriter) {
    json.field("id", office.id)
    json.field("name", office.name)
    json.field("street", office.street)
    json.field("postcode", office.postcode)
    json.field("city", office.city)
    json.field("country", office.country)
    json.field("host", office.host)
    if let member = office.member { json.object("member") { MemberJSON.write(member, to: &$0) } }
    json.object("links") { links in
      links.field("self", Links.office(office.id))
      if let member = office.member { links.field("member", Links.member(member.slug)) }
    }
    json.languages(of: office)
  }
}
