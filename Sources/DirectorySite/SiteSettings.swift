package import Directory
package import HTTPCore

/// The settings of the website.
package struct SiteSettings: Sendable {
  /// The server's scheme, host and port as visitors see them; nil if it is known from each request only.
  package var origin: String?
  /// The colour of the organisation, `#rrggbb`.
  package var brandColour: String?
  /// Where to report a vulnerability: an address with `https:` or `mailto:` (RFC 9116 §2.5.3). Nil for none.
  package var securityContact: String?
  /// The address of the accessibility statement; nil for none.
  package var accessibilityStatement: String?
  /// The address of the privacy policy; nil for none.
  package var privacyPolicy: String?
  /// The organisation's links at the end of each page, in the form that `FooterLinks` reads; nil for none.
  package var footerLinks: String?
  /// The `Cache-Control` of pages.
  package var cacheControl = "public, no-cache"
  /// The field by which a cache in front can purge all pages; nil for none.
  package var cacheTag: Response.Field?
  /// Shorter content is sent uncompressed.
  package var gzipMinimumBytes = 256
  /// What a client may spend; nil for no limit.
  package var costLimit: ClientAccount.Limit?
  /// Returns JSON-LD about a record, as the API answers it; nil for none. The second argument is the reader
  /// that answers in the language of the page.
  package var linkedData: @Sendable (RecordKey, any DirectoryReader) throws(DirectoryError) -> [UInt8]? =
    { _, _ in nil }
  /// The labels of requests for pages.
  package var labels = SiteLabels(first: 1)
  /// Logs one line for the operator.
  package var log: @Sendable (String) -> Void = { _ in }

  package init() {}
}
