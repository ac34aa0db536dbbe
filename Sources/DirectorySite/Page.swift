internal import Directory
internal import HTML
internal import HTTPCore

/// What a page says. `Layout` adds what all pages have in common.
struct Page {
  var status = Status.ok
  /// The title without the name of the site; nil for the start page.
  var title: String?
  /// The language of the title, if it isn't that of the page.
  var titleLanguage: String?
  /// One or two sentences for search engines and previews.
  var description: String?
  /// The one address of the page. Nil for a page that no search engine should know.
  var address: SiteAddress?
  /// The page in other languages, if it isn't `address`.
  var translated: SiteAddress?
  /// The section of the menu that the page belongs to.
  var section: SiteAddress?
  /// The picture that a preview of a link shows: its path on this server, and what it shows.
  var picture: (path: String, alt: String)?
  /// The names of scripts that this page needs beside `site.js`.
  var scripts: [String] = []
  /// The record that the page is about.
  var subject: RecordKey?
  /// Data about it for programs (JSON-LD).
  var linkedData: [UInt8]?
  /// What every reader has to know before the content.
  var notice: String?
  /// The same content for feed readers.
  var feed: Link?
  /// Writes the content of the element `main`.
  let content: (inout HTMLWriter) -> Void

  init(_ content: @escaping (inout HTMLWriter) -> Void) { self.content = content }
}

/// Why a page can't be shown.
enum SiteError: Error {
  case directory(DirectoryError)
  /// The record has this address now.
  case moved(SiteAddress)
  /// The record has left the directory.
  case gone(name: String, successors: [(SiteAddress, name: String)])
  case notFound
}
