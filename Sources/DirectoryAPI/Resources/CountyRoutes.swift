internal import Directory

/// The counties in which members are located. A country has few, so the list isn't divided into pages.
enum CountyRoutes {
  static func list(_ call: Call) throws(APIError) -> Content {
    let counties = try call.ask { reader throws(DirectoryError) in try reader.counties() }
    return Content(
      bytes: JSONWriter.document(capacity: 256 + counties.count * 256) { json in
        json.array("items", counties) { json, county in json.object { write(county, to: &$0) } }
        json.field("total", counties.count)
        json.fieldOrNull("next", nil)
      })
  }

  static func one(_ call: Call) throws(APIError) -> Content {
    let slug = call.slug
    let counties = try call.ask { reader throws(DirectoryError) in try reader.counties() }
    guard let county = counties.first(where: { $0.slug == slug }) else {
      throw .lookup(.noSuchRecord(RecordKey(.county, slug)))
    }
    return Content(bytes: JSONWriter.document { write(county, to: &$0) })
  }

  private static func write(_ county: DirectoryDocument.County, to json: inout JSONWriter) {
    json.field("slug", county.slug)
    json.field("name", county.name)
    json.field("shortName", county.shortName)
    json.object("links") {
      $0.field("self", Links.county(county.slug))
      $0.field("members", "/members?county=\(county.slug)")
    }
  }
}
