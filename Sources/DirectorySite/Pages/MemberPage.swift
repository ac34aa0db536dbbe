internal import Directory
internal import HTML
internal import HTTPCore

/// One member: what it is, what it works on, with whom it could work, and whom to contact.
struct MemberPage {
  let call: SiteCall
  let member: Member
  let kind: Kind?
  let contacts: [Contact]
  /// True if `contacts` are people of the organisation, because the member names none of its own.
  let areOrganisations: Bool
  let offices: [Office]
  let matches: [Match]
  let fields: [Directory.Field]
  /// The former members, counties or areas that the member has taken the place of.
  let predecessors: [String]
  /// When the member was last changed, in Unix seconds; nil if it was not since the directory was created.
  let changedAt: Int64?

  var say: any Phrases.Type { call.say }

  /// As many as a reader can weigh.
  private static let mostMatches = 20

  static func make(_ call: SiteCall) throws(SiteError) -> Page {
    let page = try SiteError.wrapping { () throws(DirectoryError) in
      guard let member = try call.reader.member(slug: call.slug) else { return nil as MemberPage? }
      return try MemberPage(call, member)
    }
    guard let page else { throw try call.missing(RecordKey(.member, call.slug)) }
    return page.page()
  }

  private init(_ call: SiteCall, _ member: Member) throws(DirectoryError) {
    self.call = call
    self.member = member
    let reader = call.reader
    kind = try reader.kinds(.memberKind).first { $0.slug == member.kind }
    let own = try reader.contacts(
      ListQuery([Clause("member", member.slug)], sort: [SortKey("order")], limit: 50)
    ).items
    areOrganisations = own.isEmpty
    contacts =
      own.isEmpty
      ? try reader.contacts(
        ListQuery([Clause("belongsTo", "organisation")], sort: [SortKey("order")], limit: 20)
      )
      .items : own
    offices = try reader.offices(ListQuery([Clause("member", member.slug)], limit: 50)).items
    matches = try reader.match(MatchQuery(with: member.slug, limit: Self.mostMatches)).matches
    fields = try reader.fields()
    predecessors = try reader.formerSlugs().filter { $0.successors.contains(member.slug) }
      .compactMap(\.name)
    changedAt = try reader.lastChange(of: RecordKey(.member, member.slug))
  }

  private func page() -> Page {
    var page = Page { html in
      html.element(.article) { html in
        writeHead(to: &html)
        writeLead(to: &html)
        MemberFacts(self).write(to: &html)
        writeTopics(to: &html)
        MemberMatches(self).write(to: &html)
        writePeople(to: &html)
        writeHistory(to: &html)
        writeEnd(to: &html)
      }
    }
    page.title = member.name
    page.description = member.summary.isEmpty ? nil : Self.firstSentence(of: member.summary)
    page.address = .member(member.slug)
    page.section = .members
    page.feed = SiteCall.feed
    if let size = member.image?.largest {
      page.picture = (
        "/members/\(PercentEncoding.encode(member.slug))/image/\(size.sha256)", member.image?.alt ?? ""
      )
    }
    page.subject = RecordKey(.member, member.slug)
    return page
  }

  /// Returns the first sentence of a text, or the text if it isn't longer.
  static func firstSentence(of text: String) -> String {
    guard let end = text.firstRange(of: ". ") else { return text }
    return text[..<end.lowerBound] + "."
  }

  private func writeHead(to html: inout HTMLWriter) {
    html.element(.header, [.class("head")]) { html in
      html.element(.h1, [.lang(call.lang(of: "name", in: member.fallback))], text: member.name)
      html.line()
      html.element(.p, [.class("sub")]) { html in
        if let kind {
          html.element(.span, [.lang(call.lang(of: "name", in: kind.fallback))], text: kind.name)
        }
        if let area = member.area {
          if kind != nil { html.text(" · ") }
          html.link(call.link(.area(area.slug)), [.lang(call.lang(area.language))], area.name)
        }
      }
    }
    html.line()
  }

