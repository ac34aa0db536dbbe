/// Checks the languages of the organisation and the texts in them.
extension RecordCheck {
  /// More than the languages of the European Union.
  static let mostLanguages = 30

  func languages(_ tags: [String], at pointer: String) {
    each(tags, pointer) { tag, place in
      guard !LanguageTag.isValid(tag) else { return }
      values.faults.add(
        .invalidLanguage, at: place, "\"\(tag)\" isn't the tag of a language",
        hint: "write a tag such as en, nb or en-GB")
    }
    unique(tags, at: { "\(pointer)/\($0)" })
    if tags.count > Self.mostLanguages {
      values.faults.add(
        .tooLong, at: pointer, "the list has \(tags.count) items", hint: "use at most \(Self.mostLanguages)")
    }
  }

  /// The most groups of synonyms, and the most words in one of them. A search reads all groups.
  static let mostSynonyms = 500
  static let mostWordsOfGroup = 20

  /// Checks that each group has at least two words, and that no word is in two groups.
  func synonyms(_ groups: [[String]], at pointer: String) {
    if groups.count > Self.mostSynonyms {
      values.faults.add(
        .tooLong, at: pointer, "the list has \(groups.count) groups", hint: "use at most \(Self.mostSynonyms)"
      )
    }
    var places: [String: String] = [:]
    each(groups, pointer) { group, place in
      if !(2...Self.mostWordsOfGroup).contains(group.count) {
        values.faults.add(
          .outOfRange, at: place, "the group has \(group.count) word\(group.count == 1 ? "" : "s")",
          hint: "write 2 to \(Self.mostWordsOfGroup) words that mean the same")
      }
      each(group, place) { word, place in
        values.text(word, at: place, limit: DocumentLimits.label)
        let folded = SearchFold.fold(word)
        guard folded.count == 1 else {
          return values.faults.add(
            .outOfRange, at: place, "\"\(word)\" isn't one word", hint: "write a single word")
        }
        if let first = places.updateValue(place, forKey: folded[0]) {
          values.faults.add(
            .duplicate, at: place, "search takes \"\(word)\" for the word at \(first)",
            hint: "write it once, in one group")
        }
      }
    }
  }

  /// Checks records of one type, and their texts in other languages.
  func each<Item>(
    _ items: [Item], _ pointer: String, of type: RecordType, _ texts: (Item) -> Translations,
    _ check: (Item, String) -> Void
  ) {
    each(items, pointer) {
      check($0, $1)
      translations(texts($0), of: type, at: $1)
    }
  }

  /// Checks that each text is in a language of the directory, and obeys the rules of the text that it
  /// translates.
  func translations(_ translations: Translations, of type: RecordType, at pointer: String) {
    for language in translations.languages {
      let place = JSONPointer.child(language.tag, of: pointer + "/translations")
      tag(language.tag, at: place)
      for text in type.texts {
        guard let value = language.texts.first(where: { $0.name == text.name })?.value else { continue }
        check(value, text.form, at: "\(place)/\(text.name)")
      }
    }
  }

  private func tag(_ tag: String, at place: String) {
    let others = known.languages.sorted()
    guard !known.languages.contains(tag), !values.faults.isFull else { return }
    if tag == known.defaultLanguage {
      values.faults.add(
        .unknownValue, at: place, "\(tag) is the default language of the directory",
        hint: "write these texts into the fields of the record itself")
    } else {
      let hint =
        others.isEmpty
        ? "declare it first, in the languages of the organisation"
        : "use \(others.joined(separator: " or ")), or declare it first, in the languages of the organisation"
      values.faults.add(
        .unknownValue, at: place, "\"\(tag)\" isn't a language of the directory", hint: hint)
    }
  }

  private func check(_ value: JSONValue, _ form: TranslatableText.Form, at place: String) {
    switch (form, value) {
    case (.line(let limit), .string(let text)): values.text(text, at: place, limit: limit)
    case (.paragraphs, .string(let text)): values.longText(text, at: place)
    case (.list(let limit), .array(let items)):
      each(items, place) { item, place in
        if case .string(let text) = item { values.text(text, at: place, limit: limit) }
      }
    case (.facts, .array(let items)):
      each(items, place) { item, place in
        if case .string(let label)? = item.member("label") {
          values.text(label, at: place + "/label", limit: DocumentLimits.label)
        }
        if case .string(let text)? = item.member("text") {
          values.text(text, at: place + "/text", limit: DocumentLimits.text)
        }
      }
    case (.links, .array): webLinks(WebLink.list(value), at: place)
    default: break
    }
  }
}
