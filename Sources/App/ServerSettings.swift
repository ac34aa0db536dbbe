import HTTPCore
package import HTTPServer

extension ResolvedSettings {
  /// Where `serve` listens. A Unix domain socket takes TCP's place, unless someone asked for TCP as well.
  package var listenAddresses: [ListenAddress] {
    let http = settings.http
    let host = http.host == "localhost" ? "127.0.0.1" : http.host
    // The table's range is that of a port.
    let tcp = ListenAddress.internet(host: host, port: UInt16(clamping: http.port))
    guard let path = http.unixSocket else { return [tcp] }
    let wantsTCP = isExplicit("http.host") || isExplicit("http.port")
    return [.unixSocket(path: path)] + (wantsTCP ? [tcp] : [])
  }

  package var serverConfiguration: ServerConfiguration {
    let http = settings.http
    var configuration = ServerConfiguration(
      addresses: listenAddresses, loops: http.loops == 0 ? AvailableCores.count : http.loops)
    configuration.sharesPort = http.sharePort
    configuration.requestLimits.head = http.maxRequestHeadBytes
    configuration.requestLimits.target = http.maxRequestTargetBytes
    configuration.maximumConnections = http.maxConnections
    configuration.maximumConnectionsPerAddress = http.maxConnectionsPerAddress
    configuration.headTimeout = http.headerTimeoutSeconds * 1000
    configuration.minimumRate = http.minimumBytesPerSecond
    configuration.writeGrace = http.writeTimeoutSeconds * 1000
    configuration.idleTimeout = http.idleTimeoutSeconds * 1000
    return configuration
  }

}
