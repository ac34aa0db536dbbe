// swift-tools-version: 6.2
import PackageDescription

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

// What the packages above need, pinned, so that every build has the same versions. Only a test target uses
// it, because SwiftPM warns of a package that no target uses.
let transitive = [
  Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
  Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1"),
  Target.Dependency.product(name: "SystemPackage", package: "swift-system"),
]

let package = Package(
  name: "member-directory",
  products: [.executable(name: "member-directory", targets: ["member-directory"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    // Without traits, because its JSON reader adds all of Foundation and ICU, 44 MB of a static binary.
    .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0", traits: []),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),

    // Needed by these packages (see `transitive`).
    .package(url: "https://github.com/apple/swift-asn1.git", exact: "1.7.4"),
    .package(url: "https://github.com/apple/swift-async-algorithms.git", exact: "1.1.4"),
    .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
  ],
  targets: [
    // C libraries, as module maps. ARCHITECTURE.md says which module may import which.
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
    .systemLibrary(name: "CEpoll"),
    .systemLibrary(name: "CThreadSanitizer"),

    // The lock that all modules use.
    .target(name: "Locking", dependencies: ["CThreadSanitizer"]),

    // System calls that several modules need.
    .target(name: "OperatingSystem"),

    // HTTP: values and rules without I/O, then the sockets.
    .target(name: "HTTPCore"),
    .target(name: "HTTPServer", dependencies: ["HTTPCore", "Locking", "OperatingSystem", "CEpoll"]),

    // The formats of pictures: values without I/O.
    .target(name: "Pictures"),

    // The store: a domain-free SQLite, the domain, and the one place that knows both.
    .target(name: "SQLite", dependencies: ["CSQLite", "OperatingSystem", crypto]),
    .target(name: "Directory", dependencies: ["Locking"]),
    .target(
      name: "DirectorySQLite", dependencies: ["Directory", "SQLite", "Locking", "OperatingSystem"],
      plugins: ["EmbedFiles"]),

    // What the API and the website share: caches, entity tags, dates, compression.
    .target(name: "Gzip", dependencies: ["CDeflate", "CZlib"]),
    .target(
      name: "Representations", dependencies: ["Directory", "HTTPCore", "Gzip", "Locking", crypto]),

    // The API: the one place that knows both HTTP and the domain.
    .target(
      name: "DirectoryAPI",
      dependencies: [
        "Directory", "HTTPCore", "Gzip", "Locking", "OperatingSystem", "Pictures", "Representations", crypto,
      ],
      plugins: ["EmbedFiles"]),

    // The website: pages for visitors.
    .target(name: "HTML"),
    .target(
      name: "DirectorySite",
      dependencies: ["Directory", "HTML", "HTTPCore", "Gzip", "Representations", crypto],
      plugins: ["EmbedFiles"]),

    // The program.
    .target(
      name: "App",
      dependencies: [
        "HTTPCore", "HTTPServer", "SQLite", "Gzip", "Directory", "DirectorySQLite", "DirectoryAPI",
        "DirectorySite", "Representations", "Locking", "OperatingSystem", configuration, crypto, logging,
      ],
      plugins: ["EmbedFiles"]),
    .executableTarget(name: "member-directory", dependencies: ["App", argumentParser]),

    // Used by the build: turns files of the project into Swift source, which becomes part of the binary.
    .executableTarget(name: "embed-files"),
    .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed-files"]),

    // A server that answers any request, for the recorded HTTP cases. It is not part of the product.
    .executableTarget(
      name: "conformance-fixture", dependencies: ["HTTPCore", "HTTPServer"],
      path: "Tests/ConformanceFixture"),
    .target(
      name: "TestSupport", dependencies: ["CSQLite", "Directory", "HTTPCore", "Locking"],
      path: "Tests/TestSupport"),
    .testTarget(name: "LockingTests", dependencies: ["Locking"]),
    .testTarget(name: "OperatingSystemTests", dependencies: ["OperatingSystem", "TestSupport"]),
    .testTarget(name: "HTTPCoreTests", dependencies: ["HTTPCore", "TestSupport"]),
    .testTarget(
      name: "HTTPServerTests",
      dependencies: ["HTTPServer", "HTTPCore", "CEpoll", "Locking", "TestSupport"]),
    .testTarget(name: "SQLiteTests", dependencies: ["SQLite", "OperatingSystem", "TestSupport"]),
    .testTarget(name: "PicturesTests", dependencies: ["Pictures", "TestSupport"]),
    .testTarget(name: "HTMLTests", dependencies: ["HTML"]),
    .testTarget(name: "GzipTests", dependencies: ["Gzip", "TestSupport"]),
    .testTarget(name: "DirectoryTests", dependencies: ["Directory", "Locking", "TestSupport"]),
    .testTarget(
      name: "DirectorySQLiteTests",
      dependencies: ["DirectorySQLite", "Directory", "SQLite", "Locking", "TestSupport"]),
    .testTarget(
      name: "DirectoryAPITests",
      dependencies: [
        "DirectoryAPI", "Directory", "HTTPCore", "Gzip", "Locking", "Representations", "TestSupport", crypto,
      ]),
    .testTarget(
      name: "AppTests",
      dependencies: [
        "App", "HTTPCore", "HTTPServer", "Directory", "DirectoryAPI", "DirectorySQLite", "DirectorySite",
        "Gzip", "Locking", "Representations", "TestSupport",
        configuration, crypto, logging,
      ],
      // Read from the source folder, so that a test run can renew them.
      exclude: ["Golden", "promised-openapi.json"]),
    .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"] + transitive),
  ]
)

// One loop for all targets, so that none has weaker settings.
for target in package.targets where ![.system, .plugin].contains(target.type) {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .swiftLanguageMode(.v6),
      .treatAllWarnings(as: .error),
      .strictMemorySafety(),
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
      // See docs/decisions/0014. The tests are debug builds, with the checks.
      .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
    ]
}
