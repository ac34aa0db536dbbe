internal import Directory
internal import HTML

/// The topics, by kind.
enum TopicsPage {
  static func make(_ call: SiteCall) throws(SiteError) -> Page {
    let (topics, kinds) = try SiteError.wrapping { () throws(DirectoryError) in
      (try call.allTopics(), try call.reader.kinds(.topicKind))
    }
    let groups = kinds.map { kind in (kind, topics.items.filter { $0.kind == kind.slug }) }
      .filter { !$0.1.isEmpty }.sorted { left, right in
        (left.0.order ?? .max, -left.1.count, left.0.slug) < (
          right.0.order ?? .max, -right.1.count, right.0.slug
        )
      }
    let say = call.say
    let intro = say.topicsIntro(count: call.number(topics.total))
    var page = Page { html in
      html.element(.div, [.class("head")]) { html in
        html.element(.h1, text: say.navTopics)
        html.paragraph([.class("sub text")], intro)
      }
      html.line()
      for (kind, topics) in groups {
        html.element(.section, [.class("part")]) { html in
          html.element(
            .h2, [.lang(call.lang(of: "pluralName", in: kind.fallback))], text: kind.pluralName ?? kind.name)
          html.element(.div) { call.writeIndex(topics, to: &$0) }
        }
        html.line()
      }
      call.writeFormats(say.listAs, of: .topics, [.csv, .json], to: &html)
    }
    page.title = say.navTopics
    page.description = intro
    page.address = .topics
    page.section = .topics
    return page
  }
}

/// A topic with its members.
struct TopicPage {
  private let call: SiteCall
  private let topic: Topic
  private let kind: Kind?
  private let narrower: [Topic]
  private let members: Directory.Page<Member>
  private let total: Int
  private let rows: MemberRows

  private static let mostMembers = 200

  static func make(_ call: SiteCall) throws(SiteError) -> Page {
    let page = try SiteError.wrapping { () throws(DirectoryError) in
      guard let topic = try call.reader.topic(slug: call.slug) else { return nil as TopicPage? }
      return try TopicPage(call, topic)
    }
    guard let page else { throw try call.missing(RecordKey(.topic, call.slug)) }
    return page.page()
  }

  private init(_ call: SiteCall, _ topic: Topic) throws(DirectoryError) {
    self.call = call
    self.topic = topic
    let reader = call.reader
    kind = try reader.kinds(.topicKind).first { $0.slug == topic.kind }
    narrower = try reader.topics(ListQuery([Clause("broader", topic.slug)], limit: 200)).items
    members = try reader.members(ListQuery([Clause("topic", topic.slug)], limit: Self.mostMembers))
    total = try reader.members(ListQuery(limit: 0)).total
    rows = try MemberRows(call)
  }

  private func page() -> Page {
    var page = Page { html in
      writeHead(to: &html)
      for relation in TopicRelation.allCases { write(relation, to: &html) }
      if members.next != nil {
        html.element(.p) { html in
          html.link(
            call.link(.members.with("topic", topic.slug)), [.class("more")],
            call.say.membersCountMany(count: call.number(members.total)))
        }
      }
      if !narrower.isEmpty {
        html.part("narrower", call.say.topicNarrower) { call.writeIndex(narrower, to: &$0) }
      }
      html.element(.footer, [.class("part end")]) { html in
        html.element(.div) { html in
          let list = SiteAddress.members.with("topic", topic.slug)
          call.writeFormats(call.say.listAs, of: list, [.csv, .json, .vcf], feed: true, to: &html)
        }
      }
    }
    page.title = topic.name
    page.description = topic.summary.isEmpty ? counted : topic.summary
    page.address = .topic(topic.slug)
    page.section = .topics
    page.subject = RecordKey(.topic, topic.slug)
    return page
  }

  private var counted: String {
    switch topic.memberCount {
    case 0: call.say.topicCountNone
    case 1: call.say.topicCountOne(total: call.number(total))
    default: call.say.topicCountMany(count: call.number(topic.memberCount), total: call.number(total))
    }
  }

  private func writeHead(to html: inout HTMLWriter) {
    html.element(.div, [.class("head")]) { html in
      html.element(.h1, [.lang(call.lang(of: "name", in: topic.fallback))], text: topic.name)
      html.line()
      html.element(.p, [.class("sub")]) { html in
        if let kind {
          html.element(.span, [.lang(call.lang(of: "name", in: kind.fallback))], text: kind.name)
        }
        guard let broader = topic.broader else { return }
        if kind != nil { html.text(" · ") }
        html.phrase(call.say.topicBroader(topic: HTMLWriter.gap)) { html in
          html.link(call.link(.topic(broader.slug)), [.lang(call.lang(broader.language))], broader.name)
        }
      }
    }
    html.line()
    html.element(.div, [.class("part first")]) { html in
      html.element(.div, [.class("stack")]) { html in
        if !topic.summary.isEmpty {
          html.paragraph(
            [.class("lead"), .lang(call.lang(of: "summary", in: topic.fallback))], topic.summary)
        }
        html.element(.p) { html in
          html.text(counted + " ")
          html.link(call.link(.members.with("topic", topic.slug)), call.say.topicFilterLink)
        }
      }
    }
    html.line()
  }

  private func write(_ relation: TopicRelation, to html: inout HTMLWriter) {
    let members = members.items.filter { member in
      member.topics.contains { $0.slug == topic.slug && $0.relation == relation }
    }
    guard !members.isEmpty else { return }
    html.element(.section, [.class("part"), .labelledBy(relation.mark)]) { html in
      html.element(.h2, [.id(relation.mark), .class(relation.mark)]) { html in
        html.element(.span, text: call.relation(relation))
      }
      rows.writeShort(members, to: &html)
    }
    html.line()
  }
}
