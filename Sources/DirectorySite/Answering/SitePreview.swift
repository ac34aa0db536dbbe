package import Directory
package import HTTPCore
internal import Representations

/// Makes the page of a record for a preview: as visitors will see it, but never cached, and in frames of this
/// server too.
package struct SitePreview: Sendable {
  private let settings: SiteSettings
  private let assets: Assets
  private let fields: [Response.Field]

  package init(settings: SiteSettings, assets: Assets) {
    self.settings = settings
    self.assets = assets
    fields = PageFields(origin: settings.origin).ofPreviews
  }

  /// Returns the response with the page, or nil if records of that type have none.
  ///
  /// - Parameters:
  ///   - wanted: the tag of the page's language; another one is used if the directory hasn't this.
  ///   - reader: answers with what is public.
  package func page(
    of key: RecordKey, in wanted: String?, _ reader: any DirectoryReader, now: Int64
  ) throws(DirectoryError) -> Response? {
    guard let address = SiteAddress.record(key) else { return nil }
    let path = Array(address.path.utf8)
    guard case .found(let match) = SiteRoutes.router.route(0..<path.count, in: path.span) else { return nil }
    let declared = try reader.organisation()?.languages ?? []
    let offered = SiteLanguage.offered(for: declared)
    let language =
      offered.first { $0.tag == wanted } ?? offered.first { $0 == .standard(for: declared) } ?? .english
    let request = SiteRequest(
      language: language, route: match.resource, parameters: match.parameters,
      query: Query(parameters: address.query), path: address.path)
    let call = try SiteCall(request, reader, settings: settings, assets: assets, now: now)
    let page = try page(match.resource, call)
    let content = Layout(call: call, page: page).document()
    let type = [
      Response.Field("Content-Type", "\(MediaType.html.field)"),
      Response.Field("Content-Language", language.tag),
    ]
    return Response(page.status, fields: type + fields, body: .bytes(content))
  }

  private func page(_ route: Int, _ call: SiteCall) throws(DirectoryError) -> Page {
    var page: Page
    do throws(SiteError) { page = try SiteRoutes.all[route].make(call) } catch {
      if case .directory(let failure) = error { throw failure }
      page = FaultPages.make(error, call)
    }
    // No search engine should know it. Links to other languages lead to the page that is public.
    page.translated = page.address ?? page.translated
    page.address = nil
    page.notice = call.say.previewNotice
    return page
  }
}

extension SiteCall {
  /// - Parameter plain: answers in the default language.
  init(
    _ request: SiteRequest, _ plain: any DirectoryReader, settings: SiteSettings, assets: Assets, now: Int64,
    origin: String = ""
  ) throws(DirectoryError) {
    let declared = try plain.organisation()?.languages ?? []
    let content = request.language.content(among: declared)
    let reader = TranslatingReader(plain, into: content)
    self.init(
      language: request.language, languages: SiteLanguage.offered(for: declared), contentLanguage: content,
      path: request.parameters, query: request.query, requested: request.path, origin: origin,
      settings: settings, assets: assets, reader: reader, hasAreas: try !plain.areas().isEmpty,
      organisation: try reader.organisation(), now: now)
  }
}
