import Directory
import TestSupport
import Testing

@Suite("A record") struct RecordTests {
  private static let records: [(DirectoryRecord, RecordType, slug: String, name: String, field: String?)] = [
    (.organisation(.make(name: "Whole")), .organisation, "organisation", "Whole", nil),
    (
      .office(
        DirectoryDocument.Office.make(
          id: "o", name: "Office", host: "H", street: "S", postcode: "1", city: "C", country: "NO")),
      .office, "o", "Office", "id"
    ),
    (.contact(.make(id: "c", name: "Contact")), .contact, "c", "Contact", "id"),
    (.memberKind(kind), .memberKind, "k", "Kind", "slug"),
    (.topicKind(kind), .topicKind, "k", "Kind", "slug"),
    (.area(.make(slug: "a", name: "Area", kind: "region")), .area, "a", "Area", "slug"),
    (
      .field(
        Field(
          name: "f", label: .plain("Field"), valueType: .day, help: nil, order: nil, choices: [],
          visibility: .everyone, filterable: false, facetable: false)), .field, "f", "Field", "name"
    ),
    (
      .county(DirectoryDocument.Area.make(slug: "y", name: "County", shortName: "S")), .county, "y", "County",
      "slug"
    ),
    (.topic(.make(slug: "t", name: "Topic")), .topic, "t", "Topic", "slug"),
    (.member(.make(slug: "m", name: "Member", shortName: "S")), .member, "m", "Member", "slug"),
  ]

  private static let kind = Kind(slug: "k", name: "Kind", pluralName: nil, order: nil, schemaType: nil)

  @Test("of each type has its key and its name")
  func keys() {
    for (record, type, slug, name, field) in Self.records {
      #expect(record.key == RecordKey(type, slug))
      #expect(record.name == name)
      #expect(type.slugField == field)
    }
    #expect(Self.records.map(\.1) == RecordType.allCases)
  }

  @Test("is equal to one with its topics in another order if both are normalized")
  func normalized() {
    var (one, other) = (DirectoryDocument.Member.make(slug: "m", name: "M", shortName: "M"), Self.records[8])
    one.topics = ["b", "a"]
    guard case .member(var two) = other.0 else { return }
    two = one
    two.topics = ["a", "b"]
    #expect(DirectoryRecord.member(one) != .member(two))
    #expect(DirectoryRecord.member(one).normalized == .member(two))
    other.0 = Self.records[7].0
    #expect(other.0.normalized == other.0)
  }

  @Test("in the form for reading is converted to the form for writing, with references by slug")
  func conversions() {
    let topic = TopicReference(slug: "b", name: "B", kind: "theme")
    let member = Member.make(
      slug: "m", name: "Member", shortName: "S",
      county: CountyReference(slug: "y", name: "County", isMember: true),
      topics: [
        MemberTopic(topic, .worksWith),
        MemberTopic(TopicReference(slug: "a", name: "Z", kind: "theme"), .local),
      ])
    #expect(DirectoryDocument.Member(member).county == "y")
    #expect(DirectoryDocument.Member(member).topics == [.init(slug: "a", relation: .local), "b"])
    #expect(Member(member) == member)
    let contact = Contact.make(id: "c", name: "C", office: OfficeReference(id: "o", name: "O"))
    #expect(DirectoryDocument.Contact(contact).office == "o")
    let read = Topic(slug: "t", name: "T", kind: "theme", summary: "S", broader: topic, memberCount: 3)
    #expect(DirectoryDocument.Topic(read) == .make(slug: "t", name: "T", broader: "b"))
  }

  @Test("may be written by editors, but the organisation only by administrators")
  func roles() {
    #expect(Role.editor < .admin)
    #expect(!(Role.admin < .editor) && !(Role.admin < .admin) && !(Role.editor < .editor))
  }

  @Test("refers only to the records that it names")
  func references() {
    func known(_ record: DirectoryRecord) -> KnownReferences { KnownReferences(of: record) }
    for (record, _, _, _, _) in Self.records {
      #expect(known(record).keys.allSatisfy { $0.type == .memberKind || $0.type == .topicKind })
    }
    #expect(known(.contact(.make(id: "c", name: "C", office: "o"))) == KnownReferences(offices: ["o"]))
    #expect(
      known(.topic(.make(slug: "t", kind: "k", name: "T", broader: "b")))
        == KnownReferences(topics: ["b"], topicKinds: ["k"]))
    #expect(
      known(.member(.make(slug: "m", kind: "k", name: "M", shortName: "M", county: "y", topics: ["a", "b"])))
        == KnownReferences(counties: ["y"], topics: ["a", "b"], memberKinds: ["k"]))
    #expect(
      KnownReferences(offices: ["o"], counties: ["y"], topics: ["t"], memberKinds: ["k"], topicKinds: ["l"])
        .keys
        == [
          RecordKey(.office, "o"), RecordKey(.memberKind, "k"), RecordKey(.topicKind, "l"),
          RecordKey(.county, "y"), RecordKey(.topic, "t"),
        ])
  }
}
