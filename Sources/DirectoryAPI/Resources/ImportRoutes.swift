internal import Directory

enum ImportRoutes {
  /// Returns the header of a table of records of one type, for people who fill in a table. It is that of an
  /// export without records.
  static func template(_ call: Call) throws(APIError) -> Content {
    let type = call.arguments[.templateType].flatMap { RecordType(rawValue: $0) } ?? .member
    var bytes: [UInt8] = []
    var table = try call.ask { reader throws(DirectoryError) in
      try RecordExport(tableOf: type, from: reader)
    }
    table.end(to: &bytes)
    return Content(bytes: bytes, fileName: "\(type.rawValue)-template.csv")
  }
}
