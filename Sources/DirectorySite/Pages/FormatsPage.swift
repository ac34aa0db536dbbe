internal import Directory
internal import HTML

/// The formats and the API, for people who use the data elsewhere.
enum FormatsPage {
  private struct Example {
    let meaning: String
    let address: String
  }

  static func make(_ call: SiteCall) throws(SiteError) -> Page {
    let examples = try SiteError.wrapping { () throws(DirectoryError) in try Self.examples(call) }
    let say = call.say
    var page = Page { html in
      html.element(.div, [.class("head")]) { html in
        html.element(.h1, text: say.formatsTitle)
        html.paragraph([.class("sub text")], say.formatsIntro)
      }
      html.line()
      html.part("formats", say.formatsHeading) { html in
        html.element(.div, [.class("wide"), .role("region"), .label(say.formatsTitle), .tabIndex(0)]) {
          html in
          html.element(.table) { writeTable(say, to: &$0) }
        }
        html.paragraph([.class("after small quiet")], say.formatPrint)
      }
      html.part("examples", say.examplesHeading) { html in
        html.element(.div, [.class("stack")]) { write(examples, call, to: &$0) }
      }
      html.part("api", say.apiHeading) { html in
        html.element(.div, [.class("text")]) { html in
          html.paragraph(say.apiText)
          html.element(.p, [.class("line")]) { html in
            html.link(Link(local: "/docs"), say.apiDocs)
            html.space()
            html.link(Link(local: "/openapi.json"), say.apiOpenAPI)
          }
        }
      }
    }
    page.title = say.formatsTitle
    page.description = say.formatsIntro
    page.address = .formats
    return page
  }

  private static func writeTable(_ say: any Phrases.Type, to html: inout HTMLWriter) {
    let rows = [
      ("CSV", "/members.csv", say.formatCSV),
      ("CSV", "/members.csv?delimiter=semicolon&bom=true", say.formatCSVExcel),
      ("JSON", "/members.json", say.formatJSON), ("NDJSON", "/members.ndjson", say.formatNDJSON),
      ("JSON-LD", "/members.jsonld", say.formatJSONLD), ("vCard", "/members.vcf", say.formatVCard),
      ("GeoJSON", "/members.geojson", say.formatGeoJSON), ("TXT", "/members.txt", say.formatText),
      ("Atom", "/changes.atom", say.formatAtom),
    ]
    let columns = [say.formatsColumnFormat, say.formatsColumnAddress, say.formatsColumnUse]
    html.element(.thead) { html in
      html.element(.tr) { html in
        for column in columns { html.element(.th, [.scope("col")], text: column) }
      }
    }
    html.element(.tbody) { html in
      for (name, address, use) in rows {
        html.element(.tr) { html in
          html.element(.th, [.scope("row")], text: name)
          html.element(.td) { html in
            html.element(.a, [.href(Link(local: address))]) { $0.element(.code, text: address) }
          }
          html.element(.td, text: use)
        }
        html.line()
      }
    }
  }

  /// Returns requests with values that this directory has.
  private static func examples(_ call: SiteCall) throws(DirectoryError) -> [Example] {
    let page = try call.reader.members(ListQuery(facets: ["area", "topic"], limit: 0))
    let topic = page.facets.first { $0.field == "topic" }?.values.first
    var query = SiteAddress.members
    if let area = page.facets.first(where: { $0.field == "area" })?.values.first {
      query = query.with("area", area.value)
    }
    var examples: [Example] = []
    if let topic {
      query = query.with("topic", topic.value)
      examples.append(Example(meaning: call.say.exampleFilter, address: query.apiText))
      examples.append(
        Example(
          meaning: call.say.exampleSearch, address: SiteAddress.search.with("q", topic.name).apiText))
    }
    examples.append(
      Example(meaning: call.say.exampleChanges, address: SiteAddress.changes.with("since", "0").apiText))
    return examples
  }

  private static func write(_ examples: [Example], _ call: SiteCall, to html: inout HTMLWriter) {
    for example in examples {
      html.paragraph(example.meaning)
      html.element(.pre, [.tabIndex(0)]) { html in
        html.element(.code, text: "curl \"" + call.origin + example.address + "\"")
      }
      html.line()
    }
  }
}
