internal import HTTPCore

/// The documentation page, from `Public/`: put into the program when it is built, so that it needs no folder.
enum DocsRoutes {
  static func page(_ call: Call) throws(APIError) -> Content { Content(bytes: file("docs.html")) }

  static func part(_ name: StaticString, _ answers: String, _ offers: Offers) -> Route {
    let bytes = file(name.description)
    return Route(
      name, .read, "/docs/\(name)", answers, yielding: .page, offers: offers, validity: .program,
      handler: .loop { _ in Content(bytes: bytes) })
  }

  private static func file(_ name: String) -> [UInt8] {
    EmbeddedFiles.public.first { $0.name == name }.map { Array($0.text.utf8) } ?? []
  }
}