  private func writeLead(to html: inout HTMLWriter) {
    html.element(.div, [.class("part first")]) { html in
      html.element(.div, [.class("stack")]) { html in
        if member.summary.isEmpty {
          html.paragraph([.class("quiet")], say.noSummary(name: member.shortName))
        } else {
          html.paragraph(
            [.class("lead"), .lang(call.lang(of: "summary", in: member.fallback))], member.summary)
        }
        if let note = call.note(onLanguageOf: "summary", in: member.fallback), !member.summary.isEmpty {
          html.paragraph([.class("small quiet")], note)
        }
        if let image = member.image { writePicture(image, to: &html) }
        if let about = member.profile.about {
          html.paragraphs(about, [.lang(call.lang(of: "about", in: member.fallback))])
        }
      }
    }
    html.line()
  }

  private func writePicture(_ image: Image, to html: inout HTMLWriter) {
    guard let largest = image.largest else { return }
    let path = "/members/" + PercentEncoding.encode(member.slug) + "/image/"
    let sizes = image.sizes.map { (link: Link(local: path + $0.sha256), width: $0.width) }
    html.element(.figure, [.class("picture")]) { html in
      html.void(
        .img,
        [
          .src(Link(local: path + largest.sha256)), .srcset(sizes.count > 1 ? sizes : []),
          .sizes("(min-width: 900px) 560px, 100vw"), .width(largest.width), .height(largest.height),
          .alt(image.alt ?? ""),
        ])
      if let credit = image.credit { html.element(.figcaption, text: say.pictureCredit(credit: credit)) }
    }
    html.line()
  }

  private func writeTopics(to html: inout HTMLWriter) {
    guard !member.topics.isEmpty else { return }
    html.part("topics", say.topicsHeading, class: "part topics") { html in
      for relation in TopicRelation.allCases {
        let topics = member.topics.filter { $0.relation == relation }
        guard !topics.isEmpty else { continue }
        html.element(.h3, [.class(relation.mark)], text: call.relation(relation))
        html.line()
        html.list(class: "cols", topics.map(\.topic)) { html, topic in
          html.link(call.link(.topic(topic.slug)), [.lang(call.lang(topic.language))], topic.name)
        }
      }
    }
  }

  private func writePeople(to html: inout HTMLWriter) {
    guard !contacts.isEmpty || !offices.isEmpty else { return }
    html.part("contact", say.contactHeading) { html in
      if areOrganisations {
        html.paragraph(
          [.class("text")], say.contactThrough(organisation: call.siteName, name: member.shortName))
      }
      call.writePeople(contacts, offices: offices, to: &html)
    }
  }

  private func writeHistory(to html: inout HTMLWriter) {
    guard member.joined != nil || member.left != nil || !predecessors.isEmpty else { return }
    html.part("history", say.historyHeading) { html in
      html.element(.ul, [.class("stack")]) { html in
        if !predecessors.isEmpty {
          html.element(.li, text: say.historyReplaced(names: call.join(predecessors)))
        }
        for (day, phrase) in [
          (member.joined, say.historyJoined(date: HTMLWriter.gap)),
          (member.left, say.historyLeft(date: HTMLWriter.gap)),
        ] {
          guard let day else { continue }
          html.element(.li) { $0.phrase(phrase) { $0.time(day, call.date(day)) } }
        }
      }
    }
  }

  private func writeEnd(to html: inout HTMLWriter) {
    html.element(.footer, [.class("part end")]) { html in
      html.element(.div) { html in
        call.writeFormats(
          say.entryAs, of: .member(member.slug), [.json, .csv, .vcf, .jsonld], to: &html)
        guard let changedAt else { return }
        let day = call.day(of: changedAt)
        html.element(.p, [.class("small quiet")]) { html in
          html.phrase(say.lastChanged(date: HTMLWriter.gap)) { $0.time(day.text, day.words) }
        }
      }
    }
  }
}
