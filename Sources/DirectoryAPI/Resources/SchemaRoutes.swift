internal import Directory
internal import HTTPCore

/// The descriptions of the API.
enum SchemaRoutes {
  static func openAPI(_ call: Call) throws(APIError) -> Content {
    let examples = try call.ask(Examples.init)
    return Content(bytes: descriptions.value(version: call.settings.version, examples))
  }

  private static let descriptions = KeptDescription { version, examples in
    OpenAPIDocument.json(version: version, examples)
  }

  /// Answers with the API catalog (RFC 9727), by which a program that knows only the host finds the API.
  static func catalog(_ call: Call) throws(APIError) -> Content {
    Content(
      bytes: JSONWriter.document { json in
        json.array("linkset", [0]) { json, _ in
          json.object { json in
            json.field("anchor", "/")
            link("service-desc", "/openapi.json", type: "application/json", to: &json)
            link("service-doc", "/docs", type: "text/html", to: &json)
            link("status", "/health/ready", type: "application/json", to: &json)
          }
        }
      },
      link: "</.well-known/api-catalog>; rel=\"api-catalog\"")
  }

  private static func link(
    _ relation: StaticString, _ target: String, type: String, to json: inout JSONWriter
  ) {
    json.array(relation, [0]) { json, _ in
      json.object {
        $0.field("href", target)
        $0.field("type", type)
      }
    }
  }

  /// Explains the code of a problem. The member `type` of every problem links here.
  static func problem(_ call: Call) throws(APIError) -> Content {
    guard let code = ProblemCode.named(call.slug) else { throw .lookup(.noSuchProblem(call.slug)) }
    if call.format == .text {
      let lines = [
        (name: "code", value: code.code), (name: "status", value: String(code.status.code)),
        (name: "meaning", value: code.meaning), (name: "remedy", value: code.remedy),
      ]
      return Content(bytes: Array(TextTable.record(lines).utf8))
    }
    return Content(
      bytes: JSONWriter.document { json in
        json.field("code", code.code)
        json.field("status", code.status.code)
        json.field("meaning", code.meaning)
        json.field("remedy", code.remedy)
      })
  }
}
