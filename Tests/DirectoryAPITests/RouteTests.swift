import HTTPCore
import TestSupport
import Testing

@testable import DirectoryAPI

@Suite("Every route of the table")
struct RouteTests {
  /// The target of each route, with existing names instead of its parameters.
  private static let targets: [(pattern: String, target: String)] = Routes.all.filter {
    // No member here has a picture, and the directory has no fields of its own and no preview.
    $0.role == nil && $0.methods.contains(.get) && !$0.isPicture && $0.pattern != "/fields/{name}"
      && !$0.pattern.hasPrefix("/previews")
  }.map { route in
    let slugs = [
      "topics": "climate", "areas": "innlandet", "counties": "innlandet", "member-kinds": "county",
      "topic-kinds": "theme",
    ]
    let slug = route.pattern.split(separator: "/").first.flatMap { slugs[String($0)] } ?? "asker"
    let id = route.pattern.hasPrefix("/offices") ? "oslo" : "kari-nordmann"
    let target = route.pattern.split(separator: "/").map { segment in
      segment == "{slug}" ? slug : segment == "{id}" ? id : segment == "{code}" ? "gone" : String(segment)
    }
    let path = "/" + target.joined(separator: "/")
    // This route has a required parameter.
    let required = ["/search": "/search?q=asker", "/match": "/match?topic=climate"]
    return (route.pattern, required[path] ?? path)
  }
  private static let paths = targets.map(\.target)

  /// Returns the `Allow` field of the target.
  private static func allow(_ path: String) throws -> String {
    let pattern = try #require(targets.first { $0.target == path }?.pattern)
    return try #require(Routes.all.first { $0.pattern == pattern }?.methods.allow)
  }

  @Test("answers GET", arguments: paths)
  func answers(path: String) throws {
    let answer = try Service().ask("GET", path)
    #expect(answer.status == 200)
    #expect(answer["Content-Length"] == String(answer.body.count))
    #expect(answer.body.last == UInt8(ascii: "\n"))
    guard answer["Content-Type"]?.contains("json") == true else {
      #expect(path.hasPrefix("/docs") || path.hasSuffix(".csv"))
      return
    }
    _ = try answer.json
  }

  @Test("answers HEAD as GET, without the content", arguments: paths)
  func head(path: String) throws {
    let service = try Service()
    for fields in [["Accept-Encoding: gzip"], ["Accept-Encoding: identity"]] {
      let get = try service.ask("GET", path, fields[0])
      let head = try service.ask("HEAD", path, fields[0])
      #expect(head.body.isEmpty)
      for head in [head, try Service().ask("HEAD", path, fields[0])] {
        // Only the digest differs, because it is that of the empty content (RFC 9530 §B.2).
        #expect(Set(head.fieldNames) == Set(get.fieldNames))
        for name in get.fieldNames where name != "Content-Digest" { #expect(head[name] == get[name]) }
      }
    }
  }

  @Test("refuses an unknown parameter, and the problem names it", arguments: paths)
  func unknownParameter(path: String) throws {
    let answer = try Service().ask("GET", path + (path.contains("?") ? "&" : "?") + "limti=2")
    #expect(answer.status == 400)
    #expect(try answer.code == "unknown-parameter")
    let json = try answer.json
    #expect(json["parameter"]?.string == "limti")
    let allowed = json["allowed"]?.strings ?? ["?"]
    #expect((json["nearest"]?.strings == ["limit"]) == allowed.contains("limit"))
  }

  @Test("responds to OPTIONS with its methods", arguments: paths)
  func options(path: String) throws {
    let answer = try Service().ask("OPTIONS", path)
    #expect(answer.status == 204)
    #expect(answer["Allow"] == (try Self.allow(path)))
    #expect(answer["Content-Length"] == nil)
  }

  @Test("refuses methods that it does not offer", arguments: ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
  func otherMethods(method: String) throws {
    let service = try Service()
    for path in Self.paths {
      let allow = try Self.allow(path)
      let answer = try service.ask(method, path, "Content-Length: 2")
      if allow.contains(method) {
        #expect(answer.status == 401)
        continue
      }
      #expect(answer.status == 405)
      #expect(answer["Allow"] == allow)
      #expect(try answer.code == "method-not-allowed")
    }
  }

  @Test("names the roles that may write to it, so that nothing is open by default")
  func defaultDeny() throws {
    let writing: [Method] = [.post, .put, .patch, .delete]
    for route in Routes.all {
      for method in writing where route.methods.contains(method) {
        #expect(
          route.writes.contains { $0.method == method }, "\(method) \(route.pattern) is in no table of writes"
        )
        let target = route.pattern.replacing("{slug}", with: "a").replacing("{id}", with: "a")
          .replacing("{name}", with: "a").replacing("{number}", with: "1").replacing("{secret}", with: "a")
        let answer = try Service().ask("\(method.name)", target, "Content-Length: 2")
        // A session begins with a token in the content, and only on the machine itself without TLS.
        guard route.pattern != "/session" || method != .post else {
          #expect(answer.status == 403)
          continue
        }
        #expect(answer.status == 401)
        #expect(answer["WWW-Authenticate"] == "Bearer realm=\"member-directory\"")
      }
      #expect(route.writes.allSatisfy { writing.contains($0.method) })
      #expect(Set(route.writes.map(\.method.rawValue)).count == route.writes.count)
    }
  }

  @Test("requires a token if it is for staff only")
  func staffOnly() throws {
    for route in Routes.all where route.role != nil {
      let target = route.pattern.replacing("{slug}", with: "asker").replacing("{id}", with: "oslo")
        .replacing("{name}", with: "a").replacing("{number}", with: "1")
      #expect(try Service().ask("GET", target).status == 401)
    }
  }

  @Test("is listed in the help", arguments: ["*/*", "text/plain"])
  func help(accept: String) throws {
    let help = try Service().ask("GET", "/", "Accept: \(accept)").text
    for route in Routes.documented {
      #expect(
        help.contains(route.pattern)
          && (help.contains(route.summary)
            || !route.methods.contains(.get) && route.writes.allSatisfy { help.contains($0.summary) })
      )
    }
  }

  @Test("has its own pattern and relation")
  func distinct() {
    #expect(Set(Routes.all.map(\.pattern)).count == Routes.all.count)
    // The help has a link with each relation, but not to the parts of the documentation page.
    let relations = Routes.documented.map { "\($0.relation)" }
    #expect(Set(relations).count == relations.count)
  }

  @Test(
    "accepts its path in absolute form, with dot segments and with escapes",
    arguments: [
      "http://example.org/members/asker", "/x/../members/asker", "/%6dembers/./ask%65r",
    ])
  func spellings(target: String) throws {
    #expect(try Service().ask("GET", target).json["slug"]?.string == "asker")
  }
}
