internal import Directory
internal import HTTPCore

extension ProblemTable {
  func draftChange(_ refusal: DraftChangeRefusal) -> ProblemEntry {
    switch refusal {
    case .unknown(let number):
      return ProblemEntry(
        .notFound, "unknown-draft-change", "No draft change has the number \(Self.quoted(number)).")
    case .invalid(let faults):
      return ProblemEntry(
        .unprocessableContent, "invalid-draft-change", "The request has errors; each error names its place."
      ).with("errors") { json in
        json.list(faults) { json, fault in json.object { write(fault, to: &$0) } }
      }
    case .decided(let state):
      return ProblemEntry(
        .conflict, "draft-change-decided", "The draft change was \(state.rawValue) already."
      ).with("state", state.rawValue)
    case .conflicts(let conflict, let pointers): return conflicts(conflict, pointers)
    case .changed(let tag, let current):
      return ProblemEntry(
        .preconditionFailed, "draft-change-changed",
        "The draft change isn't as If-Match says. Look at current, then try again with this etag."
      ).with("etag", tag.text).with("current") { $0.element(current) }
    case .tooMany(let count):
      return ProblemEntry(
        .conflict, "too-many-draft-changes",
        "You have \(count) draft changes that are neither published nor declined. Remove some first.")
    case .unknownPreview:
      return ProblemEntry(
        .notFound, "unknown-preview", "This preview has ended, or was never there. Ask for a new link.")
    case .previewEnded(let state):
      return ProblemEntry(
        .gone, "preview-ended", "The change that this preview showed was \(state.rawValue)."
      ).with("state", state.rawValue)
    case .noPage(let type):
      return ProblemEntry(
        .unprocessableContent, "no-page", "A \(type.noun) has no page of its own, so it has no preview.")
    }
  }

  private func conflicts(_ conflict: EditConflict, _ pointers: [String]) -> ProblemEntry {
    ProblemEntry(
      .conflict, "draft-change-conflicts",
      "Others have changed \(Self.list(Array(pointers.prefix(20)))) since the draft change was written. "
        + "Look at current and changes. Then publish it with overwrite=true, or PATCH it with this etag "
        + "as baseTag."
    ).with("conflicts", pointers).showing(conflict)
  }
}

extension ProblemEntry {
  /// Returns the entry with what a client needs to know of the changes of others.
  func showing(_ conflict: EditConflict) -> ProblemEntry {
    with("etag", conflict.tag.text)
      .with("base") { $0.element(conflict.base ?? .null) }
      .with("current") { $0.element(conflict.current) }
      .with("wanted") { $0.element(conflict.wanted ?? .null) }
      .with("changes") { $0.element(FieldChangeJSON.value(conflict.changes)) }
      .with("changesSince") { $0.element(conflict.changesSince.map { FieldChangeJSON.value($0) } ?? .null) }
      .with("revisions") { json in
        json.list(conflict.revisions) { json, stored in
          let revision = stored.revision
          json.object {
            RevisionRoutes.writeEvent(
              stored.id, at: revision.at, by: revision.author, revision.action, to: &$0)
          }
        }
      }
  }
}
