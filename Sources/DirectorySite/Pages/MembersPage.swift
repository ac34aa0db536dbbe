internal import Directory
internal import HTML
internal import HTTPCore

/// The list of members, with its filters.
struct MembersPage {
  private let call: SiteCall
  private let filters: MemberFilters
  private let fields: [Directory.Field]
  private let list: Directory.Page<Member>
  /// The number of members without filters.
  private let total: Int
  private let rows: MemberRows

  private var say: any Phrases.Type { call.say }

  static let perPage = 50

  static func make(_ call: SiteCall) throws(SiteError) -> Page { try MembersPage(call).page() }

  private init(_ call: SiteCall) throws(SiteError) {
    self.call = call
    let found = try SiteError.wrapping { () throws(DirectoryError) in
      let fields = try call.reader.fields()
      let filters = MemberFilters(call.query, fields)
      let lists = try call.reader.members(Self.query(filters, fields))
      let total = filters.isEmpty ? lists.total : try call.reader.members(ListQuery(limit: 0)).total
      var rows = try MemberRows(call)
      rows.wanted = filters.topics
      return (fields, filters, lists, total, rows)
    }
    (fields, filters, list, total, rows) = found
  }

  private static func query(
    _ filters: MemberFilters, _ fields: [Directory.Field]
  ) throws(DirectoryError) -> ListQuery {
    let facets = MemberFilters.facets + fields.filter(\.facetable).map(\.path)
    var query = ListQuery(try filters.clauses(fields), text: filters.text, sort: filters.sort, facets: facets)
    query.limit = perPage
    query.from = filters.from
    if let cursor = filters.cursor {
      guard let after = Cursor(text: cursor) else { throw .invalidCursor }
      query.after = after
    }
    return query
  }

  private func page() -> Page {
    var result = Page { html in
      html.element(.div, [.class("head stack")]) { html in
        html.element(.h1, text: say.navMembers)
        html.line()
        writeSearch(to: &html)
      }
      html.line()
      html.element(.div, [.class("split")]) { html in
        writeForm(to: &html)
        html.element(.div, [.id("results"), .data(.total, String(list.total))]) { writeResults(to: &$0) }
      }
      html.element(.p, [.class("hidden"), .role("status"), .id("status")]) { _ in }
    }
    result.title = say.navMembers
    result.description = heading
    // A list with filters is one of very many; search engines need to know the members only.
    result.address = filters.isEmpty && filters.cursor == nil && filters.from == nil ? .members : nil
    result.translated = filters.address
    result.section = .members
    result.feed = SiteCall.feed
    return result
  }

  // MARK: The form

  /// Writes the field for words. It is above the form that it belongs to.
  private func writeSearch(to html: inout HTMLWriter) {
    html.element(.div, [.class("search")]) { html in
      html.element(.label, [.for("q")], text: say.searchMembersLabel)
      html.element(.div) { html in
        html.element(.div) { html in
          html.void(
            .input,
            [
              .type("search"), .id("q"), .name("q"), .form("find"), .value(filters.text ?? ""),
              .autocomplete("off"), .enterKeyHint("search"),
            ])
        }
        html.element(.button, [.form("find")], text: say.search)
      }
    }
    html.line()
  }

  private func writeForm(to html: inout HTMLWriter) {
    let attributes: [Attribute] = [
      .class("side find"), .id("find"), .action(call.link(.members)), .data(.results, "results"),
      .label(say.filters),
    ]
    html.element(.form, attributes) { html in
      html.line()
      html.element(.details, [.class("filters")]) { html in
        html.element(.summary, text: say.filters)
        html.line()
        for facet in list.facets { MemberFacet(call, facet, filters, fields).write(to: &html) }
        let counts: [Attribute] = [
          .data(.none, say.showNone), .data(.one, say.showOne), .data(.many, say.showMany(count: "{count}")),
        ]
        html.element(.button, counts, text: say.showMembers)
      }
      for item in filters.hidden(besides: list.facets) {
        html.void(.input, [.type("hidden"), .name(item.name), .value(item.value)])
      }
    }
    html.line()
  }

