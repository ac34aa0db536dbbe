/// Makes what browsers get from the sources of the workspace.
enum StaffSource {
  /// Returns a module or a style sheet without its comments and its indentation, which are for people who
  /// read the sources. Each line keeps its number, so that an error in a browser names the line of the
  /// source.
  ///
  /// Only comments that have whole lines are found, and a text must not have several lines; a test holds
  /// that.
  static func served(_ text: String, as name: String) -> String {
    guard name.hasSuffix(".js") || name.hasSuffix(".css") else { return text }
    var served: [UInt8] = []
    served.reserveCapacity(text.utf8.count)
    var (isFirst, isComment) = (true, false)
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if !isFirst { served.append(UInt8(ascii: "\n")) }
      isFirst = false
      let code = line.drop { $0 == UInt8(ascii: " ") }
      if isComment || code.starts(with: "/*".utf8) {
        isComment = !ends(code)
      } else if !code.starts(with: "//".utf8) {
        served.append(contentsOf: code)
      }
    }
    return String(decoding: served, as: UTF8.self)
  }

  /// Whether a comment ends with this line.
  private static func ends(_ line: Substring.UTF8View) -> Bool {
    line.suffix(2).elementsEqual("*/".utf8)
  }
}
