internal import Directory

/// What each write changes of what everyone can see. Caches keep the answers that depend on nothing of it
/// (decision 48). A write counts as a change to everything unless this file says something more exact.
extension SQLiteRecordTables {
  /// Notes what the writing of a published record changes.
  ///
  /// Other records show the names of this one, and which records there are. So only a member can be added,
  /// and only other texts and values can be corrected, without everything being made again.
  func noteChanges(_ record: DirectoryRecord, over before: DirectoryRecord?) throws(DirectoryError) {
    guard hasSameNames(record, before) else { return changes.addEverything() }
    switch (record, before) {
    case (.member(let member), nil): try note(addition: member)
    case (.member(let member), .member(let before)?): note(member, over: before)
    case (.topic(let topic), .topic(var before)?):
      before.summary = topic.summary
      before.translations = topic.translations
      guard topic == before else { return changes.addEverything() }
      changes.add(.record(.topic, topic.slug))
      changes.add(.words)
    case (.contact(let contact), .contact(let before)?)
    where contact.office == before.office && contact.member == before.member:
      notePeople(record.key)
    case (.office(let office), .office(let before)?) where office.member == before.member:
      notePeople(record.key)
    default: return changes.addEverything()
    }
    if record.translations != before?.translations ?? .none {
      changes.add(.translations(of: record.key.type, record.key.slug))
      changes.add(.words)
    }
  }

  private func hasSameNames(_ record: DirectoryRecord, _ before: DirectoryRecord?) -> Bool {
    guard let before else { return true }
    return record.key == before.key && record.name == before.name
      && Self.translatedNames(record) == Self.translatedNames(before)
  }

  private func note(addition member: DirectoryDocument.Member) throws(DirectoryError) {
    // The other members in a county say whether the county is a member.
    guard try connection.id(of: RecordKey(.area, member.slug)) == nil else {
      return changes.addEverything()
    }
    changes.add(member: member.slug)
    changes.add(.memberList)
    changes.add(.words)
  }

  private func note(_ member: DirectoryDocument.Member, over before: DirectoryDocument.Member) {
    changes.add(member: member.slug)
    if Self.searched(before) != Self.searched(member) { changes.add(.words) }
    // Nothing is filtered, sorted or counted by these.
    var rest = before
    rest.summary = member.summary
    rest.facts = member.facts
    rest.focusAreas = member.focusAreas
    rest.image = member.image
    rest.translations = member.translations
    if rest != member { changes.add(.memberList) }
  }

  private func notePeople(_ key: RecordKey) {
    changes.add(.record(key.type, key.slug))
    changes.add(.people)
    changes.add(.words)
  }
}
