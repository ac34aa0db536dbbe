internal import Directory
internal import SQLite

/// The draft changes that wait.
extension Connection {
  func waiting() throws(DirectoryError) -> [OverviewFigures.Waiting] {
    var found: [OverviewFigures.Waiting] = []
    for state in [DraftChange.State.proposed, .draft, .scheduled] {
      let count = try first(
        "SELECT count(*) FROM (SELECT 1 FROM draft_changes WHERE state = ? LIMIT ?)",
        [.text(state.rawValue), .integer(BoundedCount.most + 1)]
      ) { Int($0.integer(0)) }
      found.append(
        OverviewFigures.Waiting(
          state: state, count: BoundedCount(counted: count ?? 0), items: try newest(state)))
    }
    return found
  }

  private func newest(_ state: DraftChange.State) throws(DirectoryError) -> [OverviewFigures.Waiting.Item] {
    let rows = try map(
      "SELECT id, type, slug, updated_at FROM draft_changes WHERE state = ? ORDER BY id DESC LIMIT ?",
      [.text(state.rawValue), .integer(RecordExamples.most)]
    ) { ($0.integer(0), $0.text(1), $0.text(2), $0.integer(3)) }
    var items: [OverviewFigures.Waiting.Item] = []
    for (id, type, slug, updatedAt) in rows {
      guard let type = RecordType(rawValue: type) else { continue }
      let key = RecordKey(type, slug)
      let record = try published(key)
      let draft = record == nil ? try draft(key) : nil
      let name = (record ?? draft)?.name ?? slug
      items.append(
        OverviewFigures.Waiting.Item(id: id, record: NamedRecord(key, name: name), updatedAt: updatedAt))
    }
    return items
  }
}
