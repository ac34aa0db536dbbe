internal import Directory
internal import Testing

extension StoreContract {
  static let areas = [
    StoreContract("an area includes the members of what is inside it, also when it is excluded and counted") {
      trial throws in
      try trial.loadAreas()
      let reader = try trial.reader()
      func found(_ clauses: Clause...) throws -> Set<String> {
        Set(try reader.members(ListQuery(clauses)).items.map(\.slug))
      }
      #expect(try found(Clause("area", "finland")) == ["kaiku", "sointu", "aalto"])
      #expect(try found(Clause("area", "tampere")) == ["kaiku"])
      #expect(try found(Clause("area", "pirkanmaa")) == ["kaiku", "sointu"])
      #expect(try found(Clause("county", "pirkanmaa")) == ["kaiku", "sointu"])
      #expect(try found(Clause("area", "tampere", "sweden")) == ["kaiku", "nordic"])
      #expect(try found(Clause("area", .values(["finland"]), isExcluding: true)) == ["nordic", "nowhere"])
      #expect(
        try found(Clause("county", .values(["pirkanmaa"]), isExcluding: true)) == [
          "aalto", "nordic", "nowhere",
        ])
      for (clauses, total) in [([Clause("area", "finland")], 3), ([Clause("area", "finland", "sweden")], 4)] {
        #expect(try reader.members(ListQuery(clauses, limit: 1)).total == total)
      }
      for text in [nil, "choir"] {
        let facets = try reader.members(ListQuery(text: text, facets: ["area", "county"])).facets
        #expect(
          facets[0].values.map { "\($0.value) \($0.count)" } == [
            "finland 3", "pirkanmaa 2", "sweden 1", "tampere 1",
          ])
        #expect(facets[1].values.map { "\($0.value) \($0.count)" } == ["pirkanmaa 2"])
      }
    },
    StoreContract("a member says in which area it is, what that is in, and which county that is in") {
      trial throws in
      try trial.loadAreas()
      let kaiku = try trial.reader().member(slug: "kaiku")
      #expect(
        kaiku?.area
          == AreaReference(
            slug: "tampere", name: "Tampere", kind: "municipality", within: ["pirkanmaa", "finland"]))
      #expect(kaiku?.county?.slug == "pirkanmaa")
      let sointu = try trial.reader().member(slug: "sointu")
      #expect(sointu?.area?.slug == "pirkanmaa" && sointu?.county?.name == "Pirkanmaa")
      let nordic = try trial.reader().member(slug: "nordic")
      #expect(nordic?.area?.slug == "sweden" && nordic?.county == nil)
      #expect(try trial.reader().member(slug: "nowhere")?.area == nil)
    },
    StoreContract("an area can't be inside itself, and what it is in must exist") { trial throws in
      try trial.loadAreas()
      for (slug, parent, code) in [
        ("finland", "tampere", DocumentFault.Code.cycle), ("finland", "finland", .cycle),
        ("tampere", "atlantis", .unknownReference),
      ] {
        let area = DirectoryDocument.Area.make(slug: slug, name: "A", kind: "region", parent: parent)
        let faults = try faults { try trial.save(.area(area)) }
        #expect(faults.map(\.pointer) == ["/parent"] && faults.map(\.code) == [code])
      }
      let county = DirectoryDocument.Area.make(slug: "pirkanmaa", name: "P", parent: "tampere")
      #expect(try faults { try trial.save(.county(county)) }.map(\.code) == [.cycle])
    },
    StoreContract("an area isn't deleted or hidden while a member or another area is in it") { trial throws in
      try trial.loadAreas()
      #expect(
        throws: DirectoryError.stillReferenced(
          RecordKey(.area, "finland"), by: [RecordKey(.county, "pirkanmaa"), RecordKey(.member, "aalto")],
          total: 2)
      ) {
        do { try trial.delete(.area, "finland") } catch {
          guard case .stillReferenced(let key, let others, let total)? = error as? DirectoryError else {
            throw error
          }
          throw DirectoryError.stillReferenced(
            key, by: others.sorted { $0.slug > $1.slug }, total: total)
        }
      }
      #expect(throws: DirectoryError.self) { try trial.delete(.county, "pirkanmaa") }
      #expect(throws: DirectoryError.self) {
        try trial.save(.area(.make(slug: "tampere", name: "Tampere", kind: "municipality")), .draft)
      }
      try trial.delete(.member, "kaiku")
      try trial.delete(.area, "tampere")
      #expect(try !trial.reader().areas().contains { $0.slug == "tampere" })
    },
    StoreContract("a county and another area can't have the same slug, as records or as drafts") {
      trial throws in
      try trial.loadAreas()
      let area = DirectoryRecord.area(.make(slug: "pirkanmaa", name: "P", kind: "region"))
      let county = DirectoryRecord.county(.make(slug: "tampere", name: "T"))
      for (record, status) in [(area, RecordStatus.published), (area, .draft), (county, .published)] {
        let faults = try faults { try trial.save(record, status) }
        #expect(faults.map(\.code) == [.duplicate] && faults.map(\.pointer) == ["/slug"])
      }
    },
    StoreContract("a chain of hundreds of areas is written, read and counted") { trial throws in
      try trial.load()
      try trial.edit { editor throws(DirectoryError) in
        for number in 0..<400 {
          let area = DirectoryDocument.Area.make(
            slug: "a-\(number)", name: "A \(number)", kind: "region",
            parent: number == 0 ? nil : "a-\(number - 1)")
          try editor.save(StoredRecord(.area(area), .published), by: Trial.author)
        }
      }
      var member = ContractDirectory.member("deep")
      member.area = "a-399"
      try trial.save(.member(member))
      let query = ListQuery([Clause("area", "a-0")], facets: ["area"])
      let page = try trial.reader().members(query)
      #expect(page.items.map(\.slug) == ["deep"] && page.items.first?.area?.within.count == 399)
      #expect(page.facets.first?.values.count == Facet.limit && page.facets.first?.values.last?.count == 1)
      let circle = DirectoryDocument.Area.make(slug: "a-0", name: "A", kind: "region", parent: "a-399")
      #expect(try faults { try trial.save(.area(circle)) }.map(\.code) == [.cycle])
    },
    StoreContract("a former county leads to the areas that followed it") { trial throws in
      try trial.loadAreas()
      try trial.edit { editor throws(DirectoryError) in
        try editor.save(
          FormerSlug(type: .county, slug: "hame", name: "Häme", until: nil, successors: ["pirkanmaa"]),
          by: Trial.author)
      }
      #expect(
        throws: DirectoryError.unknownValue(parameter: "area", value: "hame", nearest: ["pirkanmaa"])
      ) { try trial.reader().members(ListQuery([Clause("area", "hame")])) }
    },
    StoreContract("areas are exported, and loaded with those that they are in") { trial throws in
      let document = Trial.documentWithAreas
      try trial.load(document)
      let exported = try trial.store.document()
      #expect(exported.areas == document.areas.sorted { $0.slug < $1.slug })
      #expect(exported.counties == document.counties && exported.members.count == document.members.count)
      #expect(exported.members.first { $0.slug == "kaiku" }?.area == "tampere")
      #expect(exported.members.first { $0.slug == "sointu" }?.county == "pirkanmaa")
    },
  ]
}

extension Trial {
  fileprivate static let documentWithAreas: DirectoryDocument = {
    func member(_ slug: String, county: String? = nil, area: String? = nil) -> DirectoryDocument.Member {
      .make(slug: slug, name: "Choir \(slug)", shortName: "Choir \(slug)", county: county, area: area)
    }
    return .make(
      areas: [
        .make(slug: "tampere", name: "Tampere", kind: "municipality", parent: "pirkanmaa"),
        .make(slug: "finland", name: "Finland", kind: "country", code: "FI", order: 1),
        .make(slug: "sweden", name: "Sweden", kind: "country", code: "SE"),
      ], counties: [.make(slug: "pirkanmaa", name: "Pirkanmaa", parent: "finland")],
      members: [
        member("aalto", area: "finland"), member("kaiku", area: "tampere"), member("nordic", area: "sweden"),
        member("nowhere"), member("sointu", county: "pirkanmaa"),
      ])
  }()

  fileprivate func loadAreas() throws { try load(Self.documentWithAreas) }
}
