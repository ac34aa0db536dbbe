import Foundation
import Testing

@Suite("The manifest, the image and the documents agree about the package")
struct PackagingTests {
  @Test("the build of the container image receives exactly the files that it reads")
  func dockerignore() throws {
    let sent = try Project.text(".dockerignore").split(separator: "\n")
      .filter { $0.hasPrefix("!") }.map { String($0.dropFirst()) }
    #expect(Set(sent) == (try Self.foldersOfBuild()).union(["Package.swift"]))
    #expect(Set(sent).count == sent.count)
    let existing = Set(try Project.names(in: "."))
    #expect(existing.isSuperset(of: sent))
  }

  /// Returns the top-level folders that a build reads: SwiftPM's own, those that a target's `path` names, and
  /// those that the plugin embeds.
  private static func foldersOfBuild() throws -> Set<String> {
    let paths = try Project.text("Package.swift").matches(of: /path: "([^"\/]+)/).map { String($0.1) }
    let plugin = try Project.text("Plugins/EmbedFiles/EmbedFiles.swift")
    let embedded = plugin.matches(of: /^ +"\w+": \[("[^\]]+)\]/.anchorsMatchLineEndings())
      .flatMap { $0.1.matches(of: /"(\w+)"/).map { String($0.1) } }
    #expect(embedded.contains("Migrations") && embedded.contains("Public"))
    return Set(paths + embedded + ["Sources", "Tests", "Plugins"])
  }

  @Test("docs/third-party.md lists the packages of Package.swift with their versions")
  func thirdParty() throws {
    let pinned = try Self.pinnedPackages()
    let rows = try Project.text("docs/third-party.md")
      .matches(of: /^\| \[([\w-]+)\]\([^)]+\) \| ([\d.]+) \|/.anchorsMatchLineEndings())
    let listed = Dictionary(uniqueKeysWithValues: rows.map { (String($0.1), String($0.2)) })
    #expect(pinned.count >= 9)
    #expect(listed == pinned)
  }

  /// Each build writes Package.resolved, so the test also finds a package that only a new version of another
  /// package needs.
  @Test("every package that the build resolved is pinned in Package.swift")
  func resolvedPackagesArePinned() throws {
    struct Resolved: Decodable {
      struct Pin: Decodable {
        struct State: Decodable { let version: String? }
        let identity: String
        let state: State
      }
      let pins: [Pin]
    }
    let resolved = try JSONDecoder().decode(Resolved.self, from: Data(Project.text("Package.resolved").utf8))
    let versions = Dictionary(uniqueKeysWithValues: resolved.pins.map { ($0.identity, $0.state.version) })
    #expect(versions == (try Self.pinnedPackages()).mapValues(Optional.some))
  }

  /// Returns the exact version of each package that Package.swift names.
  private static func pinnedPackages() throws -> [String: String] {
    let manifest = try Project.text("Package.swift")
    let packages = manifest.matches(of: /\.package\(url: "[^"]+\/([\w-]+?)(?:\.git)?", exact: "([\d.]+)"/)
    #expect(packages.count == manifest.components(separatedBy: ".package(url:").count - 1)
    return Dictionary(uniqueKeysWithValues: packages.map { (String($0.1), String($0.2)) })
  }

  @Test("the program, the image and the changelog have the same version")
  func version() throws {
    let program = try Project.text("Sources/App/ProgramVersion.swift").firstMatch(of: /"(\d+\.\d+\.\d+)"/)?.1
    let image = try Project.text("Dockerfile").firstMatch(of: /image\.version="([^"]+)"/)?.1
    let changelog = try Project.text("CHANGELOG.md").firstMatch(of: /## \[(\d+\.\d+\.\d+)\]/)?.1
    #expect(program != nil)
    #expect(program == image && program == changelog)
  }

  @Test("every link from one document to another leads to a file that exists")
  func links() throws {
    let documents =
      try Project.names(in: ".").filter { $0.hasSuffix(".md") } + Project.files(in: "docs", ending: ".md")
    for document in documents {
      let folder = document.split(separator: "/").dropLast().joined(separator: "/")
      for link in try Project.text(document).matches(of: /\]\(([^)#:]+)(?:#[^)]*)?\)/) {
        let target = Project.root.appending(path: folder).appending(path: String(link.1)).standardizedFileURL
        #expect(FileManager.default.fileExists(atPath: target.path), "\(document): \(link.1)")
      }
    }
  }
}
