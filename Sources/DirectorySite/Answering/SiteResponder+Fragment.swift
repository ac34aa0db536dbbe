internal import Directory
internal import HTML
internal import HTTPCore
internal import Representations

/// The list of members alone, for servers of other sites that put it into their pages.
extension SiteResponder {
  func fragment(_ head: RequestHead, in bytes: Span<UInt8>, id: RequestID, now: Int64) -> Reply {
    let reply = workersReply(
      to: head, mayTakeLong: true, namesHost: true, in: bytes, id: id, now: now)
    if let reply { return reply }
    let choices: FragmentChoices
    do throws(FragmentChoices.Fault) {
      choices = try FragmentChoices(head, in: bytes)
    } catch { return plain(.badRequest, error.message + "\n", head) }
    do throws(DirectoryError) {
      let html = try list(choices, origin: origin(head, in: bytes), now: now).html()
      let response = Response(.ok, fields: fragmentFields(choices.language), body: .bytes(html))
      return .stored(StoredResponse(response), head.method.isHead ? .headOnly : .whole)
    } catch {
      if case .unknownValue(let name, let value, let nearest) = error {
        let hint = nearest.isEmpty ? "" : " Did you mean \(nearest.joined(separator: ", "))?"
        return plain(.badRequest, "\(name) has no value '\(value)'.\(hint)\n", head)
      }
      settings.log("request \(id.text): \(error)")
      return busy(head)
    }
  }

  private func list(
    _ choices: FragmentChoices, origin: String, now: Int64
  ) throws(DirectoryError) -> EmbeddedList {
    try resources.beginSnapshot()
    let request = SiteRequest(
      language: choices.language, route: nil, parameters: [], query: choices.query, path: "")
    let call = try call(for: request, origin: origin, now: now)
    let filters = MemberFilters(choices.query, [])
    let page = try call.reader.members(
      ListQuery(try filters.clauses([]), text: filters.text, limit: choices.limit))
    return EmbeddedList(call: call, page: page, heading: choices.heading, address: filters.address)
  }

  private func fragmentFields(_ language: SiteLanguage) -> [Response.Field] {
    [
      Response.Field("Content-Type", "\(MediaType.html.field)"),
      Response.Field("Content-Language", language.tag),
      Response.Field("Cache-Control", cacheControl(naming: settings.cacheControl)),
      Response.Field("Access-Control-Allow-Origin", "*"),
      Response.Field("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
      Response.Field("X-Content-Type-Options", "nosniff"),
      Response.Field("X-Robots-Tag", "noindex"),
    ]
  }
}

/// What a request for a fragment asks for.
private struct FragmentChoices {
  struct Fault: Error {
    let message: String
  }

  let language: SiteLanguage
  let limit: Int
  let heading: Element
  let query: Query

  init(_ head: RequestHead, in bytes: Span<UInt8>) throws(Fault) {
    do { query = try Query(head.target.query, in: bytes) } catch {
      throw Fault(message: "The query has a malformed escape.")
    }
    let value = { [query] (name: String) in
      query.parameters.first { $0.name == name && !$0.value.isEmpty }?.value
    }
    guard let language = SiteLanguage(rawValue: value("lang") ?? "en") else {
      throw Fault(message: "lang is one of en, nb and nn.")
    }
    guard let limit = Int(value("limit") ?? "10"), (1...100).contains(limit) else {
      throw Fault(message: "limit is a number from 1 to 100.")
    }
    guard let heading = EmbeddedList.headings[value("heading") ?? "3"] else {
      throw Fault(message: "heading is a level from 2 to 6.")
    }
    (self.language, self.limit, self.heading) = (language, limit, heading)
  }
}

/// A list of members as a fragment of HTML without classes that a page would have to know.
struct EmbeddedList {
  let call: SiteCall
  let page: Directory.Page<Member>
  let heading: Element
  let address: SiteAddress

  /// The levels that a page may ask for.
  static let headings: [String: Element] = ["2": .h2, "3": .h3, "4": .h4, "5": .h5, "6": .h6]

  func html() -> [UInt8] {
    let say = call.say
    return HTMLWriter.fragment { html in
      html.element(.div, [.class("member-directory"), .lang(call.language.tag)]) { html in
        html.element(heading, text: say.widgetHeading)
        html.element(.ul) { html in
          for member in page.items { write(member, to: &html) }
        }
        guard let link = link(to: address) else { return }
        let all = page.total == 1 ? say.widgetHeading : say.widgetAllMany(count: String(page.total))
        html.element(.p) { $0.link(link, page.total == 0 ? say.widgetNone : all) }
      }
      html.line()
    }
  }

  private func write(_ member: Member, to html: inout HTMLWriter) {
    let lang = Attribute.lang(call.lang(of: "name", in: member.fallback))
    html.element(.li) { html in
      if let link = link(to: .member(member.slug)) {
        html.link(link, [lang], member.name)
      } else {
        html.element(.span, [lang], text: member.name)
      }
    }
  }

  /// Returns the whole address of a page, since the list is shown on another server.
  private func link(to address: SiteAddress) -> Link? {
    Link(origin: call.origin, local: address.text(in: call.language))
  }
}
