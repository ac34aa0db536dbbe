internal import Directory
internal import HTTPCore

/// `POST /imports/{number}/undo`
struct UndoImportJob: WriteJob {
  let number: String
  let author: Author
  let isDryRun: Bool
  let attempt: Attempt?

  var isLong: Bool { true }

  func run(with editor: RecordEditor) throws(APIError) -> EditResult<Response> {
    guard let id = Int64(number) else { throw .writing(.noSuchImport(number)) }
    let count = try APIError.wrapping { () throws(DirectoryError) in
      try editor.undoImport(id, by: author)
    }
    let kept = KeptResponse(
      content: JSONWriter.document { json in
        if isDryRun { json.field("dryRun", true) }
        json.field("import", Int(id))
        json.field("undone", count)
      })
    try attempt?.keep(kept, by: editor)
    return EditResult(kept.response, keeps: !isDryRun)
  }
}
