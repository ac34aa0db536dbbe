internal import HTTPCore

/// The documentation page. The build puts the files of `Public/` into the program, so that it runs in any
/// folder.
enum DocsRoutes {
  static func page(_ call: Call) throws(APIError) -> Content { Content(bytes: file("docs.html")) }

  /// Returns the route of a file that the page loads.
  static func part(_ name: StaticString, _ answers: String, _ offers: Offers) -> Route {
    let bytes = file(name.description)
    return Route(
      name, .read, "/docs/\(name)", answers, yielding: .page, offers: offers, validity: .program,
      handler: .loop { _ in Content(bytes: bytes) })
  }

  /// The routes of the sections of the description, which the page loads as it needs them.
  static let sections: [Route] = DescriptionSections.names.map { name in
    Route(
      "docsSection", .read, "/docs/\(name).json", "a section of the description, for that page",
      yielding: .page,
      handler: .loop { call throws(APIError) in
        let examples = try call.ask(Examples.init)
        let sections = kept.value(version: call.settings.version, examples)
        return Content(bytes: sections.contents[name] ?? [])
      })
  }

  private static let kept = KeptDescription { version, examples in
    DescriptionSections(OpenAPIDocument.document(version: version, of: examples))
  }

  static func file(_ name: String) -> [UInt8] {
    EmbeddedFiles.public.first { $0.name == name }.map { Array($0.text.utf8) } ?? []
  }
}
