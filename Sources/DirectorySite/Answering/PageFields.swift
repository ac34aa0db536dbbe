internal import HTTPCore

/// The fields of pages that protect their readers.
struct PageFields {
  /// Those of all pages.
  let all: [Response.Field]
  /// Those of the staff workspace.
  let staff: [Response.Field]
  /// Those of previews, which pages of this server may frame. The address has a secret, so no request names
  /// it.
  let ofPreviews: [Response.Field]

  /// A page loads its own scripts, styles and pictures, and sends forms to this server only. The one policy
  /// of Trusted Types is that of `site.js`, which takes pages of this server apart.
  private static func policy(framedBy ancestors: StaticString) -> Response.Field {
    Response.Field(
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors \(ancestors); "
        + "require-trusted-types-for 'script'; trusted-types member-directory")
  }

  /// The workspace shows pictures before it sends them, and previews of pages in a frame. It makes no HTML.
  private static let staffPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
    + "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    + "require-trusted-types-for 'script'; trusted-types 'none'"

  init(origin: String?) {
    var fields = [
      Response.Field("X-Content-Type-Options", "nosniff"),
      Response.Field("Cross-Origin-Opener-Policy", "same-origin"),
      Response.Field("Cross-Origin-Resource-Policy", "same-origin"),
      Response.Field(
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ]
    if origin?.hasPrefix("https://") == true {
      // A year, which is what browsers ask of a site that is to be known as secure.
      fields.append(Response.Field("Strict-Transport-Security", "max-age=31536000"))
    }
    let own = [
      Response.Field("X-Frame-Options", "DENY"),
      // A form that is sent without a referrer has the origin `null`.
      Response.Field("Referrer-Policy", "same-origin"),
    ]
    all = [Self.policy(framedBy: "'none'")] + own + fields
    staff = [Response.Field("Content-Security-Policy", Self.staffPolicy)] + own + fields
    ofPreviews =
      [
        Self.policy(framedBy: "'self'"), Response.Field("X-Frame-Options", "SAMEORIGIN"),
        Response.Field("Referrer-Policy", "no-referrer"), Response.Field("Cache-Control", "no-store"),
        Response.Field("X-Robots-Tag", "noindex, nofollow"),
      ] + fields
  }
}
