internal import Directory

/// The fields that a directory defines for its members.
enum FieldRoutes {
  static let fields = RecordResource(ShortLists.fields, FieldFormats.presentation)

  static func list(_ call: Call) throws(APIError) -> Content { try call.page(of: fields) }

  static func one(_ call: Call) throws(APIError) -> Content { try call.one(of: fields) }
}

enum FieldJSON {
  /// The names of all fields that `write` can write.
  static let fields = FieldCells.columns + ["links"]

  static func write(_ field: Field, to json: inout JSONWriter) {
    json.fields(DocumentJSON.fields(of: field))
    json.object("links") { links in
      links.field("self", Links.record(RecordKey(.field, field.name)))
      links.field("members", "/members")
    }
  }
}

enum FieldFormats {
  static let presentation = RecordPresentation<Field>(
    "fields", of: .field, typicalBytes: 512, json: { FieldJSON.write($0, to: &$1) }, record: { .field($0) },
    columns: FieldCells.columns.map { column in
      .init(column, isShort: column != "help") { cell(column, of: $0) }
    },
    linkedData: { field, source, json in
      json.field("@type", "DefinedTerm")
      json.field("@id", source.id(Links.record(RecordKey(.field, field.name))))
      json.field("termCode", field.name)
      json.field("name", field.label.shown)
      json.field("description", field.help?.shown)
      json.field("inDefinedTermSet", source.id("/fields"))
    })

  private static func cell(_ column: String, of field: Field) -> Cell {
    switch column {
    case "name": .text(field.name)
    case "valueType": .text(field.valueType.rawValue)
    case "order": .number(field.order)
    case "visibility": .text(field.visibility.rawValue)
    case "filterable": .flag(field.filterable)
    case "facetable": .flag(field.facetable)
    default: .text(FieldCells.cell(column, of: field))
    }
  }
}