  // MARK: The results

  private var heading: String {
    let count = list.total
    if count == 0 { return say.membersNone }
    if filters.isEmpty { return say.membersAll(count: call.number(count)) }
    return count == 1
      ? say.membersSomeOne(total: call.number(total))
      : say.membersSomeMany(count: call.number(count), total: call.number(total))
  }

  private func writeResults(to html: inout HTMLWriter) {
    html.line()
    html.element(.div, [.class("bar")]) { html in
      html.element(.h2, [.id("count"), .tabIndex(-1)], text: heading)
      if list.total > 0 { writeSorting(to: &html) }
    }
    html.line()
    if !filters.isEmpty { writeChosen(to: &html) }
    if list.total > Self.perPage, filters.sortName == "name" { writeLetters(to: &html) }
    if list.items.isEmpty {
      html.paragraph(say.membersNoneHelp)
    } else {
      rows.write(list.items, to: &html)
    }
    if let next = list.next {
      let attributes: [Attribute] = [
        .class("more"), .rel("next"), .data(.one, say.nextShownOne),
        .data(.many, say.nextShownMany(count: "{count}")),
      ]
      html.element(.p) { html in
        html.link(
          call.link(filters.address.with("cursor", next.text)), attributes,
          say.showNext(count: call.number(Self.perPage)))
      }
    }
    var address = SiteAddress.members
    address.query = filters.parameters
    call.writeFormats(say.listAs, of: address, [.csv, .json, .vcf], feed: true, to: &html)
  }

  /// Writes links into a list of several pages, one for each letter.
  private func writeLetters(to html: inout HTMLWriter) {
    let letters = (call.organisation?.alphabet ?? .english).letters
    html.element(.nav, [.class("letters"), .label(say.letters)]) { html in
      for letter in letters {
        html.link(
          call.link(filters.address.with("from", letter)), [.current("true", if: filters.from == letter)],
          letter)
      }
    }
    html.line()
  }

  private func writeSorting(to html: inout HTMLWriter) {
    let orders = [
      ("name", say.sortName), ("-population", say.sortPopulation), ("-joined", say.sortJoined),
    ]
    html.element(.p, [.class("sort line small")]) { html in
      html.element(.span, text: say.sortBy)
      for (order, name) in orders {
        html.space()
        if filters.sortName == order {
          html.element(.b, [.current("true")], text: name)
        } else {
          html.link(call.link(filters.sorted(by: order == "name" ? nil : order).address), name)
        }
      }
    }
  }

  /// Writes each chosen filter with a link that removes it.
  private func writeChosen(to html: inout HTMLWriter) {
    var items: [(MemberFilters, String)] = []
    if let text = filters.text { items.append((filters.withoutText(), say.filterWords + ": " + text)) }
    var before: String?
    for item in filters.chosenByField {
      let isAlternative = item.field == before && !filters.all.contains(item.field)
      let label =
        isAlternative
        ? say.filterOr(name: name(of: item))
        : MemberFacet.label(of: item.field, fields, call) + ": " + name(of: item)
      items.append((filters.without(item), label))
      before = item.field
    }
    html.element(.ul, [.class("chosen"), .label(say.chosenFilters)]) { html in
      for (rest, label) in items {
        html.element(.li) { html in
          html.element(.a, [.href(call.link(rest.address))]) { html in
            html.element(.span, [.class("hidden")], text: say.remove + " ")
            html.text(label)
          }
        }
      }
      guard items.count > 1 else { return }
      html.element(.li, [.class("all")]) { $0.link(call.link(.members), say.removeAll) }
    }
    html.line()
  }

  private func name(of item: MemberFilters.Chosen) -> String {
    // A topic has one name, whatever the relation to it.
    let value = list.facets.lazy.filter { $0.field == item.field || $0.field == "topic" }
      .flatMap(\.values).first { $0.value == item.value }
    if let value { return value.name }
    return MemberFacet.name(of: item.value, in: item.field, fields, call) ?? item.value
  }
}
