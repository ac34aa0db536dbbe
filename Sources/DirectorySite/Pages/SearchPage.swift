internal import Directory
internal import HTML

/// What a search has found, with the words of the search marked.
struct SearchPage {
  private let call: SiteCall
  private let text: String
  private let type: SearchType?
  private let found: Directory.SearchPage
  private let kinds: [RecordType: [Kind]]

  private static let limit = 50

  static func make(_ call: SiteCall) throws(SiteError) -> Page {
    let text = call.argument("q").flatMap(SiteCall.words) ?? ""
    let type = call.argument("type").map(SearchType.init)
    if let type, type == nil {
      throw .directory(
        .unknownValue(
          parameter: "type", value: call.argument("type") ?? "", nearest: SearchType.allCases.map(\.rawValue))
      )
    }
    let page = try SiteError.wrapping { () throws(DirectoryError) in
      try SearchPage(call, text, type ?? nil)
    }
    return page.page()
  }

  private init(_ call: SiteCall, _ text: String, _ type: SearchType?) throws(DirectoryError) {
    self.call = call
    self.text = text
    self.type = type
    found =
      text.isEmpty
      ? Directory.SearchPage()
      : try call.reader.search(
        SearchQuery(text, types: type.map { [$0] } ?? SearchType.allCases, limit: Self.limit))
    kinds = [
      .memberKind: try call.reader.kinds(.memberKind), .topicKind: try call.reader.kinds(.topicKind),
    ]
  }

  private func page() -> Page {
    let say = call.say
    var page = Page { html in
      html.element(.div, [.class("head stack")]) { html in
        html.element(.h1, text: say.searchTitle)
        html.line()
        call.writeSearchForm(text, to: &html)
      }
      html.line()
      html.element(.div, [.class("results")]) { html in
        if text.isEmpty {
          html.paragraph([.class("text")], say.searchStart)
        } else {
          writeResults(to: &html)
        }
      }
    }
    page.title = text.isEmpty ? say.searchTitle : say.searchTitleFor(words: text)
    page.translated = address(text, type)
    return page
  }

  private func address(_ text: String, _ type: SearchType?) -> SiteAddress {
    var address = SiteAddress.search
    if !text.isEmpty { address = address.with("q", text) }
    if let type { address = address.with("type", type.rawValue) }
    return address
  }

  private var heading: String {
    let say = call.say
    switch found.total {
    case 0: return say.resultsNone(words: text)
    case 1: return say.resultsOne(words: text)
    default:
      let count = call.number(found.total)
      return found.isTotalExact
        ? say.resultsMany(count: count, words: text) : say.resultsAtLeast(count: count, words: text)
    }
  }

  private func writeResults(to html: inout HTMLWriter) {
    let say = call.say
    html.element(.div, [.class("bar")]) { html in
      html.element(.h2, [.id("count"), .tabIndex(-1)], text: heading)
      writeTypes(to: &html)
    }
    html.line()
    if !found.didYouMean.isEmpty {
      html.element(.p, [.class("big")]) { html in
        html.phrase(say.didYouMean(words: HTMLWriter.gap)) { html in
          for (index, words) in found.didYouMean.enumerated() {
            if index > 0 { html.text(", ") }
            html.link(call.link(address(words, type)), words)
          }
        }
      }
    }
    guard !found.hits.isEmpty else {
      html.paragraph([.class("text")], say.resultsNoneHelp)
      html.element(.p, [.class("line after")]) { html in
        html.link(call.link(.topics), say.navTopics)
        html.space()
        html.link(call.link(.members), say.navMembers)
      }
      return
    }
    html.list(class: "rows members", found.hits) { html, hit in write(hit, to: &html) }
  }

  private func writeTypes(to html: inout HTMLWriter) {
    let say = call.say
    let choices: [(SearchType?, String)] = [
      (nil, say.everything), (.member, say.onlyMembers), (.topic, say.onlyTopics),
      (.contact, say.onlyContacts), (.office, say.onlyOffices),
    ]
    html.element(.p, [.class("sort line small")]) { html in
      html.element(.span, text: say.showOnly)
      for (choice, name) in choices {
        html.space()
        if choice == type {
          html.element(.b, [.current("true")], text: name)
        } else {
          html.link(call.link(address(text, choice)), name)
        }
      }
    }
  }

  private func write(_ hit: SearchHit, to html: inout HTMLWriter) {
    let name = hit.highlights.first { $0.field == "name" && $0.text == hit.name }
    html.element(.div) { html in
      html.element(.h3) { html in
        html.element(.a, [.href(link(to: hit)), .lang(call.lang(hit.language))]) { html in
          if let name { Self.write(name, to: &html) } else { html.text(hit.name) }
        }
      }
      html.paragraph([.class("quiet small")], label(of: hit))
    }
    html.element(.div) { html in
      var seen: Set<String> = []
      for highlight in hit.highlights where highlight != name && seen.count < 3 {
        guard seen.insert(highlight.field).inserted else { continue }
        html.element(.p, [.class("rel")]) { html in
          html.element(.b, text: field(highlight.field))
          html.space()
          html.element(.span, [.lang(call.lang(highlight.language))]) { Self.write(highlight, to: &$0) }
        }
      }
    }
  }

  private func link(to hit: SearchHit) -> Link {
    call.link(SiteAddress.record(RecordKey(hit.type.recordType, hit.slug)) ?? .contacts)
  }

  private func label(of hit: SearchHit) -> String {
    let kind = hit.kind.flatMap { slug in
      kinds[hit.type == .member ? .memberKind : .topicKind]?.first { $0.slug == slug }?.name
    }
    switch hit.type {
    case .member: return kind ?? call.say.typeMember
    case .topic: return kind ?? call.say.typeTopic
    case .contact: return call.say.typeContact
    case .office: return call.say.typeOffice
    }
  }

  private func field(_ name: String) -> String {
    switch name {
    case "topics": call.say.fieldTopics
    case "summary": call.say.fieldSummary
    case "about": call.say.fieldAbout
    case "facts": call.say.fieldFacts
    case "focusAreas": call.say.fieldFocusAreas
    case "broader": call.say.fieldBroader
    case "name", "shortName", "alternativeNames", "formerNames": call.say.fieldName
    default: call.say.fieldOther
    }
  }

  /// Writes a text with the words that were found marked. The ranges count UTF-16 code units.
  private static func write(_ highlight: Highlight, to html: inout HTMLWriter) {
    let text = highlight.text
    let units = text.utf16
    var start = units.startIndex
    for range in highlight.ranges {
      guard range.lowerBound >= 0, range.upperBound <= units.count else { continue }
      let from = units.index(units.startIndex, offsetBy: range.lowerBound)
      let to = units.index(units.startIndex, offsetBy: range.upperBound)
      guard from >= start else { continue }
      html.text(String(text[start..<from]))
      html.element(.mark, text: String(text[from..<to]))
      start = to
    }
    html.text(String(text[start...]))
  }
}
