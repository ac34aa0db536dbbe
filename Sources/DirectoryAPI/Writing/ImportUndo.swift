internal import Directory
internal import HTTPCore

/// `POST /imports/{number}/undo`
struct ImportUndo: Sendable {
  let number: String
  let author: Author
  let isDryRun: Bool
  let attempt: Attempt?

  func run(with editor: any DirectoryEditor) throws(APIError) -> EditResult<Response> {
    guard let id = Int64(number) else { throw .writing(.noSuchImport(number)) }
    let count: Int
    do { count = try editor.undoImport(id, by: author) } catch { throw .directory(error) }
    let content = JSONWriter.document { json in
      if isDryRun { json.field("dryRun", true) }
      json.field("import", Int(id))
      json.field("undone", count)
    }
    let answer = KeptAnswer(
      fingerprint: attempt?.fingerprint ?? [], location: "", tag: "", content: content)
    try attempt?.keep(answer, by: editor)
    return EditResult(answer.response, keeps: !isDryRun)
  }
}
