internal import HTML

extension SiteCall {
  /// Writes the form that searches everything. Its script makes suggestions with the words that it finds in
  /// the attributes.
  func writeSearchForm(_ text: String = "", to html: inout HTMLWriter) {
    let language = apiLanguage.map { "lang=" + $0 + "&" } ?? ""
    let words: [Attribute] = [
      .data(.api, "/search?" + language + "limit=8"), .data(.list, say.suggestions),
      .data(.none, say.suggestionsNone), .data(.one, say.suggestionsOne),
      .data(.many, say.suggestionsMany(count: "{count}")), .data(.member, say.typeMember),
      .data(.topic, say.typeTopic), .data(.contact, say.typeContact), .data(.office, say.typeOffice),
    ]
    html.element(.form, [.class("search"), .role("search"), .action(link(.search))] + words) { html in
      html.element(.label, [.for("q")], text: say.searchLabel)
      html.element(.div) { html in
        html.element(.div) { html in
          html.void(
            .input,
            [
              .type("search"), .id("q"), .name("q"), .value(text), .autocomplete("off"), .noCapitals,
              .noSpelling, .enterKeyHint("search"),
            ])
        }
        html.element(.button, text: say.search)
      }
    }
    html.line()
  }
}
