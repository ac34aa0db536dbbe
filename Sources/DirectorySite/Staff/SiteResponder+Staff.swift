internal import HTTPCore
internal import Representations

extension SiteResponder {
  /// Replies with the workspace or a file of it. What it shows comes from the API, which asks for a token, so
  /// the files themselves are public.
  func staff(_ head: RequestHead, in bytes: Span<UInt8>, now: Int64) -> Reply {
    let path = bytes.text(head.target.path)
    guard path != "/staff" else { return redirect(.movedPermanently, "/staff/", head) }
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let file = name.contains(".") ? assets.staff.file(path) : assets.staff.page else {
      return notFound(head)
    }
    let acceptance = ContentCoding.acceptance(head, in: bytes)
    let response = acceptance.prefersGzip ? file.gzip : file.identity
    return response.reply(to: head, in: bytes, now: now) ?? preconditionFailed(head)
  }
}
