internal import Directory

enum ImportRoutes {
  /// Returns the header of a table of records of one type, for people who fill in a table. It is that of an
  /// export without records.
  static func template(_ call: Call) throws(APIError) -> Content {
    let type = call.arguments[.templateType].flatMap { RecordType(rawValue: $0) } ?? .member
    let hides = try call.ask { reader throws(DirectoryError) in try reader.hidesCounties() }
    var bytes: [UInt8] = []
    let languages = try call.ask { reader throws(DirectoryError) in
      try reader.organisation()?.languages ?? []
    }
    let hidden: Set<String> = hides && type == .member ? ["county"] : []
    let fields = type == .member ? try call.ask { reader throws(DirectoryError) in try reader.fields() } : []
    var table = RecordExport(
      .csv, type: type, languages: languages, without: hidden, fields: fields)
    table.end(to: &bytes)
    return Content(bytes: bytes, fileName: "\(type.rawValue)-template.csv")
  }
}
