internal import Directory
internal import HTTPCore

/// A method that writes to a route. Each names the role that it requires, so that none is open to everyone
/// by omission (`RouteTests.defaultDeny`).
struct WriteMethod: Sendable {
  enum Operation: Sendable, Equatable {
    case record(RecordOperation, RecordType)
    case importing
    case undoImport
    case access(AccessOperation)
    case draftChange(DraftChangeOperation)
    case preview(PreviewOperation)
    case backingUp
  }

  /// What is done with people, tokens and sessions.
  enum AccessOperation: Sendable {
    case addPerson, updatePerson, removePerson
    case addToken, revokeToken
    case beginSession, endOwnSession, endSession
  }

  enum RecordOperation: Sendable {
    case create, replace, patch, delete, restore
    /// Lets what names the topic name another one, and removes it.
    case merge
    /// A new picture, a further size of it, and its removal.
    case putPicture, addSize, deletePicture
  }

  enum DraftChangeOperation: Sendable {
    case create, amend, delete, publish, decline
    /// The end of all links that show it.
    case endPreviews
  }

  enum PreviewOperation: Sendable { case create, end }

  let method: Method
  let role: Role
  /// Describes the operation, for the help and the documentation.
  let summary: String
  let operation: Operation

  var parameters: [Parameter] {
    switch operation {
    case .backingUp: []
    case .importing: [.dryRun, .confirmation, .rowType, .columnMap, .ignoredColumn, .createMissing]
    case .record(.putPicture, _), .record(.addSize, _): [.alternativeText, .credit, .dryRun]
    case .draftChange(.publish): [.overwrite, .dryRun]
    case .record, .undoImport, .draftChange(.create), .draftChange(.amend), .access(.updatePerson): [.dryRun]
    case .access, .draftChange, .preview: []
    }
  }

  /// True if the content is the file of a picture.
  var takesPicture: Bool {
    switch operation {
    case .record(.putPicture, _), .record(.addSize, _): true
    default: false
    }
  }

  /// True if a success has no content (204), so that it doesn't matter what the client accepts: generated
  /// clients then accept `application/problem+json` only.
  var answersNothing: Bool {
    switch operation {
    case .access(.removePerson), .access(.revokeToken), .access(.endOwnSession), .access(.endSession),
      .draftChange(.delete), .draftChange(.endPreviews), .preview(.end):
      true
    default: false
    }
  }

  /// True if the method takes an Idempotency-Key. Only POST needs one: a repeated PUT, PATCH or DELETE has no
  /// further effect, and If-Match shows that it was done.
  /// A kept answer to one that makes a token or a preview would have its secret.
  var takesIdempotencyKey: Bool {
    switch operation {
    case .access, .preview, .backingUp: false
    default: method == .post
    }
  }

  /// True if the method may write many records, or all.
  var isLarge: Bool {
    switch operation {
    case .importing, .backingUp, .record(.merge, _): true
    case .record, .undoImport, .access, .draftChange, .preview: false
    }
  }

  /// The media types of the content; empty if there is none.
  var contentTypes: [MediaType] {
    switch operation {
    case .record(.create, _), .record(.replace, _), .record(.merge, _): [.json]
    // Many tools send a merge patch as application/json, which can mean nothing else here.
    case .record(.patch, _): [.mergePatch, .json]
    // The type is recognized by the content, so a client that doesn't know it need not state one.
    case .record(.putPicture, _), .record(.addSize, _): [.jpeg, .png, .webP, .octets]
    case .record(.delete, _), .record(.deletePicture, _), .record(.restore, _), .undoImport,
      .backingUp:
      []
    case .importing: [.json, .ndjson, .csv, .tsv]
    case .access(.addPerson), .access(.addToken), .access(.beginSession): [.json]
    case .access(.updatePerson): [.mergePatch, .json]
    case .access(.removePerson), .access(.revokeToken), .access(.endOwnSession), .access(.endSession): []
    case .draftChange(.amend): [.mergePatch, .json]
    case .draftChange(.create), .draftChange(.decline), .preview(.create): [.json]
    case .draftChange, .preview: []
    }
  }
}

extension [WriteMethod] {
  static func adding(_ type: RecordType, by role: Role = .editor) -> [WriteMethod] {
    [WriteMethod(method: .post, role: role, summary: "adds one", operation: .record(.create, type))]
  }

  static func editing(_ type: RecordType, by role: Role = .editor) -> [WriteMethod] {
    [
      WriteMethod(method: .put, role: role, summary: "replaces it", operation: .record(.replace, type)),
      WriteMethod(
        method: .patch, role: role, summary: "corrects it (JSON Merge Patch)",
        operation: .record(.patch, type)),
      WriteMethod(method: .delete, role: role, summary: "deletes it", operation: .record(.delete, type)),
    ]
  }

  static func picturing(_ type: RecordType, by role: Role = .editor) -> [WriteMethod] {
    [
      WriteMethod(
        method: .put, role: role, summary: "replaces it by the file that is sent",
        operation: .record(.putPicture, type)),
      WriteMethod(
        method: .post, role: role, summary: "adds the same picture in another size",
        operation: .record(.addSize, type)),
      WriteMethod(
        method: .delete, role: role, summary: "removes it", operation: .record(.deletePicture, type)),
    ]
  }

  static let importing: [WriteMethod] = [
    WriteMethod(method: .post, role: .admin, summary: "writes all of them, or none", operation: .importing)
  ]
  static let undoingImports: [WriteMethod] = [
    WriteMethod(
      method: .post, role: .admin, summary: "restores what was there before the import",
      operation: .undoImport)
  ]

  static let backingUp: [WriteMethod] = [
    WriteMethod(method: .post, role: .admin, summary: "makes one now", operation: .backingUp)
  ]
  static let merging: [WriteMethod] = [
    WriteMethod(
      method: .post, role: .admin, summary: "merges the topic into another one, which its members then have",
      operation: .record(.merge, .topic))
  ]

  static func restoring(_ type: RecordType, by role: Role = .editor) -> [WriteMethod] {
    [
      WriteMethod(
        method: .post, role: role, summary: "restores the state after that revision",
        operation: .record(.restore, type))
    ]
  }

  static let draftChanges: [WriteMethod] = [
    WriteMethod(
      method: .post, role: .proposer, summary: "writes a change down without making it",
      operation: .draftChange(.create))
  ]
  static let draftChange: [WriteMethod] = [
    WriteMethod(
      method: .patch, role: .proposer, summary: "corrects it, or sets when it is published",
      operation: .draftChange(.amend)),
    WriteMethod(
      method: .delete, role: .proposer, summary: "removes it, and the links that show it",
      operation: .draftChange(.delete)),
  ]
  static let publishing: [WriteMethod] = [
    WriteMethod(
      method: .post, role: .editor, summary: "makes the change", operation: .draftChange(.publish))
  ]
  static let declining: [WriteMethod] = [
    WriteMethod(
      method: .post, role: .editor, summary: "says that the change isn't made",
      operation: .draftChange(.decline))
  ]
  static let endingPreviews: [WriteMethod] = [
    WriteMethod(
      method: .delete, role: .proposer, summary: "ends all links that show it",
      operation: .draftChange(.endPreviews))
  ]
  static let addingPreviews: [WriteMethod] = [
    WriteMethod(
      method: .post, role: .proposer, summary: "makes a link to the public page with a change applied",
      operation: .preview(.create))
  ]
  static let endingPreview: [WriteMethod] = [
    WriteMethod(
      method: .delete, role: .proposer, summary: "ends the link", operation: .preview(.end))
  ]
}
