internal import Directory
internal import HTML
internal import HTTPCore

/// Numbers, days and lists of words in the language of the page.
extension SiteCall {
  func number(_ number: Int) -> String {
    var digits = String(number.magnitude)
    var end = digits.endIndex
    // Norwegian and English both leave numbers with four digits as they are in tables; grouped they are read
    // more easily in a sentence.
    while digits.distance(from: digits.startIndex, to: end) > 3 {
      end = digits.index(end, offsetBy: -3)
      digits.insert(contentsOf: say.numberGroup, at: end)
    }
    return (number < 0 ? "−" : "") + digits
  }

  /// Returns a day that is written `YYYY-MM-DD`; other texts stay as they are.
  func date(_ text: String) -> String {
    let parts = text.split(separator: "-").map { Int($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
      let date = CivilDate(year: year, month: month, day: day)
    else { return text }
    return self.date(date)
  }

  func date(_ date: CivilDate) -> String {
    say.dateFormat(day: String(date.day), month: month(date.month), year: String(date.year))
  }

  /// Returns the day of a moment in UTC, in words and as `YYYY-MM-DD`.
  func day(of seconds: Int64) -> (words: String, text: String) {
    let text = String(RFC3339.text(seconds).prefix(10))
    return (date(text), text)
  }

  private func month(_ number: Int) -> String {
    switch number {
    case 1: say.month1
    case 2: say.month2
    case 3: say.month3
    case 4: say.month4
    case 5: say.month5
    case 6: say.month6
    case 7: say.month7
    case 8: say.month8
    case 9: say.month9
    case 10: say.month10
    case 11: say.month11
    default: say.month12
    }
  }

  /// Returns `a, b and c`.
  func join(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return say.listAnd(first: words.dropLast().joined(separator: ", "), last: last)
  }

  /// Returns a number of which a part of the source says "about", with its year.
  func amount(_ value: Int, approximate: Bool, year: Int? = nil) -> String {
    let number = approximate ? say.about(count: number(value)) : number(value)
    return year.map { say.inYear(value: number, year: String($0)) } ?? number
  }

  func membersCount(_ count: Int) -> String {
    switch count {
    case 0: say.membersCountNone
    case 1: say.membersCountOne
    default: say.membersCountMany(count: number(count))
    }
  }

  /// Returns the sentence that says in which language a record's texts are; nil if it is that of the page.
  func note(onLanguageOf name: String, in fallback: Fallback?) -> String? {
    switch lang(of: name, in: fallback) {
    case "en": say.textsInLanguage(language: say.languageEn)
    case "nb": say.textsInLanguage(language: say.languageNb)
    case "nn": say.textsInLanguage(language: say.languageNn)
    default: nil
    }
  }

  func relation(_ relation: TopicRelation) -> String {
    switch relation {
    case .worksWith: say.worksWith
    case .interestedIn: say.interestedIn
    case .local: say.local
    }
  }
}

extension TopicRelation {
  /// The class that gives it its shape.
  var mark: StaticString {
    switch self {
    case .worksWith: "works"
    case .interestedIn: "seeks"
    case .local: "local"
    }
  }

  /// The class of a line that begins with it.
  var lineMark: StaticString {
    switch self {
    case .worksWith: "rel works"
    case .interestedIn: "rel seeks"
    case .local: "rel local"
    }
  }
}
