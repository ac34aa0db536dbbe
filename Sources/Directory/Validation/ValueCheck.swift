/// Checks single values of a document. Each fault says what would be right.
struct ValueCheck {
  let faults: FaultList

  func text(_ text: String, at pointer: String, limit: Int) {
    if TextRules.isPlain(text), text.utf8.count <= limit { return }
    let length = text.unicodeScalars.count
    if length == 0 {
      faults.add(.empty, at: pointer, "the text is empty", hint: "write some text, or leave the field out")
    } else if length > limit {
      faults.add(
        .tooLong, at: pointer, "the text has \(length) characters", hint: "use at most \(limit)")
    }
    if TextRules.holdsControlCharacter(text) {
      faults.add(
        .controlCharacter, at: pointer, "the text contains a control character",
        hint: "remove line breaks, tabs and direction marks")
    }
    if TextRules.isSurroundedBySpace(text) {
      faults.add(
        .surroundingSpace, at: pointer, "the text begins or ends with a space", hint: "remove the space")
    }
    if !TextRules.isNormalized(text) {
      faults.add(
        .notNormalized, at: pointer, "the text isn't in Unicode Normalization Form C",
        hint: "write å as one character, not as a and a combining ring")
    }
  }

  func slug(_ text: String, at pointer: String) {
    guard !TextRules.isSlug(text) else { return }
    faults.add(
      .invalidSlug, at: pointer, "\"\(text)\" isn't a slug",
      hint: "use a-z and 0-9 in words joined by single hyphens, at most \(DocumentLimits.slug) characters")
  }

  func date(_ text: String, at pointer: String) {
    guard !TextRules.isDate(text) else { return }
    faults.add(
      .invalidDate, at: pointer, "\"\(text)\" isn't a date", hint: "write a day such as 2021-01-31")
  }

  /// Checks that `last` isn't before `first`. Texts of the form `YYYY-MM-DD` sort by day.
  func order(_ first: String, _ last: String, at pointer: String) {
    guard last < first, TextRules.isDate(first), TextRules.isDate(last) else { return }
    faults.add(
      .outOfRange, at: pointer, "\(last) is before \(first)", hint: "write \(first) or a later day")
  }

  func telephone(_ text: String, at pointer: String) {
    guard !TextRules.isE164(text) else { return }
    faults.add(
      .invalidTelephone, at: pointer, "\"\(text)\" isn't an E.164 telephone number",
      hint: "write + and 7 to 15 digits that begin with the country code, such as +4722334455")
  }

  func email(_ text: String, at pointer: String) {
    guard !TextRules.isEmail(text) else { return }
    faults.add(
      .invalidEmail, at: pointer, "\"\(text)\" isn't an e-mail address",
      hint: "write an address such as name@example.org")
  }

  func country(_ text: String, at pointer: String) {
    guard !TextRules.isCountryCode(text) else { return }
    faults.add(
      .invalidCountry, at: pointer, "\"\(text)\" isn't a country code",
      hint: "write the two capital letters of ISO 3166-1, such as NO")
  }

  func number(_ number: Int, at pointer: String, within range: ClosedRange<Int>) {
    guard !range.contains(number) else { return }
    faults.add(
      .outOfRange, at: pointer, "\(number) is out of range",
      hint: "use \(range.lowerBound) to \(range.upperBound)")
  }

  func value(_ value: String, among known: Set<String>, of what: String, at pointer: String) {
    guard !known.contains(value), !faults.isFull else { return }
    faults.add(
      .unknownValue, at: pointer, "there is no \(what) \"\(value)\"", hint: hint(value, known))
  }

  func reference(_ slug: String, to known: Set<String>, of what: String, at pointer: String) {
    // A draft may refer to a record that doesn't exist yet, but only by a valid slug.
    guard !known.contains(slug) else { return self.slug(slug, at: pointer) }
    guard !faults.isFull else { return }
    faults.add(
      .unknownReference, at: pointer, "there is no \(what) \"\(slug)\" to refer to", hint: hint(slug, known))
  }

  private func hint(_ value: String, _ known: Set<String>) -> String {
    let nearest = NearestValues.nearest(to: value, among: known.map { KnownValue($0) })
    if !nearest.isEmpty { return "did you mean \(nearest.joined(separator: ", "))?" }
    // A short list is shown as a whole.
    return (1...10).contains(known.count)
      ? "use one of \(known.sorted().joined(separator: ", "))" : "add it first, or correct the value"
  }
}
