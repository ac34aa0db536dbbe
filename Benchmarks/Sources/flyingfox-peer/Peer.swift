import FlyingFox
import Foundation

/// FlyingFox, which answers with a response prepared at start.
///
/// usage: flyingfox-peer PORT GZIP-BODY
@main
struct Peer {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let port = UInt16(arguments[1]) else {
      fatalError("usage: flyingfox-peer PORT GZIP-BODY")
    }
    let body = try Data(contentsOf: URL(fileURLWithPath: arguments[2]))
    let server = HTTPServer(address: try .inet(ip4: "127.0.0.1", port: port), logger: .disabled)
    await server.appendRoute("GET /members") { _ in
      HTTPResponse(
        statusCode: .ok,
        headers: [
          .contentType: "application/json", .contentEncoding: "gzip",
          HTTPHeader("Vary"): "Accept-Encoding", HTTPHeader("ETag"): "\"members.gzip\"",
        ],
        body: body)
    }
    try await server.run()
  }
}
