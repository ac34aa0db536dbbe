internal import HTTPCore

/// A problem, and how it is sent and logged.
struct ProblemEntry {
  private(set) var problem: Problem
  private var fields: [Response.Field] = []
  /// A message for the log alone: it may name files or statements.
  private var logged: String?
  /// The change with which the request may succeed.
  private var correction: Correction?
  /// Formats that the resource offers instead.
  private var formats: (offers: [Format], route: Route)?

  init(_ status: Status, _ code: String, _ detail: String) {
    problem = Problem(status, code: code, detail: detail)
  }

  init(_ problem: Problem) { self.problem = problem }

  /// Returns the entry with a further member of the problem.
  func with(_ name: String, _ value: (inout JSONWriter) -> Void) -> ProblemEntry {
    var entry = self
    entry.problem.members.append((name, JSONWriter.value(value)))
    return entry
  }

  func with(_ name: String, _ text: String) -> ProblemEntry { with(name) { $0.element(text) } }
  func with(_ name: String, _ text: String?) -> ProblemEntry { text.map { with(name, $0) } ?? self }
  func with(_ name: String, _ texts: [String]) -> ProblemEntry { with(name) { $0.array(texts) } }
  func with(_ name: String, _ texts: [String]?) -> ProblemEntry { texts.map { with(name, $0) } ?? self }

  /// Returns the entry with more text at the end of its detail.
  func adding(_ text: String) -> ProblemEntry {
    var entry = self
    entry.problem.detail += text
    return entry
  }

  /// Returns the entry with a further field of the response.
  func sending(_ field: StaticString, _ value: String) -> ProblemEntry {
    var entry = self
    entry.fields.append(Response.Field(field, value))
    return entry
  }

  /// - Parameter correction: nil if none is known.
  func correcting(_ correction: Correction?) -> ProblemEntry {
    var entry = self
    entry.correction = correction
    return entry
  }

  func offering(_ formats: [Format], of route: Route) -> ProblemEntry {
    var entry = self
    entry.formats = (formats, route)
    return entry
  }

  func logging(_ message: String) -> ProblemEntry {
    var entry = self
    entry.logged = message
    return entry
  }

  var response: Response {
    Response(
      problem.status,
      fields: [
        Response.Field("Content-Type", "\(MediaType.problem.field)"),
        // The same request may succeed later, so no cache may store the error.
        Response.Field("Cache-Control", "no-store"),
      ] + fields + CrossOrigin.fields,
      body: .bytes(problem.json))
  }

  /// Writes the message for the log, if the entry has one. `subject` says what the message is about.
  func log(about subject: String, to settings: APISettings) {
    if let logged { settings.log("\(subject): \(problem.code): \(logged)") }
  }
}

extension ProblemEntry {
  /// Returns the corrected request, which has not been tried; nil if none is known.
  func correctedTarget(path: String, _ query: Query) -> String? {
    correction?.applied(toPath: path, query) ?? alternates(path: path, query).first
  }

  /// Returns the request in each format that the resource offers instead, the likeliest first. None has been
  /// tried.
  func alternates(path: String, _ query: Query) -> [String] {
    guard let formats else { return [] }
    // A suffix of the path is what the client asked for, even if it isn't the name of a format.
    let name = path.split(separator: "/").last ?? ""
    let suffix = name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) }
    return Alternates.targets(instead: suffix, of: formats.offers, on: formats.route, path: path, query)
  }
}
