// swift-tools-version: 6.2
import PackageDescription

// What the product is measured against. A package of its own, so that the product never resolves a peer.
let package = Package(
  name: "benchmarks",
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
  ],
  targets: [
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .executableTarget(
      name: "hummingbird-peer",
      dependencies: ["CSQLite", .product(name: "Hummingbird", package: "hummingbird")]),
    .executableTarget(
      name: "flyingfox-peer", dependencies: [.product(name: "FlyingFox", package: "FlyingFox")]),
    .executableTarget(
      name: "bare-floor", dependencies: ["CSQLite"], linkerSettings: [.linkedLibrary("z")]),
    .executableTarget(name: "bare-writes", dependencies: ["CSQLite"]),
  ]
)
