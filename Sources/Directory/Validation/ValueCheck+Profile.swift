/// Checks values of a member's profile.
extension ValueCheck {
  /// Checks a text of several paragraphs. Only in such a text may lines end.
  func longText(_ text: String, at pointer: String) {
    guard !text.unicodeScalars.contains("\r") else {
      return faults.add(
        .controlCharacter, at: pointer, "a line ends with a carriage return",
        hint: "end lines with a line feed (\\n) alone")
    }
    var line = String.UnicodeScalarView()
    line.append(contentsOf: text.unicodeScalars.map { $0 == "\n" ? " " : $0 })
    self.text(String(line), at: pointer, limit: DocumentLimits.longText)
  }

  func url(_ text: String, at pointer: String) {
    guard text.utf8.count > DocumentLimits.url || !TextRules.isURL(text) else { return }
    faults.add(
      .invalidURL, at: pointer, "\"\(text.prefix(100))\" isn't the address of a web page",
      hint: "write an address that begins with https:// or http://, such as https://www.example.org/page")
  }

  func degrees(_ units: Int, at pointer: String, atMost limit: Int) {
    let most = limit * Location.unitsPerDegree
    guard !(-most...most).contains(units) else { return }
    faults.add(
      .outOfRange, at: pointer, "the number is out of range",
      hint: "write degrees from -\(limit) to \(limit), such as 59.9")
  }

  func norwegianOrganisation(_ number: String, at pointer: String) {
    guard !TextRules.isNorwegianOrganisation(number) else { return }
    faults.add(
      .invalidIdentifier, at: pointer, "\"\(number)\" isn't a Norwegian organisation number",
      hint: "write nine digits, the last of which is the check digit, such as 974760673; in a table, the "
        + "number of another register has its scheme before it, such as che-uid:CHE-123")
  }
}
