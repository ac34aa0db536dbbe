import Directory
import Glibc
import HTTPCore

/// Begins the directory of another organisation.
extension MemberDirectory {
  /// What a new directory has.
  package struct Beginning: Sendable {
    package var name: String
    package var shortName: String?
    package var region: String
    package var summary: String
    /// The kinds of members, each by its name, perhaps with a type of schema.org: `Choir=MusicGroup`.
    package var kinds: [String]
    /// The tags of the languages of its texts, the default language first.
    package var languages: [String]
    /// The fields of members, each by its name and its type: `voices=choice:SATB,SSAA`.
    package var fields: [String]

    package init(
      name: String, shortName: String?, region: String, summary: String, kinds: [String],
      languages: [String], fields: [String]
    ) {
      self.name = name
      self.shortName = shortName
      self.region = region
      self.summary = summary
      self.kinds = kinds
      self.languages = languages
      self.fields = fields
    }
  }

  /// Creates a database with the organisation and the kinds of its members, and without members. Returns what
  /// was done and what comes next, for people. Throws if the database has been used.
  package static func begin(
    _ settings: Settings, _ beginning: Beginning
  ) throws(StartupError) -> String {
    let document = try document(of: beginning)
    let store = try openStore(settings)
    defer { try? store.close() }
    let path = settings.database.path
    do throws(DirectoryError) {
      guard try store.isUnused() else {
        throw .unavailable(
          "the database has been used already, and init begins only a new one; name another with --database")
      }
      try store.load(document)
    } catch { throw StartupError(error, database: path) }
    let kinds = document.memberKinds?.map { "\($0.name) (\($0.slug))" }.joined(separator: ", ") ?? ""
    let fields = (document.fields ?? []).map { "\($0.path) (\($0.valueType.rawValue))" }
    let ofFields = fields.isEmpty ? "" : "\nFields of its own: \(fields.joined(separator: ", "))"
    return """
      \(path) is the directory of \(beginning.name), without members yet.
      Its kinds of members: \(kinds)\(ofFields)
      Next, try an import, for example of a table with the columns name and website:
        member-directory import members.csv --type member --dry-run --database \(path)
      """
  }

  private static func document(of beginning: Beginning) throws(StartupError) -> DirectoryDocument {
    var kinds: [Kind] = []
    for (index, text) in beginning.kinds.enumerated() {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let name = parts.first ?? ""
      let type = parts.count > 1 ? parts[1] : Kind.standardSchemaType
      let slug = NewSlug.words(of: name)
      guard !slug.isEmpty else {
        throw StartupError(
          "\"\(text)\" isn't the name of a kind; write one such as Choir, or Choir=MusicGroup", .usage)
      }
      guard Kind.schemaTypes.contains(type) else {
        let near = NearestValues.nearest(to: type, among: Kind.schemaTypes)
        let all = Kind.schemaTypes.joined(separator: ", ")
        let hint = near.isEmpty ? "use one of \(all)" : "did you mean \(near[0])?"
        throw StartupError("\"\(type)\" isn't a type that a kind can have; \(hint)", .usage)
      }
      kinds.append(Kind(slug: slug, name: name, pluralName: nil, order: index + 1, schemaType: type))
    }
    let year = Int(RFC3339.text(Int64(time(nil))).prefix(4)) ?? 1970
    var organisation = Organisation(
      name: beginning.name, shortName: beginning.shortName, region: beginning.region,
      summary: beginning.summary, copyrightYear: year)
    organisation.languages = beginning.languages
    return DirectoryDocument(
      organisation: organisation,
      offices: [], contacts: [], memberKinds: kinds, topicKinds: nil,
      fields: try beginning.fields.enumerated().map { index, text throws(StartupError) in
        try field(text, order: index + 1)
      }, areas: [], counties: [], topics: [],
      members: [], formerSlugs: [])
  }
}
