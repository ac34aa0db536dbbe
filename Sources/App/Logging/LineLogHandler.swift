package import Logging

/// The back end of swift-log: it writes one line for each event, in one write.
///
/// A line of text is `2026-05-01T12:34:56.789Z info     message key="value"`. A line of JSON is an object
/// with `time`, `level` and `message`, and with `metadata` (an object) and `error` if there are any.
package struct LineLogHandler: LogHandler {
  package var metadata: Logger.Metadata = [:]
  private let settings: LogSettings
  /// The level of this logger, if it was set; otherwise the level of the settings.
  private var ownLevel: Logger.Level?
  private let output: LogOutput
  private let now: @Sendable () -> Timestamp

  package init(_ settings: LogSettings, output: LogOutput) {
    self.init(settings, output: output, now: { .now })
  }

  init(_ settings: LogSettings, output: LogOutput, now: @escaping @Sendable () -> Timestamp) {
    self.settings = settings
    self.output = output
    self.now = now
  }

  package var logLevel: Logger.Level {
    get { ownLevel ?? settings.current.level }
    set { ownLevel = newValue }
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    var line = LineBuffer(capacity: 256)
    let fields = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
    switch settings.current.format {
    case .text: line.append(text: event, at: now(), fields)
    case .json: line.append(json: event, at: now(), fields)
    }
    output.write(line.bytes)
  }
}

extension LineBuffer {
  fileprivate mutating func append(
    text event: LogEvent, at time: Timestamp, _ fields: [(key: String, value: Logger.Metadata.Value)]
  ) {
    append(time)
    append(UInt8(ascii: " "))
    append(event.level.paddedName)
    append(escaping: event.message.description, .message)
    for (key, value) in fields {
      append(UInt8(ascii: " "))
      append(escaping: key, .message)
      append("=\"")
      append(escaping: value.description, .text)
      append(UInt8(ascii: "\""))
    }
    if let error = event.error {
      append(" error=\"")
      append(escaping: String(describing: error), .text)
      append(UInt8(ascii: "\""))
    }
    append(UInt8(ascii: "\n"))
  }

  fileprivate mutating func append(
    json event: LogEvent, at time: Timestamp, _ fields: [(key: String, value: Logger.Metadata.Value)]
  ) {
    append("{\"time\":\"")
    append(time)
    append("\",\"level\":\"\(event.level.rawValue)\",\"message\":")
    append(jsonString: event.message.description)
    if !fields.isEmpty {
      append(",\"metadata\":")
      append(json: .dictionary(Dictionary(uniqueKeysWithValues: fields.map { ($0.key, $0.value) })))
    }
    if let error = event.error {
      append(",\"error\":")
      append(jsonString: String(describing: error))
    }
    append("}\n")
  }

  private mutating func append(json value: Logger.Metadata.Value) {
    switch value {
    case .string(let text): append(jsonString: text)
    case .stringConvertible(let value): append(jsonString: value.description)
    case .array(let values):
      append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { append(UInt8(ascii: ",")) }
        append(json: value)
      }
      append(UInt8(ascii: "]"))
    case .dictionary(let members):
      append(UInt8(ascii: "{"))
      for (index, (key, value)) in members.sorted(by: { $0.key < $1.key }).enumerated() {
        if index > 0 { append(UInt8(ascii: ",")) }
        append(jsonString: key)
        append(UInt8(ascii: ":"))
        append(json: value)
      }
      append(UInt8(ascii: "}"))
    }
  }

  private mutating func append(jsonString text: String) {
    append(UInt8(ascii: "\""))
    append(escaping: text, .json)
    append(UInt8(ascii: "\""))
  }
}

extension Logger.Level {
  /// The name in eight columns, the length of the longest name, so that all messages begin in one column.
  fileprivate var paddedName: String {
    rawValue + String(repeating: " ", count: max(1, 9 - rawValue.utf8.count))
  }
}
