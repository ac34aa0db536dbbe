internal import Directory

enum MemberFormats {
  static let presentation = RecordPresentation<Member>(
    "members", of: .member, typicalBytes: MemberJSON.typicalBytes, json: { MemberJSON.write($0, to: &$1) },
    record: { .member(DirectoryDocument.Member($0)) }, columns: columns,
    customColumns: { field in
      .init(field.path, of: Field.group, isShort: false) { member in
        let cell = field.cell(of: member.profile)
        return field.isTextCell ? .text(cell) : .verbatim(cell)
      }
    },
    linkedData: { writeLinkedData($0, of: $1, to: &$2) },
    card: .init(
      shownRecords: { [RecordKey(.member, $0.slug), .organisation] },
      write: { writeCard($0, of: $1, to: &$2) }),
    feature: .init(id: { $0.slug }, location: { $0.profile.location }))

  private static let columns: [RecordPresentation<Member>.Column] = own + profile + later

  private static let own: [RecordPresentation<Member>.Column] = [
    .init("slug") { .text($0.slug) }, .init("kind") { .text($0.kind) },
    .init("name") { .text($0.name) },
    .init("shortName", isShort: false) { .text($0.shortName) },
    .init("county") { .text($0.county?.slug) },
    .init("population") { .number($0.population?.value) },
    .init("populationApproximate", of: "population", isShort: false) { .flag($0.population?.approximate) },
    .init("joined") { .text($0.joined) }, .init("left", isShort: false) { .text($0.left) },
    .init("summary", isShort: false) { .text($0.summary) },
    .init("focusAreas", isShort: false) { .text($0.focusAreas.joined(separator: "; ")) },
    .init("facts", isShort: false) {
      .text($0.facts.map { "\($0.label): \($0.text)" }.joined(separator: "; "))
    },
    pictures[0],
    .init("topics", isShort: false) {
      .text($0.topics.map { $0.relation.cell(of: $0.slug) }.joined(separator: " "))
    },
  ]

  /// New columns come last, for clients that find a column by its place.
  private static let later: [RecordPresentation<Member>.Column] =
    [
      .init("area", isShort: false) { .text($0.area?.slug) }
    ] + pictures.dropFirst()

  private static let pictures: [RecordPresentation<Member>.Column] = PictureColumns.of(
    .member, { $0.image }, key: { RecordKey(.member, $0.slug) })

  private static let profile = ProfileColumn.allCases.map { column in
    RecordPresentation<Member>.Column(column.rawValue, of: column.field, isShort: false) { member in
      let cell = column.cell(of: member.profile)
      return column.isText ? .text(cell) : .verbatim(cell)
    }
  }
}
