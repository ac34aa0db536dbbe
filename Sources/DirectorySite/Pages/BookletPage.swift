internal import Directory
internal import HTML

/// The whole directory as one page for printing: contents, a sheet for each member, and an index of topics.
struct BookletPage {
  private let call: SiteCall
  private let members: [Member]
  private let isComplete: Bool
  private let rows: MemberRows
  /// When the directory was changed last, in Unix seconds.
  private let changedAt: Int64

  /// A longer book is one for the printer's shop, made from the CSV.
  private static let most = 500

  static func make(_ call: SiteCall) throws(SiteError) -> Page {
    try SiteError.wrapping { () throws(DirectoryError) in try BookletPage(call) }.page()
  }

  private init(_ call: SiteCall) throws(DirectoryError) {
    self.call = call
    let page = try call.reader.members(ListQuery(limit: Self.most))
    members = page.items
    isComplete = page.next == nil
    rows = try MemberRows(call)
    changedAt = try call.reader.revision().changedAt
  }

  private func page() -> Page {
    let say = call.say
    var page = Page { html in
      html.element(.div, [.class("head")]) { html in
        html.element(.h1, text: say.bookletTitle)
        html.paragraph(
          [.class("sub")], call.siteName + " · " + say.bookletDate(date: call.day(of: changedAt).words))
        if !isComplete { html.paragraph(say.membersSomeMany(count: call.number(members.count), total: "…")) }
      }
      html.line()
      html.element(.section, [.class("sheet"), .labelledBy("contents")]) { html in
        html.element(.h2, [.id("contents")], text: say.bookletContents)
        html.list(.ol, class: "cols toc", members) { html, member in
          html.link(Link(place: member.slug), member.name)
        }
      }
      for member in members { write(member, to: &html) }
      writeIndex(to: &html)
    }
    page.title = say.bookletTitle
    page.translated = .booklet
    return page
  }

  private func write(_ member: Member, to html: inout HTMLWriter) {
    html.element(.article, [.class("sheet"), .id(of: member.slug)]) { html in
      html.element(.h2, [.lang(call.lang(of: "name", in: member.fallback))], text: member.name)
      html.paragraph(
        [.class("sub")],
        [rows.kinds[member.kind]?.name, member.area?.name].compactMap(\.self).joined(separator: " · "))
      html.element(.div, [.class("stack")]) { html in
        html.paragraph(
          [.class("lead"), .lang(call.lang(of: "summary", in: member.fallback))], member.summary)
        for relation in TopicRelation.allCases {
          let topics = member.topics.filter { $0.relation == relation }
          guard !topics.isEmpty else { continue }
          html.element(.p, [.class(relation.lineMark)]) { html in
            html.element(.b, text: call.relation(relation))
            html.text(" " + call.join(topics.map(\.topic.name)))
          }
        }
        writeFacts(of: member, to: &html)
        if let origin = call.settings.origin {
          let address = origin + SiteAddress.member(member.slug).text(in: call.language)
          html.paragraph([.class("small quiet")], address)
        }
      }
    }
    html.line()
  }

  private func writeFacts(of member: Member, to html: inout HTMLWriter) {
    guard !member.facts.isEmpty else { return }
    html.element(.dl, [.class("facts"), .lang(call.lang(of: "facts", in: member.fallback))]) { html in
      for fact in member.facts {
        html.element(.div) { html in
          html.element(.dt, text: fact.label)
          html.element(.dd, text: fact.text)
        }
      }
    }
  }

  private func writeIndex(to html: inout HTMLWriter) {
    var topics: [String: (name: String, members: [Member])] = [:]
    for member in members {
      for topic in member.topics {
        topics[topic.slug, default: (topic.topic.name, [])].members.append(member)
      }
    }
    guard !topics.isEmpty else { return }
    let sorted = topics.values.sorted { $0.name < $1.name }
    html.element(.section, [.class("sheet"), .labelledBy("index")]) { html in
      html.element(.h2, [.id("index")], text: call.say.bookletIndex)
      html.list(class: "cols register", sorted) { html, topic in
        html.element(.b, text: topic.name)
        for (index, member) in topic.members.enumerated() {
          html.text(index == 0 ? " " : ", ")
          html.link(Link(place: member.slug), member.shortName)
        }
      }
    }
  }
}
