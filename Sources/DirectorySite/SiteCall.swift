internal import Directory
internal import HTML
internal import HTTPCore

/// A request for a page, and what all pages need of the directory.
struct SiteCall {
  let language: SiteLanguage
  /// The languages that the pages are offered in.
  let languages: [SiteLanguage]
  /// The language of the directory's texts on this page, before a text falls back to another.
  let contentLanguage: String
  /// The values of the pattern's parameters, in order, decoded.
  let path: [String]
  let query: Query
  /// The path as it was requested, without the language.
  let requested: String
  /// Scheme and host of the server, from the settings or the request. A page that shows it is kept for no
  /// other host (`SiteRoute.namesHost`).
  let origin: String
  let settings: SiteSettings
  let assets: Assets
  /// Answers in the content's language.
  let reader: any DirectoryReader
  /// Whether the directory has areas.
  let hasAreas: Bool
  /// Nil in an empty directory.
  let organisation: Organisation?
  let now: Int64

  var say: any Phrases.Type { language.phrases }

  /// The value of the pattern's first parameter; empty if the pattern has none.
  var slug: String { path.first ?? "" }

  /// The name of the organisation, or of the program if the directory doesn't say.
  var siteName: String { organisation?.name ?? "member-directory" }

  /// Returns the words of a search, as many as a search may have; nil for none.
  static func words(_ text: String) -> String? {
    let words = text.prefix(SearchLimit.characters).split(whereSeparator: \.isWhitespace)
    return words.isEmpty ? nil : words.prefix(SearchLimit.words).joined(separator: " ")
  }

  /// Returns the first value of a parameter; nil if it wasn't given or is empty.
  func argument(_ name: String) -> String? {
    query.parameters.first { $0.name == name && !$0.value.isEmpty }?.value
  }

  func link(_ address: SiteAddress) -> Link { address.link(in: language) }

  /// The value of the API's parameter `lang` for this page; nil if it isn't needed.
  var apiLanguage: String? {
    guard let declared = organisation?.languages, declared.contains(contentLanguage),
      declared.first != contentLanguage
    else { return nil }
    return contentLanguage
  }

  /// Returns what the attribute `lang` of a text has to be; nil if it is in the language of the page.
  ///
  /// - Parameter fallback: the language of the text if it isn't the one that was asked for.
  func lang(_ fallback: String? = nil) -> String? {
    let tag = fallback ?? contentLanguage
    return tag == language.tag || tag.isEmpty ? nil : tag
  }

  /// Returns the language of a record's text.
  func lang(of name: String, in fallback: Fallback?) -> String? {
    lang(fallback.flatMap { $0.texts.contains(name) ? $0.language : nil })
  }
}
