/// The rules of the fields that a directory defines.
extension RecordEditor {
  /// Returns all fields, with what this edit has written.
  func definedFields() throws(DirectoryError) -> [Field] {
    if let known = knownFields { return known }
    let fields = try reader.fields()
    knownFields = fields
    return fields
  }

  /// Returns the names of the public fields, for records of which one has values of fields.
  func publicFields(of records: [StoredRecord?]) throws(DirectoryError) -> Set<String> {
    guard records.contains(where: { $0?.record.custom.isEmpty == false }) else { return [] }
    return try definedFields().publicNames
  }

  /// Returns the faults of a change that members don't allow: they have values of the field.
  ///
  /// - Parameter before: the published field that is replaced; nil if there is none.
  func faults(of field: Field, over before: Field?) throws(DirectoryError) -> [DocumentFault] {
    if before?.label != field.label, let fault = try repeatedLabel(of: field) { return [fault] }
    guard let before else {
      guard try definedFields().count >= Field.most else { return [] }
      return [
        DocumentFault(
          pointer: "", code: .tooLong, message: "there are \(Field.most) fields already",
          hint: "delete one that no member needs")
      ]
    }
    var faults: [DocumentFault] = []
    let isSafe =
      before.valueType == field.valueType || before.valueType == .text && field.valueType == .longText
    if !isSafe {
      let count = try tables.uses(ofField: field.name, choice: nil)
      if count > 0 {
        faults.append(
          Self.inUse(
            "/valueType", count, "a value of \(field.path), which is of type \(before.valueType.rawValue)",
            "add another field with the type \(field.valueType.rawValue)"))
      }
      // The choices go with the type.
      return faults
    }
    for choice in before.choices where field.choice(choice.value) == nil {
      let count = try tables.uses(ofField: field.name, choice: choice.value)
      guard count > 0 else { continue }
      faults.append(
        Self.inUse("/choices", count, "the choice \(choice.value) of \(field.path)", "keep the choice"))
    }
    return faults
  }

  /// Returns the fault of a label that another field has in the same language. People, and the columns of
  /// tables, couldn't tell the two apart.
  private func repeatedLabel(of field: Field) throws(DirectoryError) -> DocumentFault? {
    let language = try reader.organisation()?.languages.first ?? ""
    for other in try definedFields() where other.name != field.name {
      guard let text = field.label.text(sharedWith: other.label, in: language) else { continue }
      return DocumentFault(
        pointer: "/label", code: .duplicate, message: "the field \(other.path) has the label \"\(text)\" too",
        hint: "use a label that says how the two differ")
    }
    return nil
  }

  private static func inUse(
    _ pointer: String, _ count: Int, _ what: String, _ instead: String
  ) -> DocumentFault {
    DocumentFault(
      pointer: pointer, code: .inUse,
      message: "\(count) member\(count == 1 ? " has" : "s have") \(what)",
      hint: "change \(count == 1 ? "this member" : "these members") first, or \(instead)")
  }
}
