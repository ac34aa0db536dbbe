internal import Directory

enum SearchJSON {
  static func write(_ page: SearchPage, to json: inout JSONWriter) {
    json.array("items", page.hits) { json, hit in
      json.object { write(hit, to: &$0) }
    }
    json.field("total", page.total)
    json.field("totalIsExact", page.isTotalExact)
    // Always null: a search has one page. Present so that a search has the shape of a list.
    json.fieldOrNull("next", nil)
    if page.hits.isEmpty { json.array("didYouMean", page.didYouMean) { $0.element($1) } }
  }

  private static func write(_ hit: SearchHit, to json: inout JSONWriter) {
    json.field("type", hit.type.rawValue)
    json.field("slug", hit.slug)
    json.field("name", hit.name)
    json.field("kind", hit.kind)
    json.field("language", hit.language)
    json.array("highlights", hit.highlights) { json, highlight in
      json.object {
        $0.field("field", highlight.field)
        $0.field("text", highlight.text)
        $0.field("language", highlight.language)
        // The start and the length in UTF-16 code units, as JavaScript's `text.substr(start, length)` takes
        // them.
        $0.array("ranges", highlight.ranges) { json, range in
          json.list([range.lowerBound, range.count]) { $0.element($1) }
        }
      }
    }
    json.object("links") { $0.field("self", link(to: hit)) }
  }

  private static func link(to hit: SearchHit) -> String {
    switch hit.type {
    case .member: Links.member(hit.slug)
    case .topic: Links.topic(hit.slug)
    case .contact: Links.contact(hit.slug)
    case .office: Links.office(hit.slug)
    }
  }
}
