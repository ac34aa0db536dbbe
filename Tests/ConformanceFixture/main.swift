// usage: conformance-fixture [PORT]
// Serves the echo routes on 127.0.0.1, by default on a free port. Prints the port, and stops at a signal or
// when its standard input ends.
import Dispatch
import Glibc
import HTTPCore
import HTTPServer

let port = CommandLine.arguments.dropFirst().first.flatMap { UInt16($0) } ?? 0
var configuration = ServerConfiguration(addresses: [.internet(host: "127.0.0.1", port: port)], loops: 2)
configuration.maximumConnectionsPerAddress = 0
// The recorded cases include https targets, which a server behind a TLS proxy receives.
configuration.requestLimits.acceptsSecureTargets = true
let server = Server(configuration, responder: { EchoResponder() })
do {
  let addresses = try server.start()
  if case .internet(_, let bound)? = addresses.first { print(bound) }
  fflush(nil)
} catch {
  print("conformance-fixture: \(error)")
  exit(1)
}
signal(SIGTERM, SIG_IGN)
let termination = DispatchSource.makeSignalSource(signal: SIGTERM, queue: .main)
termination.setEventHandler {
  _ = server.stop(within: 5_000)
  exit(0)
}
termination.resume()
dispatchMain()
