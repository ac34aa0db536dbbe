import Directory
import HTTPCore

/// Whether a request for data would succeed, and why not.
struct Readiness {
  struct Reason {
    let code: StaticString
    let detail: String
  }

  private(set) var reasons: [Reason] = []

  /// - Parameter check: runs a query as requests do; nil if the store isn't open.
  init(_ state: ServiceState, check: (() throws -> Void)?) {
    if state.isStopping {
      reasons.append(Reason(code: "stopping", detail: "the server finishes running requests and ends"))
    } else if state.isDraining {
      reasons.append(
        Reason(code: "draining", detail: "POST /drain has asked that no further requests be sent"))
    }
    guard let check else {
      reasons.append(Reason(code: "starting", detail: StartProgress.text(of: state.step)))
      return
    }
    do { try check() } catch {
      reasons.append(Reason(code: "store-unavailable", detail: "the directory can't be read: \(error)"))
    }
  }

  var isReady: Bool { reasons.isEmpty }

  var json: [UInt8] {
    var out: [UInt8] = []
    guard !isReady else { return Array("{\"status\":\"ready\"}\n".utf8) }
    out.append("{\"status\":\"unavailable\",\"reasons\":[" as StaticString)
    for (index, reason) in reasons.enumerated() {
      out.append(index == 0 ? "{\"code\":\"" : ",{\"code\":\"" as StaticString)
      out.append(reason.code)
      out.append("\",\"detail\":" as StaticString)
      JSONText.append(reason.detail, to: &out)
      out.append("}" as StaticString)
    }
    out.append("]}\n" as StaticString)
    return out
  }
}
