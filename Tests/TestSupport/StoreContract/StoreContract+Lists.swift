internal import Directory
internal import Testing

extension StoreContract {
  private static func slugs(_ trial: Trial, _ clauses: Clause..., sort: SortKey...) throws -> [String] {
    try trial.reader().members(ListQuery(clauses, sort: sort)).items.map(\.slug)
  }

  static let lists =
    [
      StoreContract("former members are only in lists for a day of their membership, and found by slug") {
        trial throws in
        try trial.load()
        #expect(try slugs(trial) == ["asker", "baerum", "elverum", "frogn"])
        #expect(try trial.reader().members(ListQuery()).total == 4)
        #expect(try slugs(trial, Clause("topic", "climate")) == ["asker", "baerum"])
        #expect(try trial.reader().topic(slug: "climate")?.memberCount == 2)
        func at(_ day: String) throws -> [String] {
          try slugs(trial, Clause("at", .days([Bounds(from: day, to: day)])))
        }
        #expect(try at("2022-12-31") == ["asker", "baerum", "elverum", "frogn", "hamar"])
        #expect(try at("2023-01-01") == ["asker", "baerum", "elverum", "frogn"])
        // A member without a first day has always been a member.
        #expect(try at("2019-06-01") == ["baerum", "frogn", "hamar"])
        #expect(try trial.reader().member(slug: "hamar")?.left == "2023-01-01")
        #expect(try trial.reader().search(SearchQuery("hamar")).hits == [])
      },
      StoreContract("rows without a value come last in both directions, and equal rows are sorted by name") {
        trial throws in
        try trial.load()
        #expect(try slugs(trial, sort: SortKey("population")) == ["asker", "baerum", "elverum", "frogn"])
        #expect(
          try slugs(trial, sort: SortKey("population", isDescending: true))
            == ["baerum", "asker", "elverum", "frogn"])
        #expect(try slugs(trial, sort: SortKey("joined")) == ["asker", "elverum", "baerum", "frogn"])
        #expect(
          try slugs(trial, sort: SortKey("joined", isDescending: true)) == [
            "elverum", "asker", "baerum", "frogn",
          ])
      },
      StoreContract("rows with the same name are in the order in which they were added, or in reverse order")
      {
        trial throws in
        try trial.load()
        for slug in ["z", "m", "a"] {
          try trial.save(.member(ContractDirectory.member(slug, shortName: "Øy")))
        }
        #expect(try slugs(trial).suffix(3) == ["z", "m", "a"])
        #expect(try slugs(trial, sort: SortKey("name", isDescending: true)).prefix(3) == ["a", "m", "z"])
        #expect(try slugs(trial, sort: SortKey("population")).suffix(3) == ["z", "m", "a"])
      },
      StoreContract("names are in the order of the Norwegian alphabet") { trial throws in
        try trial.load()
        for (slug, name) in [
          ("os", "Ås"), ("oy", "Øyer"), ("aa", "Aasen"), ("zz", "Zander"), ("ar", "Ærdal"),
        ] {
          try trial.save(.member(ContractDirectory.member(slug, shortName: name)))
        }
        #expect(try slugs(trial).suffix(5) == ["zz", "ar", "oy", "os", "aa"])
      },
      StoreContract("a row must match all clauses, which select by value, by range, or by exclusion") {
        trial throws in
        try trial.load()
        #expect(
          try slugs(trial, Clause("county", "akershus"), Clause("topic", "climate")) == ["asker", "baerum"])
        #expect(try slugs(trial, Clause("topic", "climate", "culture")) == ["asker", "baerum", "elverum"])
        #expect(
          try slugs(trial, Clause("county", .values(["akershus"]), isExcluding: true)) == ["elverum"])
        #expect(try slugs(trial, Clause("population", .numbers([Bounds(from: 90, to: 100)]))) == ["asker"])
        #expect(
          try slugs(trial, Clause("population", .numbers([Bounds(from: 100)]), isExcluding: true))
            == ["asker", "elverum", "frogn"])
        #expect(try slugs(trial, Clause("joined", .days([Bounds(to: "2020-12-31")]))) == ["asker"])
        let topics = try trial.reader().topics(ListQuery([Clause("member", "asker")])).items
        #expect(topics.map(\.slug) == ["climate", "culture"])
        let below = try trial.reader().topics(ListQuery([Clause("broader", "climate")])).items
        #expect(below.map(\.broader?.name) == ["climate"])
      },
      StoreContract("members are found and counted by their relation to a topic") { trial throws in
        try trial.load()
        try trial.save(
          .member(
            ContractDirectory.member("moss", topics: [.init(slug: "climate", relation: .local), "culture"])))
        try trial.save(
          .member(
            ContractDirectory.member("frogn", topics: [.init(slug: "climate", relation: .interestedIn)])))
        #expect(try slugs(trial, Clause("topic", "climate")) == ["asker", "baerum", "frogn", "moss"])
        #expect(try slugs(trial, Clause("worksWith", "climate")) == ["asker", "baerum"])
        #expect(try slugs(trial, Clause("interestedIn", "climate", "culture")) == ["frogn"])
        #expect(try slugs(trial, Clause("local", "climate"), Clause("worksWith", "culture")) == ["moss"])
        #expect(
          try slugs(trial, Clause("local", .values(["climate"]), isExcluding: true))
            == ["asker", "baerum", "elverum", "frogn"])
        let query = ListQuery([], facets: ["worksWith", "interestedIn", "local"])
        let facets = try trial.reader().members(query).facets
        #expect(
          facets.map { $0.values.map { "\($0.value) \($0.count)" } }
            == [["culture 3", "climate 2"], ["climate 1"], ["climate 1"]])
        let moss = try trial.reader().member(slug: "moss")
        #expect(moss?.topics.map(\.relation) == [.local, .worksWith])
      },
      StoreContract("a row is under a topic if it has that topic or one below it, at any depth") {
        trial throws in
        try trial.load()
        try trial.save(.topic(ContractDirectory.topic("kelp", broader: "seaweed")))
        try trial.save(.topic(ContractDirectory.topic("giant-kelp", broader: "kelp")))
        for (slug, topic) in [("frogn", "kelp"), ("moss", "giant-kelp"), ("elverum", "seaweed")] {
          let relation = TopicRelation.interestedIn
          try trial.save(
            .member(ContractDirectory.member(slug, topics: [.init(slug: topic, relation: relation)])))
        }
        func under(_ field: String, _ topics: String..., isExcluding: Bool = false) throws -> [String] {
          try slugs(trial, Clause(field, .under(topics), isExcluding: isExcluding))
        }
        #expect(try under("topic", "kelp") == ["frogn", "moss"])
        #expect(try under("topic", "giant-kelp") == ["moss"])
        #expect(try under("topic", "climate") == ["asker", "baerum", "elverum", "frogn", "moss"])
        #expect(try under("topic", "kelp", "culture") == ["asker", "frogn", "moss"])
        #expect(try under("topic", "seaweed", isExcluding: true) == ["asker", "baerum"])
        #expect(try under("worksWith", "climate") == ["asker", "baerum"])
        #expect(try under("interestedIn", "climate") == ["elverum", "frogn", "moss"])
        #expect(try under("local", "climate") == [])
        let query = ListQuery([Clause("topic", .under(["seaweed"]))], facets: ["topic", "worksWith"])
        let facets = try trial.reader().members(query).facets
        #expect(
          facets.map { $0.values.map { "\($0.value) \($0.count) \($0.isSelected)" } } == [
            ["climate 2 false", "culture 1 false", "giant-kelp 1 false", "kelp 1 false", "seaweed 1 true"],
            [],
          ])
        var counting = ListQuery(facets: ["topic", "interestedIn"])
        counting.countsUnder = true
        #expect(
          try trial.reader().members(counting).facets.map { $0.values.map { "\($0.value) \($0.count)" } } == [
            ["climate 5", "seaweed 3", "kelp 2", "culture 1", "giant-kelp 1"],
            ["climate 3", "seaweed 3", "kelp 2", "giant-kelp 1"],
          ])
        counting.facets = ["broader"]
        #expect(
          try trial.reader().topics(counting).facets.map { $0.values.map { "\($0.value) \($0.count)" } } == [
            ["climate 3", "seaweed 2", "kelp 1"]
          ])
        let below = try trial.reader().topics(ListQuery([Clause("broader", .under(["climate"]))]))
        #expect(below.items.map(\.slug) == ["giant-kelp", "kelp", "seaweed"])
        #expect(
          throws: DirectoryError.unknownValue(parameter: "topic", value: "seawed", nearest: ["seaweed"])
        ) { try under("topic", "kelp", "seawed") }
      },
      StoreContract(
        "an unknown value is an error with the nearest values, or with the successors of a former county"
      ) { trial throws in
        try trial.load()
        #expect(
          throws: DirectoryError.unknownValue(parameter: "topic", value: "climat", nearest: ["climate"])
        ) {
          try slugs(trial, Clause("topic", "climat"))
        }
        #expect(
          throws: DirectoryError.unknownValue(parameter: "county", value: "hedmark", nearest: ["innlandet"])
        ) { try slugs(trial, Clause("county", "hedmark")) }
        #expect(
          throws: DirectoryError.unknownValue(
            parameter: "county", value: "Akershus COUNTY", nearest: ["akershus"])
        ) { try slugs(trial, Clause("county", "Akershus COUNTY")) }
        #expect(throws: DirectoryError.unknownValue(parameter: "kind", value: "xyzzy", nearest: [])) {
          try slugs(trial, Clause("kind", "xyzzy"))
        }
      },
    ] + pages
}

