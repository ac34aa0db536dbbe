import DirectoryAPI
import HTTPCore
package import HTTPServer

extension ResolvedSettings {
  /// The addresses that `serve` listens on. A Unix domain socket replaces TCP, unless a host or port is set
  /// too.
  package var listenAddresses: [ListenAddress] {
    let http = settings.http
    let host = http.host == "localhost" ? "127.0.0.1" : http.host
    // SettingsTable.swift limits the number to the range of a port, so nothing is clamped.
    let tcp = ListenAddress.internet(host: host, port: UInt16(clamping: http.port))
    guard let path = http.unixSocket else { return [tcp] }
    let wantsTCP = isExplicit("http.host") || isExplicit("http.port")
    return [.unixSocket(path: path)] + (wantsTCP ? [tcp] : [])
  }

  package var serverConfiguration: ServerConfiguration {
    var configuration = settings.server
    configuration.addresses = listenAddresses
    // Who states an https origin has a proxy that ends TLS.
    configuration.requestLimits.acceptsSecureTargets = settings.api.origin?.hasPrefix("https://") ?? false
    configuration.loops = settings.http.loops == 0 ? AvailableCores.count : settings.http.loops
    if let text = settings.http.trustedProxies, let proxies = TrustedProxies(text: text) {
      configuration.trustedProxies = proxies
    }
    return configuration
  }
}
