internal import Directory
internal import SQLite

/// The columns of the organisation, which is the only row of its table.
enum OrganisationColumn: Int32, RecordColumn {
  case id, name, shortName, region, summary, copyrightYear, languages, synonyms, collation, logo

  static let statements = RecordStatements<OrganisationColumn>("organisation", key: .id)

  var read: SQL? { written }

  var written: SQL? {
    switch self {
    case .id: "id"
    case .name: "name"
    case .shortName: "short_name"
    case .region: "region"
    case .summary: "summary"
    case .copyrightYear: "copyright_year"
    case .languages: "languages"
    case .synonyms: "synonyms"
    case .collation: "collation"
    case .logo: "logo"
    }
  }

  func value(of organisation: Organisation) -> Value {
    switch self {
    case .id: .integer(1)
    case .name: .text(organisation.name)
    case .shortName: .text(organisation.shortName)
    case .region: .text(organisation.region)
    case .summary: .text(organisation.summary)
    case .copyrightYear: .integer(organisation.copyrightYear)
    case .languages:
      .text(DocumentJSON.text(ofList: organisation.languages))
    case .synonyms: .text(DocumentJSON.text(ofLists: organisation.synonyms))
    case .collation: .text(organisation.collation)
    case .logo: .text(DocumentJSON.text(of: organisation.logo))
    }
  }
}

extension Connection {
  /// Returns nil in an empty directory.
  func organisation() throws(DirectoryError) -> Organisation? {
    try first(Self.organisationRow) { row in
      var organisation = Organisation(
        name: row.text(OrganisationColumn.name), shortName: row.optionalText(OrganisationColumn.shortName),
        region: row.text(OrganisationColumn.region), summary: row.text(OrganisationColumn.summary),
        copyrightYear: Int(row.integer(OrganisationColumn.copyrightYear)))
      organisation.languages = DocumentJSON.list(fromStored: row.text(OrganisationColumn.languages))
      organisation.collation = row.optionalText(OrganisationColumn.collation)
      organisation.synonyms = DocumentJSON.lists(fromStored: row.text(OrganisationColumn.synonyms))
      organisation.logo = row.image(OrganisationColumn.logo)
      return organisation
    }
  }

  /// Returns the alphabet by which lists are sorted.
  func alphabet() throws(DirectoryError) -> Alphabet {
    try first("SELECT collation, languages FROM organisation WHERE id = 1") { row in
      Alphabet(collation: row.optionalText(0), languages: DocumentJSON.list(fromStored: row.text(1)))
    } ?? .norwegian
  }

  /// Returns the groups of words that search takes for one another.
  func synonyms() throws(DirectoryError) -> [[String]] {
    let text = try first("SELECT synonyms FROM organisation WHERE id = 1") { $0.text(0) }
    guard let text, text != "[]" else { return [] }
    return DocumentJSON.lists(fromStored: text)
  }

  private static let organisationRow: SQL = .phrase(
    OrganisationColumn.statements.select, "FROM organisation WHERE id = 1")

  func put(_ organisation: Organisation) throws(DirectoryError) {
    let statements = OrganisationColumn.statements
    _ = try upsert(statements, statements.written.map { $0.value(of: organisation) })
  }
}
