import Foundation
import Hummingbird

/// Hummingbird 2 with the product's two routes. GET /members answers with prepared gzip bytes, the best case
/// for Hummingbird. GET /members/{slug} queries the same SQLite file and encodes with Hummingbird's own JSON
/// encoder.
///
/// usage: hummingbird-peer PORT DATABASE GZIP-BODY
@main
struct Peer {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let port = Int(arguments[1]) else {
      fatalError("usage: hummingbird-peer PORT DATABASE GZIP-BODY")
    }
    let members = try Members(path: arguments[2])
    let body = ByteBuffer(bytes: try Data(contentsOf: URL(fileURLWithPath: arguments[3])))

    let router = Router()
    router.get("members") { _, _ in
      Response(
        status: .ok,
        headers: [
          .contentType: "application/json", .contentEncoding: "gzip", .vary: "Accept-Encoding",
          .cacheControl: "public, no-cache", .eTag: "\"members.gzip\"",
        ],
        body: ResponseBody(byteBuffer: body))
    }
    router.get("members/:slug") { _, context -> Member in
      guard let member = try members.member(slug: try context.parameters.require("slug")) else {
        throw HTTPError(.notFound)
      }
      return member
    }
    let application = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: port), backlog: 4096))
    try await application.runService()
  }
}

extension Member: ResponseEncodable {}
