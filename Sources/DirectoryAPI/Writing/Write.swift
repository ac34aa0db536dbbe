internal import Directory
internal import HTTPCore

/// What a route takes beside questions. Each names the role that may; `WriteTableTests` sees that none is open.
struct Write: Sendable {
  enum Operation: Sendable, Equatable {
    case create(RecordType)
    case replace(RecordType)
    case patch(RecordType)
    case delete(RecordType)
    case restore(RecordType)
    case importing
    case undoImport
  }

  let method: Method
  let role: Role
  /// For the help and the documentation.
  let answers: String
  let operation: Operation

  var parameters: [Parameter] { operation == .importing ? [.dryRun, .rowType] : [.dryRun] }

  /// A PUT, PATCH or DELETE done again does no more, and If-Match tells that it was done.
  var takesIdempotencyKey: Bool { method == .post }

  /// The media types of the content; empty where there is none.
  var contentTypes: [MediaType] {
    switch operation {
    case .create, .replace: [.json]
    // A merge patch is what application/json could mean here, and what tools send.
    case .patch: [.mergePatch, .json]
    case .importing: [.json, .ndjson, .csv]
    case .delete, .restore, .undoImport: []
    }
  }
}

extension [Write] {
  static func adding(_ type: RecordType, by role: Role = .editor) -> [Write] {
    [Write(method: .post, role: role, answers: "adds one", operation: .create(type))]
  }

  static func editing(_ type: RecordType, by role: Role = .editor) -> [Write] {
    [
      Write(method: .put, role: role, answers: "puts another in its place", operation: .replace(type)),
      Write(
        method: .patch, role: role, answers: "corrects it (JSON Merge Patch)", operation: .patch(type)),
      Write(method: .delete, role: role, answers: "takes it away", operation: .delete(type)),
    ]
  }

  static let importing: [Write] = [
    Write(method: .post, role: .admin, answers: "writes them all, or none", operation: .importing)
  ]
  static let undoingImports: [Write] = [
    Write(
      method: .post, role: .admin, answers: "brings back what was there before it", operation: .undoImport)
  ]

  static func restoring(_ type: RecordType, by role: Role = .editor) -> [Write] {
    [
      Write(
        method: .post, role: role, answers: "brings back what it was after that revision",
        operation: .restore(type))
    ]
  }
}
