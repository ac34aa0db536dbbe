import Directory
import TestSupport
import Testing

@Suite("The files of the staff workspace")
struct StaffFileTests {
  let directory: RunningDirectory

  init() throws { directory = try RunningDirectory() }

  /// The sources, by their names below the folder of a version.
  private func sources() throws -> [(name: String, text: String)] {
    try ProjectFiles.files(below: Self.folder, ending: "").filter {
      $0.hasSuffix(".js") || $0.hasSuffix(".css")
    }
    .map { path in
      let name = String(path.dropFirst(Self.folder.count + 1))
      return (name, String(decoding: try ProjectFiles.read(path), as: UTF8.self))
    }
  }

  private static let folder = "Public/staff"

  /// Returns the addresses of this version that the page names.
  private func addresses() throws -> [String] {
    try directory.get("/staff/").text.split(separator: "\"").map(String.init).filter {
      $0.hasPrefix("/staff/") && $0.contains(".")
    }
  }

  @Test(
    "every address of the application gets its page", arguments: ["/staff/", "/staff/members/asker/edit"])
  func page(path: String) throws {
    let answer = try directory.get(path)
    #expect(answer.status == 200)
    #expect(answer.field("content-type") == "text/html; charset=utf-8")
    #expect(answer.field("cache-control") == "private, no-cache")
    let policy = try #require(answer.field("content-security-policy"))
    #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
    #expect(!policy.contains("unsafe"))
    #expect(answer.field("access-control-allow-origin") == nil)
    let tag = try #require(answer.field("etag"))
    #expect(try directory.get(path, "If-None-Match: \(tag)").status == 304)
  }

  @Test("the address without a slash leads to the page")
  func slash() throws {
    let answer = try directory.get("/staff")
    #expect(answer.status == 301)
    #expect(answer.field("location") == "/staff/")
  }

  @Test("the page names all files of the application, and each is there for good")
  func files() throws {
    let addresses = try addresses()
    #expect(Set(addresses).count == addresses.count)
    #expect(addresses.contains { $0.hasSuffix("/main.js") })
    for address in addresses {
      let answer = try directory.get(address, "Accept-Encoding: gzip")
      #expect(answer.status == 200, "\(address)")
      #expect(answer.field("cache-control") == "public, max-age=31536000, immutable")
      #expect(answer.field("access-control-allow-origin") == nil)
    }
  }

  /// Returns the modules that a module imports, and those that these import: names below the folder of this
  /// version. What is imported in a function is loaded when it is needed.
  private func imports(of name: String, in base: String, into seen: inout [String: Int]) throws {
    guard seen[name] == nil else { return }
    let answer = try directory.get(base + name)
    try #require(answer.status == 200, "\(name)")
    seen[name] = try directory.get(base + name, "Accept-Encoding: gzip").content.count
    for match in answer.text.matches(of: /(?:from|^import) "(\.[^"]+)";/.anchorsMatchLineEndings()) {
      var folders = name.split(separator: "/").dropLast().map(String.init)
      for part in match.1.split(separator: "/") where part != "." {
        if part == ".." { folders.removeLast() } else { folders.append(String(part)) }
      }
      try imports(of: folders.joined(separator: "/"), in: base, into: &seen)
    }
  }

  @Test("what each screen loads takes at most 90 KB, words included")
  func size() throws {
    let named = try addresses()
    let main = try #require(named.first { $0.hasSuffix("/main.js") })
    let base = String(main.dropLast("main.js".count))
    let routes = try directory.get(base + "routes.js").text
    let screens = Set(routes.matches(of: /import\("\.\/([^"]+)"\)/).map { String($0.1) })
    #expect(screens.count > 10)
    let always = try (named.filter { $0.hasSuffix(".css") } + ["/staff/"]).reduce(0) { sum, path in
      try sum + directory.get(path, "Accept-Encoding: gzip").content.count
    }
    for screen in screens {
      var loaded: [String: Int] = [:]
      for name in ["main.js", screen] { try imports(of: name, in: base, into: &loaded) }
      for words in ["nb.js", "nb-editor.js", "nb-office.js"] {
        try imports(of: "core/words/" + words, in: base, into: &loaded)
      }
      #expect(always + loaded.values.reduce(0, +) <= 90_000, "\(screen)")
    }
  }

  @Test("all modules together take at most 135 KB in one language")
  func whole() throws {
    let named = try addresses()
    let main = try #require(named.first { $0.hasSuffix("/main.js") })
    let base = String(main.dropLast("main.js".count))
    let names = try sources().map(\.name).filter { !$0.contains("/words/en") }
    #expect(names.count > 50)
    let sizes = try names.map { try directory.get(base + $0, "Accept-Encoding: gzip").content.count }
    #expect(sizes.reduce(0, +) <= 135_000)
  }

  @Test("comments and indentation aren't sent, and each line keeps its number")
  func comments() throws {
    let main = try #require(try addresses().first { $0.hasSuffix("/main.js") })
    let sent = try directory.get(main).text.split(separator: "\n", omittingEmptySubsequences: false)
    let source = try #require(try sources().first { $0.name == "main.js" }).text
      .split(separator: "\n", omittingEmptySubsequences: false)
    #expect(sent.count == source.count)
    for (line, original) in zip(sent, source) {
      #expect(line == original || line.isEmpty && original.hasPrefix("//"))
    }
    // A text with several lines would lose what is at their beginnings.
    for file in try sources() where file.name.hasSuffix(".js") {
      for line in file.text.split(separator: "\n") {
        #expect(line.count { $0 == "`" } % 2 == 0, "\(file.name): \(line)")
      }
    }
  }

  @Test(
    "other addresses aren't files",
    arguments: ["/staff/main.js", "/staff/0123456789ab/main.js", "/staff/../main.js", "/staffing"])
  func others(path: String) throws {
    #expect(try directory.get(path).status == 404)
  }

  @Test("the application can only be read")
  func methods() throws {
    #expect(try directory.ask("POST", "/staff/").status == 405)
    #expect(try directory.get("/robots.txt").text.contains("Disallow: /staff/\n"))
  }
}
