internal import Directory
internal import Testing

extension StoreContract {
  static let kinds = [
    StoreContract("a new directory has the first kinds, and is empty and unused all the same") {
      trial throws in
      let reader = try trial.reader()
      #expect(try reader.kinds(.memberKind) == Kind.firstOfMembers)
      #expect(try reader.kinds(.topicKind) == Kind.firstOfTopics)
      #expect(try trial.store.isEmpty() && trial.store.isUnused())
    },
    StoreContract("a kind is saved, found by records that have it, and deleted when none has it") {
      trial throws in
      try trial.load()
      let choir = kind("choir", "Choir", order: 1, type: "MusicGroup")
      try trial.save(.memberKind(choir))
      try trial.save(.topicKind(kind("genre", "Genre", order: 2, type: nil)))
      #expect(try trial.reader().kinds(.memberKind).first == choir)
      #expect(try trial.reader().vocabulary(.topicKinds).contains("genre"))
      var member = ContractDirectory.member("kaiku")
      member.kind = "choir"
      try trial.save(.member(member))
      var topic = ContractDirectory.topic("jazz")
      topic.kind = "genre"
      try trial.save(.topic(topic))
      #expect(try trial.reader().members(ListQuery([Clause("kind", "choir")])).items.map(\.slug) == ["kaiku"])
      #expect(try trial.reader().topics(ListQuery([Clause("kind", "genre")])).items.map(\.slug) == ["jazz"])
      let (one, two) = (RecordKey(.memberKind, "choir"), RecordKey(.topicKind, "genre"))
      #expect(throws: DirectoryError.stillReferenced(one, by: [RecordKey(.member, "kaiku")], total: 1)) {
        try trial.delete(.memberKind, "choir")
      }
      #expect(throws: DirectoryError.stillReferenced(two, by: [RecordKey(.topic, "jazz")], total: 1)) {
        try trial.save(.topicKind(kind("genre", "Genre", type: nil)), .draft)
      }
      try trial.delete(.member, "kaiku")
      try trial.delete(.topic, "jazz")
      for (type, slug) in [(RecordType.memberKind, "choir"), (.topicKind, "genre")] {
        try trial.delete(type, slug)
        #expect(try !trial.reader().kinds(type).contains { $0.slug == slug })
        #expect(try trial.reader().wasDeleted(RecordKey(type, slug)))
        let revisions = try trial.reader().staff.revisions(of: RecordKey(type, slug), limit: 9, before: nil)
        #expect(revisions.map(\.action) == [.deleted, .created])
      }
    },
    StoreContract("a kind that breaks a rule is refused") { trial throws in
      try trial.load()
      let faults = try faults {
        try trial.save(.memberKind(kind("Choir", "", order: -1, type: "Chior")))
      }
      #expect(faults.map(\.pointer) == ["/slug", "/name", "/order", "/schemaType"])
      #expect(faults.map(\.code) == [.invalidSlug, .empty, .outOfRange, .unknownValue])
    },
    StoreContract("a facet has the names of kinds, those with a place first, in that order") { trial throws in
      try trial.load()
      try trial.save(.memberKind(kind("choir", "Choir", order: 2)))
      try trial.save(.memberKind(kind("band", "Band", order: 1)))
      for (slug, kind) in [("kaiku", "choir"), ("sointu", "band")] {
        var member = ContractDirectory.member(slug)
        member.kind = kind
        try trial.save(.member(member))
      }
      let facets = try trial.reader().members(ListQuery(facets: ["kind"])).facets
      #expect(facets.first?.values.map(\.name) == ["Band", "Choir", "Municipality"])
      #expect(facets.first?.values.map(\.count) == [1, 1, 4])
      let narrowed = try trial.reader().members(
        ListQuery([Clause("kind", "county"), Clause("topic", "climate")], facets: ["kind"]))
      #expect(narrowed.facets.first?.values.map(\.name) == ["Municipality", "County"])
      try trial.save(.topicKind(kind("theme", "Subject", order: 7, type: nil)))
      let topics = try trial.reader().topics(ListQuery([Clause("kind", "agenda")], facets: ["kind"]))
      #expect(topics.facets.first?.values.map(\.name) == ["Subject", "Agenda"])
    },
    StoreContract("a document with kinds replaces those of a new directory, and is exported with them") {
      trial throws in
      var document = ContractDirectory.document
      document.memberKinds = [kind("municipality", "Kommune", order: 1), kind("choir", "Choir")]
      document.topicKinds = [kind("theme", "Theme", type: nil)]
      try trial.load(document)
      let reader = try trial.reader()
      #expect(try reader.kinds(.memberKind).map(\.name) == ["Choir", "Kommune"])
      #expect(try reader.kinds(.topicKind).map(\.slug) == ["theme"])
      let exported = try trial.store.document()
      #expect(exported.memberKinds?.map(\.slug) == ["choir", "municipality"])
      #expect(exported.topicKinds == document.topicKinds)
    },
    StoreContract("a kind of the document that is missing is a fault, and nothing is loaded") {
      trial throws in
      var document = ContractDirectory.document
      document.memberKinds = []
      #expect(throws: DirectoryError.self) { try trial.load(document) }
      #expect(try trial.reader().kinds(.memberKind) == Kind.firstOfMembers)
    },
    StoreContract("the value of a former kind leads to its successor") { trial throws in
      try trial.load()
      try trial.edit { editor throws(DirectoryError) in
        try editor.save(
          FormerSlug(type: .memberKind, slug: "town", name: "Town", until: nil, successors: ["municipality"]),
          by: Trial.author)
        try editor.save(
          FormerSlug(type: .topicKind, slug: "subject", name: nil, until: nil, successors: ["theme"]),
          by: Trial.author)
      }
      #expect(
        throws: DirectoryError.unknownValue(parameter: "kind", value: "town", nearest: ["municipality"])
      ) { try trial.reader().members(ListQuery([Clause("kind", "town")])) }
      #expect(throws: DirectoryError.unknownValue(parameter: "kind", value: "subject", nearest: ["theme"])) {
        try trial.reader().topics(ListQuery([Clause("kind", "subject")]))
      }
      let faults = try faults { try trial.save(.memberKind(kind("town", "Town"))) }
      #expect(faults.map(\.code) == [.duplicate])
    },
    StoreContract("a topic without a summary is stored without one, and has an empty text in answers") {
      trial throws in
      try trial.load()
      var topic = ContractDirectory.topic("jazz")
      topic.summary = nil
      try trial.save(.topic(topic))
      #expect(try trial.reader().topic(slug: "jazz")?.summary == "")
      #expect(try trial.store.document().topics.first { $0.slug == "jazz" }?.summary == .some(nil))
    },
  ]

  /// Returns a kind of topics, or of members if it has a type.
  private static func kind(
    _ slug: String, _ name: String, order: Int? = nil, type: String? = Kind.standardSchemaType
  ) -> Kind {
    Kind(slug: slug, name: name, pluralName: nil, order: order, schemaType: type)
  }
}
