// swift-tools-version: 6.2
import PackageDescription

// The peers that the product is measured against. They are in a package of their own, so that the product
// never resolves them.
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
    .executableTarget(name: "epoll-floor"),
  ]
)
