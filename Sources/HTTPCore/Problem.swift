/// An error as RFC 9457 has it, `application/problem+json`: the one shape in which every layer says no.
package struct Problem: Sendable {
  package var status: Status
  /// Stable, for programs, such as `unknown-parameter`.
  package var code: String
  /// For people: what was wrong and what would be right.
  package var detail: String
  /// Further members, in order, each with its value as JSON text.
  package var members: [(name: String, json: [UInt8])] = []

  package init(_ status: Status, code: String, detail: String) {
    self.status = status
    self.code = code
    self.detail = detail
  }

  package init(_ error: RequestError) {
    self.init(error.status, code: error.code, detail: error.detail)
  }

  /// `type` is about:blank's stand-in: a relative reference that documentation can be put behind, and that
  /// differs from problem to problem as `code` does.
  package var json: [UInt8] {
    var out: [UInt8] = []
    out.append("{\"type\":\"/problems/")
    out.append(code)
    out.append("\",\"title\":")
    JSONText.append("\(status.reason)", to: &out)
    out.append(",\"status\":")
    out.append(decimal: status.code)
    out.append(",\"code\":")
    JSONText.append(code, to: &out)
    out.append(",\"detail\":")
    JSONText.append(detail, to: &out)
    for member in members {
      out.append(Byte.comma)
      JSONText.append(member.name, to: &out)
      out.append(Byte.colon)
      out.append(contentsOf: member.json)
    }
    out.append("}\n")
    return out
  }
}
