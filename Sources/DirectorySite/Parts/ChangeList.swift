internal import Directory
internal import HTML
internal import HTTPCore

/// Changes of the directory with the names of what was changed.
struct ChangeList {
  private struct Item {
    let change: PublicChange
    let name: String
  }

  private let call: SiteCall
  private let items: [Item]

  var isEmpty: Bool { items.isEmpty }
  var count: Int { items.count }
  /// The id of the oldest change.
  var last: Int64? { items.last?.change.id }

  init(_ call: SiteCall, before id: Int64? = nil, limit: Int) throws(DirectoryError) {
    self.call = call
    let changes = try call.reader.latestChanges(before: id, limit: limit)
    let differences = try call.reader.differences(of: changes)
    items = zip(changes, differences).map { Item(change: $0, name: $1.name ?? $0.key.slug) }
  }

  /// Writes all changes in one list, each with its day.
  func write(to html: inout HTMLWriter) {
    html.list(class: "log", items) { html, item in
      write(item, to: &html)
      html.space()
      let day = call.day(of: item.change.at)
      html.element(.time, [.class("quiet"), .datetime(day.text)], text: day.words)
    }
  }

  /// Writes a section for each day.
  func writeDays(to html: inout HTMLWriter) {
    var rest = items[...]
    while let first = rest.first {
      let day = call.day(of: first.change.at)
      let same = rest.prefix { call.day(of: $0.change.at).text == day.text }
      rest = rest.dropFirst(same.count)
      html.element(.section, [.class("part")]) { html in
        html.element(.h2) { $0.time(day.text, day.words) }
        html.element(.div) { html in
          html.list(class: "log", Array(same)) { html, item in
            write(item, to: &html)
            html.space()
            let moment = RFC3339.text(item.change.at)
            html.element(
              .time, [.class("quiet"), .datetime(moment)], text: moment.dropFirst(11).prefix(5) + " UTC")
          }
        }
      }
      html.line()
    }
  }

  private func write(_ item: Item, to html: inout HTMLWriter) {
    html.element(.span) { html in
      let isThere = item.change.action != .deleted
      if isThere, let address = SiteAddress.record(item.change.key) {
        html.link(call.link(address), item.name)
      } else {
        html.text(item.name)
      }
      html.space()
      html.element(.span, [.class("quiet")], text: type(of: item.change.key))
    }
    html.space()
    html.element(.span, text: action(item.change.action))
  }

  private func type(of key: RecordKey) -> String {
    switch key.type {
    case .member: call.say.recordMember
    case .topic: call.say.recordTopic
    case .contact: call.say.recordContact
    case .office: call.say.recordOffice
    case .area, .county: call.say.recordArea
    case .organisation: call.say.recordOrganisation
    case .memberKind, .topicKind, .field: call.say.recordOther
    }
  }

  private func action(_ action: RecordRevision.Action) -> String {
    switch action {
    case .created: call.say.changeCreated
    case .original, .updated: call.say.changeUpdated
    case .deleted: call.say.changeDeleted
    }
  }
}
