internal import Directory
internal import HTML

/// The facts about a member, as pairs of a name and a value. Those without a value are left out.
struct MemberFacts {
  private let page: MemberPage
  private let call: SiteCall
  private let member: Member
  private var say: any Phrases.Type { call.say }

  init(_ page: MemberPage) {
    self.page = page
    call = page.call
    member = page.member
  }

  func write(to html: inout HTMLWriter) {
    let facts = reach + numbers + names + texts + custom
    guard !facts.isEmpty else { return }
    html.part("facts", say.factsHeading) { html in
      html.element(.dl, [.class("facts")]) { html in
        html.line()
        for fact in facts {
          html.element(.div) { html in
            html.element(.dt, [.lang(fact.language)], text: fact.name)
            html.element(.dd, [.lang(fact.language)], fact.write)
          }
          html.line()
        }
      }
    }
  }

  private struct Fact {
    let name: String
    var language: String?
    let write: (inout HTMLWriter) -> Void

    init(_ name: String, language: String? = nil, _ write: @escaping (inout HTMLWriter) -> Void) {
      self.name = name
      self.language = language
      self.write = write
    }

    init(_ name: String, _ text: String) { self.init(name) { $0.text(text) } }
  }

  /// How to reach the member.
  private var reach: [Fact] {
    let profile = member.profile
    var facts: [Fact] = []
    if let contact { facts.append(contact) }
    if let website = profile.website {
      facts.append(Fact(say.factWebsite) { Self.write(website, as: Self.shortened(website), to: &$0) })
    }
    if !profile.webLinks.isEmpty {
      facts.append(
        Fact(say.factLinks, language: call.lang(of: "webLinks", in: member.fallback)) { html in
          for (index, link) in profile.webLinks.enumerated() {
            if index > 0 { html.void(.br) }
            Self.write(link.url, as: link.label, to: &html)
          }
        })
    }
    if let telephone = profile.telephone {
      facts.append(Fact(say.factTelephone) { call.write(telephone, to: &$0) })
    }
    if let email = profile.email { facts.append(Fact(say.factEmail) { call.writeEmail(email, to: &$0) }) }
    for (name, address) in [
      (say.factVisitingAddress, profile.visitingAddress), (say.factPostalAddress, profile.postalAddress),
    ] {
      guard let address else { continue }
      let place = [address.postcode, address.city].compactMap(\.self).joined(separator: " ")
      facts.append(Fact(name) { call.write(lines: [address.street ?? "", place], to: &$0) })
    }
    return facts
  }

  /// The person to call first.
  private var contact: Fact? {
    guard let contact = page.contacts.first(where: { $0.telephone != nil }),
      let telephone = contact.telephone
    else { return nil }
    let role =
      page.areOrganisations
      ? say.atOrganisation(role: contact.role, organisation: call.siteName) : contact.role
    return Fact(say.factContact) { html in
      html.text(contact.name + ", " + role)
      html.void(.br)
      call.write(telephone, to: &html)
    }
  }

  private var numbers: [Fact] {
    let profile = member.profile
    var facts: [Fact] = []
    if let population = member.population {
      facts.append(
        Fact(say.factInhabitants, call.amount(population.value, approximate: population.approximate)))
    }
    for (name, count) in [
      (say.factMembers, profile.numberOfMembers), (say.factEmployees, profile.numberOfEmployees),
    ] {
      guard let count else { continue }
      facts.append(
        Fact(name, call.amount(count.value, approximate: count.approximate, year: count.year)))
    }
    for (name, day) in [(say.factMemberSince, member.joined), (say.factMemberUntil, member.left)] {
      guard let day else { continue }
      facts.append(Fact(name) { $0.time(day, call.date(day)) })
    }
    return facts
  }

  private var names: [Fact] {
    let profile = member.profile
    var facts: [Fact] = []
    for (name, names) in [
      (say.factAlternativeNames, profile.alternativeNames), (say.factFormerNames, profile.formerNames),
    ] where !names.isEmpty {
      facts.append(Fact(name, names.joined(separator: ", ")))
    }
    if !profile.identifiers.isEmpty {
      let lines = profile.identifiers.map { $0.scheme + " " + $0.value }
      facts.append(Fact(say.factIdentifiers) { call.write(lines: lines, to: &$0) })
    }
    return facts
  }

  /// What the member says of itself.
  private var texts: [Fact] {
    var facts: [Fact] = []
    if !member.focusAreas.isEmpty {
      let language = call.lang(of: "focusAreas", in: member.fallback)
      facts.append(
        Fact(say.factFocus) { html in
          html.element(.span, [.lang(language)]) { call.write(lines: member.focusAreas, to: &$0) }
        })
    }
    let language = call.lang(of: "facts", in: member.fallback)
    facts += member.facts.map { fact in Fact(fact.label, language: language) { $0.text(fact.text) } }
    return facts
  }

  /// The fields of the directory's own, in their order.
  private var custom: [Fact] {
    page.fields.compactMap { field in
      guard let value = member.profile.custom.first(where: { $0.name == field.name })?.value else {
        return nil
      }
      return Fact(call.text(field.label)) { write(value, of: field, to: &$0) }
    }
  }

  private func write(_ value: JSONValue, of field: Directory.Field, to html: inout HTMLWriter) {
    switch value {
    case .string(let text):
      switch field.valueType {
      case .url: Self.write(text, as: Self.shortened(text), to: &html)
      case .day: html.time(text, call.date(text))
      case .longText: html.paragraphs(text)
      case .choice: html.text(field.choice(text)?.label.map(call.text) ?? text)
      case .text, .number, .choices, .yesNo: html.text(text)
      }
    case .boolean(let flag): html.text(flag ? say.yes : say.no)
    case .integer(let number): html.text(call.number(number))
    case .number(let number): html.text("\(number)".replacing(".", with: say.numberDecimal))
    case .array(let items):
      let texts = items.compactMap { item -> String? in
        guard case .string(let text) = item else { return nil }
        return field.choice(text)?.label.map(call.text) ?? text
      }
      html.text(call.join(texts))
    case .null, .object: break
    }
  }

  private static func write(_ address: String, as name: String, to html: inout HTMLWriter) {
    guard let link = Link(web: address) else { return html.text(name) }
    html.link(link, [.rel("external")], name)
  }

  /// Returns the address as people say it.
  private static func shortened(_ address: String) -> String {
    var text = address[...]
    for scheme in ["https://", "http://"] where text.hasPrefix(scheme) { text = text.dropFirst(scheme.count) }
    if text.hasPrefix("www.") { text = text.dropFirst(4) }
    return String(text.hasSuffix("/") ? text.dropLast() : text)
  }
}
