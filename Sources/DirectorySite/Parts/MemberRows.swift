internal import Directory
internal import HTML

/// Members in a list: name, kind, area and up to four topics.
struct MemberRows {
  let call: SiteCall
  /// The kinds of members, by slug.
  let kinds: [String: Kind]
  /// The slugs of topics that the reader has asked for. They come first, and are marked.
  var wanted: Set<String> = []
  var heading = Element.h3

  private static let mostTopics = 4

  init(_ call: SiteCall) throws(DirectoryError) {
    self.call = call
    kinds = Dictionary(
      try call.reader.kinds(.memberKind).map { ($0.slug, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func write(_ members: [Member], to html: inout HTMLWriter) {
    html.list(class: "rows members", members) { html, member in
      html.element(.div) { html in
        writeName(of: member, to: &html)
        writeKind(of: member, to: &html)
      }
      html.element(.div) { writeTopics(of: member, to: &$0) }
    }
  }

  /// Writes the members without their topics.
  func writeShort(_ members: [Member], to html: inout HTMLWriter) {
    html.list(class: "rows short", members) { html, member in
      writeName(of: member, to: &html)
      html.space()
      writeKind(of: member, to: &html)
    }
  }

  private func writeName(of member: Member, to html: inout HTMLWriter) {
    html.element(heading) { html in
      html.link(
        call.link(.member(member.slug)), [.lang(call.lang(of: "name", in: member.fallback))], member.name)
    }
  }

  private func writeKind(of member: Member, to html: inout HTMLWriter) {
    html.element(.p, [.class("quiet small")]) { html in
      if let kind = kinds[member.kind] { write(kind, to: &html) }
      if let area = member.area {
        if kinds[member.kind] != nil { html.text(" · ") }
        html.element(.span, [.lang(call.lang(area.language))], text: area.name)
      }
    }
  }

  private func write(_ kind: Kind, to html: inout HTMLWriter) {
    html.element(.span, [.lang(call.lang(of: "name", in: kind.fallback))], text: kind.name)
  }

  private func writeTopics(of member: Member, to html: inout HTMLWriter) {
    var left = Self.mostTopics
    for relation in TopicRelation.allCases where left > 0 {
      var topics = member.topics.filter { $0.relation == relation }
      guard !topics.isEmpty else { continue }
      if !wanted.isEmpty {
        topics = topics.filter { wanted.contains($0.slug) } + topics.filter { !wanted.contains($0.slug) }
      }
      let shown = topics.prefix(left)
      left -= shown.count
      html.element(.p, [.class(relation.lineMark)]) { html in
        html.element(.b, text: call.relation(relation))
        html.space()
        write(Array(shown), andMore: topics.count - shown.count, to: &html)
      }
    }
  }

  private func write(_ topics: [MemberTopic], andMore rest: Int, to html: inout HTMLWriter) {
    for (index, topic) in topics.enumerated() {
      if index > 0 {
        let isLast = rest == 0 && index == topics.count - 1
        html.text(isLast ? call.say.listAnd(first: "", last: "") : ", ")
      }
      let lang = Attribute.lang(call.lang(topic.topic.language))
      html.element(wanted.contains(topic.slug) ? .mark : .span, [lang], text: topic.topic.name)
    }
    if rest > 0 { html.text(" " + call.say.andMore(count: call.number(rest))) }
  }
}
