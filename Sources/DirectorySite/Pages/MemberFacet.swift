internal import Directory
internal import HTML

/// The values of one field among the members, as checkboxes with their numbers of members.
struct MemberFacet {
  private let call: SiteCall
  private let facet: Facet
  private let filters: MemberFilters
  private let fields: [Directory.Field]

  /// A longer list is folded after so many values.
  private var shown: Int { facet.field == "interestedIn" ? 5 : 8 }

  init(_ call: SiteCall, _ facet: Facet, _ filters: MemberFilters, _ fields: [Directory.Field]) {
    self.call = call
    self.facet = facet
    self.filters = filters
    self.fields = fields
  }

  func write(to html: inout HTMLWriter) {
    var values = facet.values.filter { $0.count > 0 || filters.contains(facet.field, $0.value) }
    guard !values.isEmpty else { return }
    if values.count > shown {
      values =
        values.filter { filters.contains(facet.field, $0.value) }
        + values.filter { !filters.contains(facet.field, $0.value) }
    }
    html.element(.fieldset, [.name(facet.field)]) { html in
      html.element(.legend, text: Self.label(of: facet.field, fields, call))
      html.element(.div) { html in
        for value in values.prefix(shown) { write(value, to: &html) }
        guard values.count > shown else { return }
        html.element(.details) { html in
          html.element(.summary, text: call.say.showMore)
          for value in values.dropFirst(shown) { write(value, to: &html) }
        }
      }
    }
    html.line()
  }

  private func write(_ value: Facet.Value, to html: inout HTMLWriter) {
    let isChosen = filters.contains(facet.field, value.value)
    html.element(.label, [.class("tick")]) { html in
      html.void(
        .input, [.type("checkbox"), .name(facet.field), .value(value.value), .checked(isChosen)])
      html.space()
      let name = Self.name(of: value.value, in: facet.field, fields, call) ?? value.name
      html.element(.span, [.lang(call.lang(value.language))], text: name)
      html.space()
      html.element(.span, [.class("num")], text: call.number(value.count))
    }
    html.line()
  }

  /// Returns the heading of a filter.
  static func label(of field: String, _ fields: [Directory.Field], _ call: SiteCall) -> String {
    let say = call.say
    switch field {
    case "kind": return say.filterKind
    case "area", "county": return say.filterArea
    case "topic": return say.filterTopic
    case "worksWith": return say.worksWith
    case "interestedIn": return say.interestedIn
    case "local": return say.local
    case "at": return say.filterDate
    case "population": return say.factInhabitants
    case "joined": return say.factMemberSince
    default: return fields.first { $0.path == field }.map { call.text($0.label) } ?? field
    }
  }

  /// Returns the text of a value of the directory's own fields; nil for other fields.
  static func name(
    of value: String, in field: String, _ fields: [Directory.Field], _ call: SiteCall
  ) -> String? {
    guard let field = fields.first(where: { $0.path == field }) else { return nil }
    switch field.valueType {
    case .yesNo: return value == "true" ? call.say.yes : call.say.no
    case .choice, .choices: return field.choice(value)?.label.map(call.text) ?? value
    case .text, .longText, .number, .day, .url: return nil
    }
  }
}

extension SiteCall {
  /// Returns a text of the directory's own fields in the language of the page, as far as there is one.
  func text(_ text: LocalText) -> String {
    guard case .translated(let texts) = text else { return text.shown }
    return texts.first { $0.language == language.tag }?.text
      ?? texts.first { $0.language == contentLanguage }?.text ?? text.shown
  }
}
