package import DirectoryAPI
package import DirectorySite
package import HTTPServer

/// What can be configured. A property has its setting's default until a source sets it; SettingsTable.swift
/// has a row for each setting.
///
/// The server and the API get `server` and `api` as they are, so no value is copied from one struct to
/// another.
package struct Settings: Sendable {
  package var http = HTTP()
  /// The server's settings without its addresses, which `ResolvedSettings.serverConfiguration` adds.
  package var server = ServerConfiguration(addresses: [], loops: 1)
  package var api = APISettings.Options()
  package var site = SiteSettings()
  package var admin = Admin()
  package var directory = Directory()
  package var database = Database()
  package var loadsShippedData = true
  package var backup = Backup()
  package var log = Log()

  package struct HTTP: Sendable {
    package var host = "127.0.0.1"
    package var port = 8080
    package var unixSocket: String?
    /// `TrustedProxies` reads it.
    package var trustedProxies: String?
    /// The number of event loops. 0 means one for each available core.
    package var loops = 0
    package var shutdownTimeout: Milliseconds = 10_000
  }

  package struct Admin: Sendable {
    package var isEnabled = true
    package var host = "127.0.0.1"
    package var port = 9080
    package var unixSocket: String?
    /// `AdminHost` reads it.
    package var hostNames: String?
  }

  package struct Directory: Sendable {
    /// `TimeZone` reads it.
    package var timeZone = "Europe/Oslo"
  }

  package struct Database: Sendable {
    package var path = "member-directory.sqlite"
    package var busyTimeoutMilliseconds = 5000
  }

  package struct Backup: Sendable {
    package var folder: String?
    package var everyHours = 24
    package var keep = 7
  }

  package struct Log: Sendable {
    package var level = "info"
    package var format = "auto"
    package var requests = true
    package var addresses = "short"
  }
}
