package import Logging

/// swift-log's back end: one line an event, in one write.
///
/// Text is `2026-05-01T12:34:56.789Z info    message key="value"`; JSON is an object with `time`, `level`,
/// `message`, and where there are any `metadata` (an object) and `error`.
package struct LineLogHandler: LogHandler {
  package var logLevel: Logger.Level
  package var metadata: Logger.Metadata = [:]
  private let format: LogFormat
  private let output: LogOutput
  private let now: @Sendable () -> Timestamp

  package init(level: Logger.Level, format: LogFormat, output: LogOutput) {
    self.init(level: level, format: format, output: output, now: { .now })
  }

  init(level: Logger.Level, format: LogFormat, output: LogOutput, now: @escaping @Sendable () -> Timestamp) {
    logLevel = level
    self.format = format
    self.output = output
    self.now = now
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    var line = LineBuffer(capacity: 256)
    let fields = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
    switch format {
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
  /// Eight columns, the length of the longest name: messages then stand one below the other.
  fileprivate var paddedName: String {
    rawValue + String(repeating: " ", count: max(1, 9 - rawValue.utf8.count))
  }
}