/// The clauses on pages and cursors.
extension StoreContract {
  private static let pages = [
    StoreContract("pages of any size, one after another, are the whole list") { trial throws in
      try trial.load()
      let whole = try trial.reader().members(ListQuery()).items
      for sort in [[], [SortKey("population", isDescending: true)], [SortKey("joined"), SortKey("name")]] {
        let expected = try trial.reader().members(ListQuery(sort: sort)).items.map(\.slug)
        for limit in 1...5 {
          var query = ListQuery(sort: sort, limit: limit)
          var slugs: [String] = []
          repeat {
            let page = try trial.reader().members(query)
            #expect(page.total == whole.count && page.items.count <= limit)
            slugs += page.items.map(\.slug)
            // The cursor is read from its text, as a client sends it back.
            query.after = try page.next.map { try #require(Cursor(text: $0.text)) }
          } while query.after != nil
          #expect(slugs == expected)
        }
      }
      let none = try trial.reader().members(ListQuery(facets: ["kind"], limit: 0))
      #expect(none.items.isEmpty && none.next == nil && none.total == whole.count)
      #expect(none.facets == (try trial.reader().members(ListQuery(facets: ["kind"]))).facets)
      #expect(try trial.reader().members(ListQuery(limit: -1)).items.isEmpty)
    },
    StoreContract("the next page begins after the last row, even if rows were added or deleted") {
      trial throws in
      try trial.load()
      let first = try trial.reader().members(ListQuery(limit: 2))
      #expect(first.items.map(\.slug) == ["asker", "baerum"])
      try trial.delete(.member, "baerum")
      try trial.save(.member(ContractDirectory.member("alta")))
      let second = try trial.reader().members(ListQuery(limit: 2, after: first.next))
      #expect(second.items.map(\.slug) == ["elverum", "frogn"] && second.total == 4)
    },
    StoreContract("a cursor of another list, filter or order is refused") { trial throws in
      try trial.load()
      let cursor = try #require(try trial.reader().members(ListQuery(limit: 1)).next)
      for query in [
        ListQuery([Clause("kind", "municipality")], after: cursor),
        ListQuery(sort: [SortKey("population")], after: cursor),
      ] {
        #expect(throws: DirectoryError.invalidCursor) { try trial.reader().members(query) }
      }
      #expect(throws: DirectoryError.invalidCursor) { try trial.reader().topics(ListQuery(after: cursor)) }
    },
    StoreContract("a page that isn't counted has the total 0, or the total that the query has") {
      trial throws in
      try trial.load()
      var query = ListQuery(limit: 1)
      query.isCounted = false
      #expect(try trial.reader().members(query).total == 0)
      query.knownTotal = 4
      #expect(try trial.reader().members(query).total == 4)
    },
  ]
}

/// The clauses on facets.
extension StoreContract {
  static let facets = [
    StoreContract(
      "a facet counts the rows that the clauses on other fields select, the most frequent values first"
    ) { trial throws in
      try trial.load()
      let query = ListQuery(
        [Clause("county", "akershus"), Clause("topic", "climate")], facets: ["county", "topic"])
      let facets = try trial.reader().members(query).facets
      #expect(facets.map(\.field) == ["county", "topic"])
      #expect(facets[0].values.map(\.value) == ["akershus"] && facets[0].values.map(\.count) == [2])
      #expect(
        facets[1].values.map(\.value) == ["climate", "culture"] && facets[1].values.map(\.count) == [2, 1])
      #expect(facets[1].values.map(\.isSelected) == [true, false])
    },
    StoreContract(
      "a facet shows selected values even if no row has them, and excluded values are not selected"
    ) { trial throws in
      try trial.load()
      let selected = ListQuery([Clause("county", "ostfold")], facets: ["county"])
      let values = try trial.reader().members(selected).facets[0].values
      #expect(values.map(\.value) == ["akershus", "innlandet", "ostfold"])
      #expect(values.map(\.count) == [3, 1, 0])
      #expect(values.map(\.isSelected) == [false, false, true] && values[2].name == "ostfold County")
      let excluded = ListQuery(
        [Clause("county", .values(["akershus"]), isExcluding: true)], facets: ["county"])
      let others = try trial.reader().members(excluded).facets[0].values
      #expect(others.map(\.isSelected) == [false, false] && others.map(\.count) == [3, 1])
    },
    StoreContract("a facet counts present members, and former members if the list is for a day") {
      trial throws in
      try trial.load()
      let present = try trial.reader().members(ListQuery(facets: ["topic"])).facets[0].values
      #expect(present.map(\.value) == ["climate", "culture"] && present.map(\.count) == [2, 2])
      let day = Clause("at", .days([Bounds(from: "2022-01-01", to: "2022-01-01")]))
      let then = try trial.reader().members(ListQuery([day], facets: ["topic"])).facets[0].values
      #expect(then.map(\.value) == ["climate", "culture"] && then.map(\.count) == [3, 2])
    },
  ]
}
