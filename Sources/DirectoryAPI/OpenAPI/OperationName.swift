internal import Directory

/// The ids of operations. Generators make the names of functions from them, so each is a verb and a noun.
enum OperationName {
  /// Returns the id of the operation that reads a route.
  static func read(_ route: Route) -> String {
    let noun = capitalised("\(route.relation)")
    return switch route.schema {
    case .list, .shortList, .formerSlugs, .changes, .drafts, .revisions, .entries, .draftChanges:
      "list\(noun)"
    case .component(let name): (name.hasSuffix("Page") || name.hasSuffix("List") ? "list" : "get") + noun
    case .search: "search"
    case .matches: "matchMembers"
    case .help: "getHelp"
    case .health: "check\(noun)"
    case .record, .entry, .topic, .snapshot, .catalog, .openAPI, .problemPage, .page, .picture, .file,
      .written,
      .draftChange:
      "get\(noun)"
    }
  }

  /// Returns the id of an operation that writes.
  static func write(_ write: WriteMethod) -> String {
    switch write.operation {
    case .record(.create, let type): "create\(capitalised(type.rawValue))"
    case .record(.replace, let type): "replace\(capitalised(type.rawValue))"
    case .record(.patch, let type): "update\(capitalised(type.rawValue))"
    case .record(.delete, let type): "delete\(capitalised(type.rawValue))"
    case .record(.restore, let type): "restore\(capitalised(type.rawValue))"
    case .record(.putPicture, let type): "upload\(picture(type))"
    case .record(.addSize, let type): "add\(picture(type))Size"
    case .record(.deletePicture, let type): "delete\(picture(type))"
    case .record(.merge, let type): "merge\(capitalised(type.rawValue))"
    case .importing: "importRecords"
    case .backingUp: "createBackup"
    case .undoImport: "undoImport"
    case .access(let operation): "\(operation)"
    case .draftChange(.create): "createDraftChange"
    case .draftChange(.amend): "updateDraftChange"
    case .draftChange(.delete): "deleteDraftChange"
    case .draftChange(.publish): "publishDraftChange"
    case .draftChange(.decline): "declineDraftChange"
    case .draftChange(.endPreviews): "deleteDraftChangePreviews"
    case .preview(.create): "createPreview"
    case .preview(.end): "deletePreview"
    }
  }

  private static func picture(_ type: RecordType) -> String {
    capitalised(type.rawValue) + capitalised(type.imageField ?? "")
  }

  /// Returns the words of a relation or a type as one name: `api-catalog` is `ApiCatalog`.
  static func capitalised(_ words: String) -> String {
    words.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
