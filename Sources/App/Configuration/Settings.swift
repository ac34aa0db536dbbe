import Configuration
package import DirectoryAPI

/// The settings in the types that the program uses. Keys, ranges and meanings: SettingsTable.swift.
package struct Settings: Sendable, Equatable {
  package var http: HTTP
  package var database: Database
  package var backup: Backup
  package var log: Log
  /// What the API takes, from several groups of keys.
  package var api: APISettings.Options
  /// `data.loadShipped`
  package var loadsShippedData: Bool

  package struct HTTP: Sendable, Equatable {
    package var host: String
    package var port: Int
    package var sharePort: Bool
    package var unixSocket: String?
    package var loops: Int
    package var maxConnections: Int
    package var maxConnectionsPerAddress: Int
    package var maxRequestHeadBytes: Int
    package var maxRequestTargetBytes: Int
    package var headerTimeoutSeconds: Int
    package var minimumBytesPerSecond: Int
    package var writeTimeoutSeconds: Int
    package var idleTimeoutSeconds: Int
    package var shutdownTimeoutSeconds: Int
  }

  package struct Database: Sendable, Equatable {
    package var path: String
    package var busyTimeoutMilliseconds: Int
  }

  package struct Backup: Sendable, Equatable {
    package var folder: String?
    package var everyHours: Int
    package var keep: Int
  }

  package struct Log: Sendable, Equatable {
    package var level: String
    package var format: String
    package var requests: Bool
  }
}

extension Settings {
  /// Throws only when `reader` lacks a key of the table, which its lowest layer never does.
  init(_ reader: ConfigReader) throws {
    http = try HTTP(reader.scoped(to: "http"))
    database = Database(
      path: try reader.requiredString(forKey: "database.path"),
      busyTimeoutMilliseconds: try reader.requiredInt(forKey: "database.busyTimeoutMilliseconds"))
    let folder = try reader.requiredString(forKey: "backup.folder")
    backup = Backup(
      folder: folder.isEmpty ? nil : folder, everyHours: try reader.requiredInt(forKey: "backup.everyHours"),
      keep: try reader.requiredInt(forKey: "backup.keep"))
    log = Log(
      level: try reader.requiredString(forKey: "log.level"),
      format: try reader.requiredString(forKey: "log.format"),
      requests: try reader.requiredBool(forKey: "log.requests"))
    let origin = try reader.requiredString(forKey: "http.origin")
    api = APISettings.Options(
      cacheBytes: try reader.requiredInt(forKey: "http.cacheBytes"),
      gzipMinimumBytes: try reader.requiredInt(forKey: "gzip.minimumBytes"),
      gzipLevel: try reader.requiredInt(forKey: "gzip.level"),
      contentBytes: try reader.requiredInt(forKey: "http.maxBodyBytes"),
      importBytes: try reader.requiredInt(forKey: "http.maxImportBytes"),
      origin: origin.isEmpty ? nil : origin,
      preflightSeconds: try reader.requiredInt(forKey: "cors.maxAgeSeconds"))
    loadsShippedData = try reader.requiredBool(forKey: "data.loadShipped")
  }
}

extension Settings.HTTP {
  init(_ reader: ConfigReader) throws {
    host = try reader.requiredString(forKey: "host")
    port = try reader.requiredInt(forKey: "port")
    sharePort = try reader.requiredBool(forKey: "sharePort")
    let socket = try reader.requiredString(forKey: "unixSocket")
    unixSocket = socket.isEmpty ? nil : socket
    loops = try reader.requiredInt(forKey: "loops")
    maxConnections = try reader.requiredInt(forKey: "maxConnections")
    maxConnectionsPerAddress = try reader.requiredInt(forKey: "maxConnectionsPerAddress")
    maxRequestHeadBytes = try reader.requiredInt(forKey: "maxRequestHeadBytes")
    maxRequestTargetBytes = try reader.requiredInt(forKey: "maxRequestTargetBytes")
    headerTimeoutSeconds = try reader.requiredInt(forKey: "headerTimeoutSeconds")
    minimumBytesPerSecond = try reader.requiredInt(forKey: "minimumBytesPerSecond")
    writeTimeoutSeconds = try reader.requiredInt(forKey: "writeTimeoutSeconds")
    idleTimeoutSeconds = try reader.requiredInt(forKey: "idleTimeoutSeconds")
    shutdownTimeoutSeconds = try reader.requiredInt(forKey: "shutdownTimeoutSeconds")
  }
}
