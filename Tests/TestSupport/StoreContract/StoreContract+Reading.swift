internal import Directory
internal import Testing

extension StoreContract {
  private static func correct(_ trial: Trial, _ slug: String, _ summary: String) throws {
    try trial.save(.member(ContractDirectory.member(slug, summary: summary)))
  }

  static let reading = [
    StoreContract("a snapshot shows one revision until it is released, also to staff") { trial throws in
      try trial.load()
      let reader = try trial.reader()
      try reader.hold()
      try reader.hold()
      let before = try reader.revision()
      try correct(trial, "frogn", "Corrected.")
      try trial.delete(.member, "asker")
      #expect(try reader.revision() == before)
      #expect(try reader.member(slug: "frogn")?.summary == "A place.")
      #expect(try reader.members(ListQuery()).total == 4)
      #expect(try reader.staff.member(slug: "frogn")?.summary == "A place.")
      let held = try reader.consistently { () throws(DirectoryError) in try reader.revision() }
      #expect(held == before)
      reader.release()
      reader.release()
      #expect(try reader.revision().number > before.number)
      #expect(try reader.member(slug: "frogn")?.summary == "Corrected.")
    },
    StoreContract("all reads inside consistently show one revision, and later reads show the newest") {
      trial throws in
      try trial.load()
      let reader = try trial.reader()
      var failure: (any Error)?
      let (before, after) = try reader.consistently { () throws(DirectoryError) in
        let before = try reader.revision()
        do { try correct(trial, "frogn", "Corrected.") } catch { failure = error }
        return (before, try reader.revision())
      }
      #expect(failure == nil && before == after)
      #expect(try reader.revision().number > before.number)
      #expect(throws: DirectoryError.readOnly) {
        try reader.consistently { () throws(DirectoryError) in throw .readOnly }
      }
      #expect(try reader.member(slug: "frogn")?.summary == "Corrected.")
    },
    StoreContract("a read sees all commits that were made before it") { trial throws in
      let reader = try trial.reader()
      #expect(try reader.organisation() == nil && reader.members(ListQuery()).total == 0)
      try reader.check()
      try trial.load()
      #expect(try reader.organisation()?.name == "Office")
      try correct(trial, "frogn", "Corrected.")
      #expect(try reader.member(slug: "frogn")?.summary == "Corrected.")
    },
    StoreContract("withMembers passes the members of the list, with the records to which they refer") {
      trial throws in
      try trial.load()
      let reader = try trial.reader()
      var passed: [Member] = []
      let rest = try reader.withMembers(ListQuery(limit: 3)) { content in passed.append(Member(content)) }
      let page = try reader.members(ListQuery(limit: 3))
      #expect(passed == page.items && rest.total == 4 && rest.next == page.next)
      #expect(
        passed.first?.county == CountyReference(slug: "akershus", name: "akershus County", isMember: false))
      #expect(passed.first?.topics.map(\.slug) == ["climate", "culture"])
      for member in passed { #expect(try reader.member(slug: member.slug) == member) }
      #expect(try reader.withMember(slug: "nobody") { _ in Issue.record("there is no such member") } == false)
    },
    StoreContract("a member shows changes of the records to which it refers") { trial throws in
      try trial.load()
      let reader = try trial.reader()
      _ = try reader.members(ListQuery())
      var topic = ContractDirectory.topic("climate")
      topic.name = "Weather"
      try trial.save(.topic(topic))
      try trial.save(.member(ContractDirectory.member("akershus")))
      #expect(try reader.member(slug: "asker")?.topics.map(\.topic.name) == ["culture", "Weather"])
      #expect(try reader.member(slug: "asker")?.county?.isMember == true)
      #expect(try reader.topic(slug: "seaweed")?.broader?.name == "Weather")
    },
    StoreContract("a protected address is shown to staff only, and is exported") { trial throws in
      try trial.load()
      let reader = try trial.reader()
      #expect(try reader.contact(id: "kari")?.email == nil)
      #expect(try reader.contacts(ListQuery()).items.map(\.email) == [nil])
      #expect(try reader.staff.contact(id: "kari")?.email == "kari@example.org")
      #expect(try reader.staff.contacts(ListQuery()).items.map(\.email) == ["kari@example.org"])
      #expect(try trial.store.document().contacts.map(\.email) == ["kari@example.org"])
    },
    StoreContract("contacts and offices belong to a member or to the organisation") { trial throws in
      try trial.load()
      try trial.save(.office(.make(id: "asker-office", name: "Office of Asker", member: "asker")))
      try trial.save(.contact(.make(id: "berit", name: "Berit", office: "asker-office", member: "asker")))
      try trial.save(.contact(.make(id: "ole", name: "Ole", member: "asker", order: 1)))
      let reader = try trial.reader()
      let name = "Municipality of asker"
      #expect(try reader.contact(id: "berit")?.member == MemberReference(slug: "asker", name: name))
      let ofMember = ListQuery([Clause("member", "asker")], sort: [SortKey("order")])
      #expect(try reader.contacts(ofMember).items.map(\.id) == ["ole", "berit"])
      #expect(
        try reader.offices(ListQuery([Clause("member", "asker")])).items.map(\.member?.slug) == ["asker"])
      let own = ListQuery([Clause("belongsTo", "organisation")])
      #expect(try reader.contacts(own).items.map(\.id) == ["kari"])
      #expect(try reader.offices(own).items.map(\.id) == ["oslo"])
      let error = try #require(throws: DirectoryError.self) { try trial.delete(.member, "asker") }
      #expect("\(error)".hasPrefix("3 refer to the member asker"))
    },
    StoreContract("what is protected in a profile is read by staff only") { trial throws in
      try trial.load()
      var profile = MemberProfile.empty
      (profile.email, profile.emailProtected, profile.website) = (
        "a@example.org", true, "https://example.org"
      )
      profile.location = Location(latitude: 59_900_000, longitude: 10_700_000, precision: .place)
      try trial.save(.member(ContractDirectory.member("asker", county: "akershus", profile: profile)))
      let reader = try trial.reader()
      let located = ListQuery([Clause("located", .numbers([Bounds(from: 1)]))])
      #expect(try reader.members(located).items.map(\.profile) == [profile.published(showing: [])])
      #expect(try reader.member(slug: "asker")?.profile == profile.published(showing: []))
      #expect(try reader.staff.members(located).items.map(\.profile) == [profile])
      #expect(try reader.staff.member(slug: "asker")?.profile == profile)
      #expect(try trial.store.document().members.first?.profile == profile)
      #expect(profile.published(showing: []).email == nil && profile.published(showing: []).emailProtected)
    },
    StoreContract("the values of a vocabulary are in the order of their bytes") { trial throws in
      try trial.load()
      let reader = try trial.reader()
      #expect(try reader.vocabulary(.counties) == ["akershus", "innlandet", "ostfold"])
      #expect(try reader.vocabulary(.memberKinds) == ["county", "municipality", "university"])
      #expect(
        try reader.vocabulary(.programmes) == []
          && reader.vocabulary(.topicKinds) == ["agenda", "network", "programme", "theme"])
      #expect(try reader.vocabulary(.cities) == ["Oslo"] && reader.vocabulary(.countries) == ["NO"])
    },
    StoreContract("search ranks whole names first, then beginnings of names, words of names, and other texts")
    {
      trial throws in
      guard trial.subject.ranks else { return }
      try trial.load()
      try trial.save(.member(ContractDirectory.member("as", shortName: "Ås")))
      try trial.save(.member(ContractDirectory.member("as-2", shortName: "As")))
      try trial.save(.member(ContractDirectory.member("nordre", shortName: "Nordre Ås")))
      try trial.save(.member(ContractDirectory.member("moss", summary: "Its neighbour is Ås.")))
      let page = try trial.reader().search(SearchQuery("ås", types: [.member]))
      #expect(page.hits.map(\.slug) == ["as", "as-2", "asker", "nordre", "moss"])
      #expect(page.total == 5 && page.isTotalExact)
      #expect(try trial.reader().search(SearchQuery("askr")).didYouMean == ["asker"])
      #expect(try trial.reader().members(ListQuery(text: "neighbour")).items.map(\.slug) == ["moss"])
    },
    StoreContract("a match ranks members by the number of topics that they share") { trial throws in
      guard trial.subject.ranks else { return }
      try trial.load()
      try trial.save(.member(ContractDirectory.member("moss", topics: ["seaweed"])))
      let page = try trial.reader().match(MatchQuery(topics: ["climate", "culture"]))
      #expect(page.matches.map(\.member.slug) == ["asker", "baerum", "elverum", "moss"] && page.total == 4)
      #expect(page.matches.last?.reasons.map(\.relation) == [.narrower])
      try trial.save(
        .member(ContractDirectory.member("frogn", topics: [.init(slug: "climate", relation: .interestedIn)])))
      let complement = try trial.reader().match(MatchQuery(topics: ["climate", "culture"])).matches.first
      #expect(complement?.member.slug == "frogn" && complement?.reasons.map(\.isComplement) == [true])
      let wanted = try trial.reader().match(MatchQuery(with: "frogn")).matches
      #expect(wanted.map(\.member.slug) == ["asker", "baerum", "moss"])
      #expect(wanted.first?.reasons.map(\.askedRelation) == [.interestedIn])
      let alike = try trial.reader().match(MatchQuery(with: "asker"))
      #expect(alike.matches.map(\.member.slug).contains("asker") == false)
    },
  ]
}
