import Configuration

/// The settings in the types that the program uses. Keys, ranges and meanings: SettingsTable.swift.
package struct Settings: Sendable, Equatable {
  package var http: HTTP
  package var database: Database
  package var backup: Backup
  package var log: Log
  package var gzip: Gzip
  /// `cors.maxAgeSeconds`
  package var corsMaxAgeSeconds: Int
  /// `data.loadShipped`
  package var loadsShippedData: Bool

  package struct HTTP: Sendable, Equatable {
    package var host: String
    package var port: Int
    package var sharePort: Bool
    package var unixSocket: String?
    package var origin: String?
    package var loops: Int
    package var maxConnections: Int
    package var maxConnectionsPerAddress: Int
    package var maxRequestHeadBytes: Int
    package var maxRequestTargetBytes: Int
    package var maxBodyBytes: Int
    package var maxImportBytes: Int
    package var headerTimeoutSeconds: Int
    package var minimumBytesPerSecond: Int
    package var writeTimeoutSeconds: Int
    package var idleTimeoutSeconds: Int
    package var shutdownTimeoutSeconds: Int
    package var cacheBytes: Int
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

  package struct Gzip: Sendable, Equatable {
    package var level: Int
    package var minimumBytes: Int
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
    gzip = Gzip(
      level: try reader.requiredInt(forKey: "gzip.level"),
      minimumBytes: try reader.requiredInt(forKey: "gzip.minimumBytes"))
    corsMaxAgeSeconds = try reader.requiredInt(forKey: "cors.maxAgeSeconds")
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
    let origin = try reader.requiredString(forKey: "origin")
    self.origin = origin.isEmpty ? nil : origin
    loops = try reader.requiredInt(forKey: "loops")
    maxConnections = try reader.requiredInt(forKey: "maxConnections")
    maxConnectionsPerAddress = try reader.requiredInt(forKey: "maxConnectionsPerAddress")
    maxRequestHeadBytes = try reader.requiredInt(forKey: "maxRequestHeadBytes")
    maxRequestTargetBytes = try reader.requiredInt(forKey: "maxRequestTargetBytes")
    maxBodyBytes = try reader.requiredInt(forKey: "maxBodyBytes")
    maxImportBytes = try reader.requiredInt(forKey: "maxImportBytes")
    headerTimeoutSeconds = try reader.requiredInt(forKey: "headerTimeoutSeconds")
    minimumBytesPerSecond = try reader.requiredInt(forKey: "minimumBytesPerSecond")
    writeTimeoutSeconds = try reader.requiredInt(forKey: "writeTimeoutSeconds")
    idleTimeoutSeconds = try reader.requiredInt(forKey: "idleTimeoutSeconds")
    shutdownTimeoutSeconds = try reader.requiredInt(forKey: "shutdownTimeoutSeconds")
    cacheBytes = try reader.requiredInt(forKey: "cacheBytes")
  }
}
