/// A language of the pages. What the directory itself says may be in any other one, and is marked then.
enum SiteLanguage: String, Sendable, CaseIterable {
  case english = "en"
  case bokmal = "nb"
  case nynorsk = "nn"

  var tag: String { rawValue }

  var phrases: any Phrases.Type {
    switch self {
    case .english: English.self
    case .bokmal: Bokmal.self
    case .nynorsk: Nynorsk.self
    }
  }

  /// The locale for programs that show a link to the page (Open Graph, og:locale).
  var locale: String {
    switch self {
    case .english: "en_GB"
    case .bokmal: "nb_NO"
    case .nynorsk: "nn_NO"
    }
  }

  /// Returns the languages of the pages about a directory: English, and Norwegian if the directory is in
  /// Norwegian too. Pages in a language that a directory doesn't have would be in two languages throughout.
  ///
  /// - Parameter declared: the tags of the directory's languages, the default one first.
  static func offered(for declared: [String]) -> [SiteLanguage] {
    let isNorwegian = declared.contains { ["nb", "nn", "no"].contains($0.prefix(2)) }
    return isNorwegian ? allCases : [.english]
  }

  /// Returns the language of the directory's texts on these pages. Readers of one Norwegian norm read the
  /// other more easily than English.
  ///
  /// - Parameter declared: the tags of the directory's languages, the default one first.
  func content(among declared: [String]) -> String {
    let wanted =
      switch self {
      case .english: ["en"]
      case .bokmal: ["nb", "no", "nn"]
      case .nynorsk: ["nn", "nb", "no"]
      }
    return wanted.first { declared.contains($0) } ?? declared.first ?? tag
  }

  /// Returns the language of the pages for a directory and a client without a wish.
  static func standard(for declared: [String]) -> SiteLanguage {
    switch declared.first?.prefix(2) {
    case "nb", "no": .bokmal
    case "nn": .nynorsk
    default: .english
    }
  }

  /// The tags by which clients ask for a language.
  static let requests: [(tag: StaticString, language: SiteLanguage)] = [
    ("en", .english), ("nb", .bokmal), ("no", .bokmal), ("nn", .nynorsk),
  ]
}
