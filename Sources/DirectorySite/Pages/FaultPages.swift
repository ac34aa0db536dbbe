internal import Directory
internal import HTML
internal import HTTPCore

/// The pages that say why there is nothing to show, and what to do.
enum FaultPages {
  static func make(_ error: SiteError, _ call: SiteCall) -> Page {
    switch error {
    case .notFound: notFound(call)
    case .moved(let address): gone(call.slug, [(address, address.text(in: call.language))], call)
    case .gone(let name, let successors): gone(name, successors, call)
    case .directory(let error): fault(error, call)
    }
  }

  private static func notFound(_ call: SiteCall) -> Page {
    let say = call.say
    let words = call.requested.split(separator: "/").last.map { String($0).replacing("-", with: " ") } ?? ""
    let hits =
      (try? call.reader.search(SearchQuery(String(words.prefix(60)), limit: 5))) ?? Directory.SearchPage()
    var page = Page { html in
      html.element(.div, [.class("head stack")]) { html in
        html.element(.h1, text: say.notFoundTitle)
        html.element(.p, [.class("text")]) { html in
          html.phrase(say.notFoundText(path: HTMLWriter.gap)) { html in
            html.element(.code, text: "/" + call.language.tag + call.requested)
          }
        }
        call.writeSearchForm(words, to: &html)
      }
      html.line()
      guard !hits.hits.isEmpty else { return }
      html.part("near", say.notFoundSuggestions) { html in
        html.list(class: "cols", hits.hits) { html, hit in
          let address = SiteAddress.record(RecordKey(hit.type.recordType, hit.slug)) ?? .contacts
          html.link(call.link(address), [.lang(call.lang(hit.language))], hit.name)
        }
      }
    }
    page.status = .notFound
    page.title = say.notFoundTitle
    return page
  }

  private static func gone(
    _ name: String, _ successors: [(SiteAddress, name: String)], _ call: SiteCall
  ) -> Page {
    let say = call.say
    let title = say.goneTitle(name: name)
    var page = Page { html in
      html.element(.div, [.class("head stack")]) { html in
        html.element(.h1, text: title)
        html.paragraph([.class("text")], successors.isEmpty ? say.goneNothing : say.goneText)
        for successor in successors {
          html.element(.p, [.class("big")]) { $0.link(call.link(successor.0), successor.name) }
        }
      }
    }
    page.status = .gone
    page.title = title
    return page
  }

  private static func fault(_ error: DirectoryError, _ call: SiteCall) -> Page {
    switch error {
    case .unknownValue(_, let value, let nearest): unknown(value, nearest, call)
    case .invalidCursor: unknown("cursor", [], call)
    default: failed(call.say)
    }
  }

  /// Says that a filter has a value that the directory doesn't know.
  private static func unknown(_ value: String, _ nearest: [String], _ call: SiteCall) -> Page {
    let say = call.say
    let rest = call.query.parameters.filter { $0.value != value && $0.name != value }
    let list = call.requested == SiteAddress.search.apiText ? SiteAddress.search : .members
    var address = list
    address.query = rest
    var page = Page { html in
      html.element(.div, [.class("head stack")]) { html in
        html.element(.h1, text: say.badRequestTitle)
        html.element(.p, [.class("text")]) { html in
          html.phrase(say.badRequestText(value: HTMLWriter.gap)) { $0.element(.code, text: value) }
        }
        html.element(.p) { $0.link(call.link(address), say.badRequestCorrected) }
      }
      html.line()
      guard !nearest.isEmpty else { return }
      html.part("near", say.notFoundSuggestions) { html in
        html.list(class: "cols", nearest) { html, other in
          var corrected = list
          corrected.query = call.query.parameters.map {
            $0.value == value ? Query.Parameter(name: $0.name, value: other) : $0
          }
          html.link(call.link(corrected), other)
        }
      }
    }
    page.status = .badRequest
    page.title = say.badRequestTitle
    return page
  }

  static func failed(_ say: any Phrases.Type) -> Page {
    var page = Page { html in
      html.element(.div, [.class("head stack")]) { html in
        html.element(.h1, text: say.failedTitle)
        html.paragraph([.class("text")], say.failedText)
      }
    }
    page.status = .serviceUnavailable
    page.title = say.failedTitle
    return page
  }
}
