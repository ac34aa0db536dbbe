internal import Directory

/// Changes that are written down before they are made, and links that show them.
extension Routes {
  static let draftChanges: [Route] = [
    Route(
      "draftChanges", .read, "/draft-changes", "the changes that are written down and not made, newest first",
      yielding: .draftChanges,
      taking: [
        .draftChangeState, .draftChangeType, .draftChangeSlug, .draftChangeAuthor, .beforeNumber,
        .limitOfEntries,
      ], validity: .moment, handler: .loop(DraftChangeRoutes.list), writes: .draftChanges, requires: .proposer
    ),
    Route(
      "draftChange", .read, "/draft-changes/{number}", "one of these changes, compared with its record",
      yielding: .draftChange, validity: .staff, handler: .loop(DraftChangeRoutes.one), writes: .draftChange,
      requires: .proposer),
    Route(
      "publishDraftChange", .none, "/draft-changes/{number}/publish", "makes the change", yielding: .written,
      handler: .none, writes: .publishing),
    Route(
      "declineDraftChange", .none, "/draft-changes/{number}/decline", "says that the change isn't made",
      yielding: .written, handler: .none, writes: .declining),
    Route(
      "draftChangePreviews", .none, "/draft-changes/{number}/previews", "ends all links that show it",
      yielding: .written, handler: .none, writes: .endingPreviews),
    Route(
      "previews", .none, "/previews", "makes a link to the public page with a change applied",
      yielding: .written, handler: .none, writes: .addingPreviews),
    Route(
      "preview", .read, "/previews/{secret}", "the public page of a record with a change applied",
      yielding: .page, taking: [.pageLanguage], offers: .page, validity: .moment, handler: .preview,
      writes: .endingPreview),
  ]
}
