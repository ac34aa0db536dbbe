internal import Directory

/// Texts in the languages of the directory.
extension RecordSchemas {
  static let languages: Schema = .array(
    "The languages of the texts. The first is the default language, in which the fields of records are. "
      + "Absent if none are declared.",
    of: .string("The tag of a language (BCP 47).", example: "nb"))

  static let collation: Schema = .string(
    "The language by whose alphabet lists are sorted. Absent if it is the default language.", example: "nb",
    values: Alphabet.languages)

  static let synonyms: Schema = .array(
    "Words that search takes for one another, in groups. Absent if there are none.",
    of: .array("Words that mean the same, in any languages.", of: .string("A word.", example: "health")))

  static let translations = Schema.Field.ifStated(
    "translations",
    .map(
      "The texts in other languages than the default one, by language and by field. Only a request with a "
        + "token gets it; lang shows the texts to everyone.",
      to: .any("The texts in one language, by field: {\"name\": \"…\"}.")))

  static let textLanguages = Schema.Field.ifStated(
    "textLanguages",
    .map(
      "With lang: the language of each text that isn't translated, by field. Absent if all are.",
      to: .string("The tag of the default language.", example: "en")))

  static let language = Schema.Field.ifStated(
    "language",
    .string("With lang: the language of the name if it isn't translated. Absent otherwise.", example: "en"))
}
