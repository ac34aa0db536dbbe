import Directory
import DirectoryAPI
import Dispatch
import HTTPCore
import Locking
import Representations
import TestSupport
import Testing

extension APISettings.Options {
  /// The defaults of the configuration.
  static let standard = APISettings.Options()
}

/// Sends the bytes of requests to a responder over a directory in memory.
final class Service {
  let clock = WriteClock()
  let store: InMemoryDirectoryStore
  let responder: DirectoryResponder
  let queryWorkers: QueryWorkers?
  /// The account of the client; nil for a client that isn't limited.
  var account: ClientAccount?
  let logged = Log()
  /// The current time, which is a day after the directory's last change.
  var now: Int64 = SmallDirectory.changedAt + 86_400

  /// - Parameters:
  ///   - document: The content of the directory, or nil for an empty one.
  ///   - workers: How many workers answer reads that may take long.
  ///   - adjust: Changes the settings before the responder is made.
  init(
    _ document: DirectoryDocument? = SmallDirectory.document, dates: ModificationDates = ModificationDates(),
    workers: Int = 0,
    _ adjust: (inout APISettings) -> Void = { _ in }
  ) throws {
    store = InMemoryDirectoryStore(clock: { [clock] in clock.now })
    if let document { try store.load(document) }
    var settings = APISettings(
      .standard, loops: 1, version: "1.2.3", log: { [logged] in logged.append($0) })
    adjust(&settings)
    queryWorkers =
      workers > 0 ? QueryWorkers(store: store, settings: settings, dates: dates, running: workers) : nil
    responder = try DirectoryResponder(store: store, settings: settings, dates: dates, workers: queryWorkers)
  }

  /// Sends a request without content. `fields` are whole lines without their endings.
  func ask(_ method: String = "GET", _ target: String, _ fields: String...) throws -> Answer {
    try send((["\(method) \(target) HTTP/1.1", "Host: x"] + fields + ["", ""]).joined(separator: "\r\n"))
  }

  /// Sends a request with content from the owner of the token.
  func write(
    _ method: String, _ target: String, _ content: String, token: String, _ fields: [String] = []
  ) throws -> Answer {
    let head = [
      "\(method) \(target) HTTP/1.1", "Host: x", "Authorization: Bearer \(token)",
      "Content-Type: application/json", "Content-Length: \(content.utf8.count)",
    ]
    return try send((head + fields + ["", ""]).joined(separator: "\r\n"), content)
  }

  func send(_ request: String, _ content: String = "") throws -> Answer {
    let bytes = Array(request.utf8)
    var parser = RequestParser()
    guard case .complete = parser.parse(bytes.span) else {
      throw Unparsed(event: "\(parser.parse(bytes.span))")
    }
    let id = RequestID(RequestID(prefix: 1), number: 2)
    var head = parser.head
    head.account = account
    switch responder.reply(to: head, in: bytes.span, id: id, now: now) {
    case .stored(let stored, let part): return Answer(stored, part)
    case .response(let response): return Answer(try Self.stored(response), part(of: parser.head))
    case .deferred(let work): return Answer(try Self.stored(work()), part(of: parser.head))
    case .delayed(let response, let milliseconds):
      return Answer(try Self.stored(response), part(of: parser.head), delay: milliseconds)
    case .awaited(let begin): return try Self.answer(Self.wait(begin))
    case .readContent(let limit, let then):
      guard content.count <= limit else { throw Unparsed(event: "the content is longer than \(limit) bytes") }
      let request = Request(head: parser.head, bytes: bytes, content: Array(content.utf8), id: id)
      switch then(request, now) {
      case .stored(let stored, let part): return Answer(stored, part)
      case .response(let response): return Answer(try Self.stored(response), .whole)
      case .awaited(let begin): return try Self.answer(Self.wait(begin))
      default: throw Unparsed(event: "not an answer to a request with content")
      }
    }
  }

  static func answer(_ delivery: Delivery) throws -> Answer {
    switch delivery {
    case .stored(let stored, let part): Answer(stored, part)
    case .response(let response): Answer(try stored(response), .whole)
    }
  }

  static func wait(_ begin: (LaterResponse) -> Void) throws -> Delivery {
    let response = Guarded<Delivery?>(nil)
    let isSent = DispatchSemaphore(value: 0)
    begin(
      LaterResponse(
        deliver: { given in response.withLock { $0 = given } },
        wakeLoop: { isSent.signal() }))
    isSent.wait()
    guard let response = response.withLock({ $0 }) else { throw Unparsed(event: "sent without an answer") }
    return response
  }

  private func part(of head: RequestHead) -> StoredResponse.Part { head.method == .head ? .headOnly : .whole }

  /// Returns the response with its whole body in memory, even if it is produced in pieces.
  private static func stored(_ response: Response) throws -> StoredResponse {
    guard case .source(let source, _) = response.body else { return StoredResponse(response) }
    var body: [UInt8] = []
    while try source.next(into: &body) {}
    return StoredResponse(Response(response.status, fields: response.fields, body: .bytes(body)))
  }

  struct Unparsed: Error { let event: String }
}

final class Log: Sendable {
  private let lines = Guarded<[String]>([])
  func append(_ line: String) { lines.withLock { $0.append(line) } }
  var text: String { lines.withLock { $0.joined(separator: "\n") } }
}

/// The parts of a response that the transport doesn't add.
struct Answer {
  let stored: StoredResponse
  let status: Int
  private let lines: [String]
  let body: [UInt8]

  /// The delay before the response, in milliseconds.
  let delay: Int

  init(_ stored: StoredResponse, _ part: StoredResponse.Part, delay: Int = 0) {
    self.stored = stored
    self.delay = delay
    let head: [UInt8]
    switch part {
    case .whole: (head, body) = (stored.head, stored.body)
    case .headOnly: (head, body) = (stored.head, [])
    case .notModified: (head, body) = (stored.notModifiedHead, [])
    }
    lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n").map(String.init)
    status = lines.first.flatMap { Int($0.split(separator: " ")[1]) } ?? 0
  }

  subscript(_ name: String) -> String? {
    let prefix = name.lowercased() + ": "
    return lines.first { $0.lowercased().hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
  }

  /// Returns the values of all fields of that name.
  func values(_ name: String) -> [String] {
    let prefix = name.lowercased() + ": "
    return lines.filter { $0.lowercased().hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
  }

  /// Returns the target of the link with that relation.
  func link(_ relation: String) -> String? {
    LinkFields.target(relation, in: values("Link"))
  }

  /// The names of the fields, in order.
  var fieldNames: [String] { lines.dropFirst().map { String($0.prefix { $0 != ":" }) } }
  var text: String { String(decoding: body, as: UTF8.self) }

  var json: JSONValue {
    get throws { try JSONParser.parse(body) }
  }

  /// The stable code of a problem.
  var code: String? {
    get throws { try json["code"]?.string }
  }
}
