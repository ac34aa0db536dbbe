internal import Directory
internal import HTML

/// The members that a member could work with: those that seek what it offers, those that offer what it seeks,
/// and those that work on the same, each with the reason.
struct MemberMatches {
  private let page: MemberPage
  private let call: SiteCall
  private var say: any Phrases.Type { call.say }

  init(_ page: MemberPage) {
    self.page = page
    call = page.call
  }

  func write(to html: inout HTMLWriter) {
    var same: [(Match, String)] = []
    var seeking: [(Match, String)] = []
    var offering: [(Match, String)] = []
    for match in page.matches {
      let seeks = match.reasons.filter { $0.isComplement && $0.memberRelation == .interestedIn }
      let offers = match.reasons.filter { $0.isComplement && $0.memberRelation == .worksWith }
      if !seeks.isEmpty { seeking.append((match, names(of: seeks))) }
      if !offers.isEmpty { offering.append((match, names(of: offers))) }
      let others = match.reasons.filter { !$0.isComplement }
      if !others.isEmpty { same.append((match, reason(of: others))) }
    }
    let name = page.member.shortName
    write("same", say.sameHeading, same, to: &html)
    write("seeks", say.seeksHeading(name: name), seeking, to: &html)
    write("offers", say.offersHeading(name: name), offering, to: &html)
  }

  private func write(
    _ id: StaticString, _ heading: String, _ pairs: [(Match, String)], to html: inout HTMLWriter
  ) {
    guard !pairs.isEmpty else { return }
    html.part(id, heading) { html in
      html.list(class: "pairs", pairs) { html, pair in
        let member = pair.0.member
        html.link(
          call.link(.member(member.slug)), [.lang(call.lang(of: "name", in: member.fallback))], member.name)
        html.space()
        html.element(.span, text: pair.1)
      }
    }
  }

  private func names(of reasons: [Match.Reason]) -> String { call.join(reasons.map(\.topic.name)) }

  /// Returns why two members work on the same, in words.
  private func reason(of reasons: [Match.Reason]) -> String {
    var texts: [String] = []
    let same = reasons.filter { $0.relation == .same }
    if !same.isEmpty { texts.append(say.reasonSame(topics: names(of: same), name: page.member.shortName)) }
    let related = reasons.filter { $0.relation != .same }
    var asked: [String] = []
    for reason in related where !asked.contains(reason.asked) { asked.append(reason.asked) }
    for slug in asked {
      let own = page.member.topics.first { $0.slug == slug }?.topic.name ?? slug
      let group = related.filter { $0.asked == slug }
      let narrower = group.filter { $0.relation == .narrower }
      let broader = group.filter { $0.relation == .broader }
      if !narrower.isEmpty { texts.append(say.reasonNarrower(topics: names(of: narrower), topic: own)) }
      if !broader.isEmpty { texts.append(say.reasonBroader(topics: names(of: broader), topic: own)) }
    }
    return texts.joined(separator: "; ")
  }
}
