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
  package init(
    of change: PublicChange, _ rows: [StoredRevision], contact: String?
  ) throws(DirectoryError) {
    let after = rows.first.flatMap { $0.id == change.id ? $0.revision.state : nil }
    let before = rows.dropFirst().first?.revision.state
    let old = try Self.publicFields(of: before)
    let new = try Self.publicFields(of: after)
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
      self.init(name: shown?.text("shortName") ?? shown?.text("name"), fields: fields)
    }
  }

  /// Returns true for an address or a number, which may have been published by mistake and isn't repeated.
  private static func isPersonal(_ change: FieldChange) -> Bool {
    change.pointer == "/email" || change.pointer.hasPrefix("/telephone")
  }

  /// Returns true if everyone can see that a published record has changed. Only contacts and members have
  /// fields that are not public.
  static func isVisible(from before: DirectoryRecord, to after: DirectoryRecord) -> Bool {
    switch after {
    case .contact, .member: before.published != after.published
    default: true
    }
  }

  /// Returns the public fields of a record; nil for a draft, or if there is no record.
  private static func publicFields(
    of state: NewRevision.State?
  ) throws(DirectoryError) -> JSONValue? {
    guard let state, state.status == .published else { return nil }
    let value = try DocumentJSON.value(ofStored: state.document)
    guard case .object(let members) = value else { return value }
    let isProtected = { (flag: String) in members.contains { $0.name == flag && $0.value == .boolean(true) } }
    let protected = ["email": "emailProtected", "telephone": "telephoneProtected"].filter {
      isProtected($0.value)
    }
    return .object(members.filter { protected[$0.name] == nil })
  }
}

extension JSONValue {
  fileprivate func text(_ name: String) -> String? {
    guard case .object(let members) = self,
      case .string(let text)? = members.first(where: { $0.name == name })?.value
    else { return nil }
    return text
  }
}
