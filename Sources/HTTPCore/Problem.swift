/// An error in the format of RFC 9457, `application/problem+json`. Every layer reports errors in this format.
package struct Problem: Sendable {
  package var status: Status
  /// Identifies the error for programs, such as `unknown-parameter`. It never changes.
  package var code: String
  /// Tells people what was wrong and what would be right.
  package var detail: String
  /// More members, in order, each with its value as JSON.
  package var members: [(name: String, json: [UInt8])] = []

  package init(_ status: Status, code: String, detail: String) {
    self.status = status
    self.code = code
    self.detail = detail
  }

  package init(_ error: RequestError) {
    self.init(error.status, code: error.code, detail: error.detail)
  }

  /// `type` is a relative reference to the documentation of the problem. Like `code`, it differs for each
  /// problem.
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
