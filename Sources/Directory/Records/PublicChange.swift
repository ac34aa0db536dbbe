/// One public change. A record that becomes a draft is deleted, and a draft that is published is created.
package struct PublicChange: Sendable, Equatable {
  package var id: Int64
  package var at: Int64
  package var key: RecordKey
  /// `created`, `updated` or `deleted`.
  package var action: RecordRevision.Action

  package init(id: Int64, at: Int64, key: RecordKey, action: RecordRevision.Action) {
    self.id = id
    self.at = at
    self.key = key
    self.action = action
  }
}

/// What everyone could see of a change.
package struct PublicDifference: Sendable, Equatable {
  /// The name of the record for people, or nil if it isn't known or isn't public any more.
  package var name: String?
  /// The fields that differ, if the change is an update. Those of contacts have no values, and so have the
  /// addresses and numbers of members, because what was once published about a person isn't repeated.
  package var fields: [FieldChange]

  package init(name: String?, fields: [FieldChange]) {
    self.name = name
    self.fields = fields
  }
}

extension PublicDifference {
  /// - Parameters:
  ///   - rows: the revision of the change and, if there is one, the revision of the record before it.
  ///   - contact: the public name that the contact has now; nil if it isn't public, or for other records.
  ///   - fields: the names of the public fields of members.
  package init(
    of change: PublicChange, _ rows: [StoredRevision], contact: String?, showing fields: Set<String>
  ) throws(DirectoryError) {
    let after = rows.first.flatMap { $0.id == change.id ? $0.revision.state : nil }
    let before = rows.dropFirst().first?.revision.state
    let old = try Self.publicFields(of: before, change.key.type, showing: fields)
    let new = try Self.publicFields(of: after, change.key.type, showing: fields)
    var fields = change.action == .updated ? old?.changes(to: new ?? .object([])) ?? [] : []
    if change.key.type == .contact {
      fields = fields.map { FieldChange(pointer: $0.pointer, old: nil, new: nil) }
      self.init(name: contact, fields: fields)
    } else {
      if change.key.type == .member {
        fields = fields.map {
          Self.isPersonal($0) ? FieldChange(pointer: $0.pointer, old: nil, new: nil) : $0
        }
      }
      let shown = change.action == .deleted ? old : new
      self.init(name: shown?.label ?? shown?.text("shortName") ?? shown?.text("name"), fields: fields)
    }
  }

  /// Returns true for an address or a number, which may have been published by mistake and isn't repeated,
  /// and for the value of a field, which may have been for staff only when it was written.
  private static func isPersonal(_ change: FieldChange) -> Bool {
    change.pointer == "/email" || change.pointer.hasPrefix("/telephone")
      || change.pointer.hasPrefix("/" + Field.group)
  }

  /// Returns true if everyone can see that a published record has changed. Only contacts and members have
  /// fields that are not public.
  static func isVisible(
    from before: DirectoryRecord, to after: DirectoryRecord, showing fields: Set<String>
  ) -> Bool {
    switch after {
    case .contact, .member: before.published(showing: fields) != after.published(showing: fields)
    default: true
    }
  }

  /// Returns the public fields of a record; nil for a draft, or if there is no record.
  private static func publicFields(
    of state: NewRevision.State?, _ type: RecordType, showing fields: Set<String>
  ) throws(DirectoryError) -> JSONValue? {
    guard let state, state.status == .published else { return nil }
    let value = try DocumentJSON.value(ofStored: state.document)
    guard case .object(let members) = value else { return value }
    let isProtected = { (flag: String) in members.contains { $0.name == flag && $0.value == .boolean(true) } }
    let protected = ["email": "emailProtected", "telephone": "telephoneProtected"].filter {
      isProtected($0.value)
    }
    if type == .field, value.text("visibility") == Field.Visibility.staff.rawValue { return nil }
    return .object(
      members.filter { protected[$0.name] == nil }.compactMap { member in
        guard type == .member, member.name == Field.group, case .object(let custom) = member.value else {
          return member
        }
        let shown = custom.filter { fields.contains($0.name) }
        return shown.isEmpty ? nil : JSONMember(name: member.name, value: .object(shown))
      })
  }
}

extension JSONValue {
  /// The label of a field, for people.
  fileprivate var label: String? {
    guard case .object(let texts)? = member("label") else { return text("label") }
    return (texts.first { $0.name == "en" } ?? texts.first).flatMap { text in
      if case .string(let text) = text.value { text } else { nil }
    }
  }

  fileprivate func text(_ name: String) -> String? {
    guard case .object(let members) = self,
      case .string(let text)? = members.first(where: { $0.name == name })?.value
    else { return nil }
    return text
  }
}
