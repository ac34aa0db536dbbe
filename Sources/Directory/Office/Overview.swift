/// A number that was counted up to a limit.
package struct BoundedCount: Sendable, Equatable {
  package var count: Int
  /// False if there are at least as many.
  package var isExact: Bool

  package init(_ count: Int, isExact: Bool = true) {
    self.count = count
    self.isExact = isExact
  }

  /// The most that is counted.
  package static let most = 1_000

  /// - Parameters:
  ///   - counted: how many were found among at most `most` + 1.
  ///   - isWhole: false if not all records were looked at.
  package init(counted: Int, isWhole: Bool = true) {
    self.init(min(counted, Self.most), isExact: isWhole && counted <= Self.most)
  }
}

/// A record as a list of things to do names it.
package struct NamedRecord: Sendable, Equatable {
  package var key: RecordKey
  package var name: String

  package init(_ key: RecordKey, name: String) {
    self.key = key
    self.name = name
  }
}

/// Some records of a kind, and how many there are.
package struct RecordExamples: Sendable, Equatable {
  package var count: BoundedCount
  package var items: [NamedRecord]

  package init(count: BoundedCount, items: [NamedRecord]) {
    self.count = count
    self.items = items
  }

  /// How many records are named.
  package static let most = 10
}

/// What waits to be done in the directory.
package struct OverviewFigures: Sendable, Equatable {
  /// Records of one type without any text in a language.
  package struct Untranslated: Sendable, Equatable {
    package var language: String
    package var type: RecordType
    package var count: Int

    package init(language: String, type: RecordType, count: Int) {
      self.language = language
      self.type = type
      self.count = count
    }
  }

  /// A record that was last written long ago.
  package struct Old: Sendable, Equatable {
    package var record: NamedRecord
    package var changedAt: Int64

    package init(_ record: NamedRecord, changedAt: Int64) {
      self.record = record
      self.changedAt = changedAt
    }
  }

  /// The open draft changes in one state.
  package struct Waiting: Sendable, Equatable {
    package struct Item: Sendable, Equatable {
      package var id: Int64
      package var record: NamedRecord
      package var updatedAt: Int64

      package init(id: Int64, record: NamedRecord, updatedAt: Int64) {
        self.id = id
        self.record = record
        self.updatedAt = updatedAt
      }
    }

    package var state: DraftChange.State
    package var count: BoundedCount
    /// The newest first.
    package var items: [Item]

    package init(state: DraftChange.State, count: BoundedCount, items: [Item]) {
      self.state = state
      self.count = count
      self.items = items
    }
  }

  package var drafts: BoundedCount
  /// Proposals, drafts of changes, and what is scheduled.
  package var draftChanges: [Waiting]
  package var oldCount: BoundedCount
  /// The oldest first.
  package var old: [Old]
  package var untranslated: [Untranslated]
  package var withoutContact: RecordExamples
  package var withoutWebsite: RecordExamples

  package init(
    drafts: BoundedCount, draftChanges: [Waiting], oldCount: BoundedCount, old: [Old],
    untranslated: [Untranslated], withoutContact: RecordExamples, withoutWebsite: RecordExamples
  ) {
    self.drafts = drafts
    self.draftChanges = draftChanges
    self.oldCount = oldCount
    self.old = old
    self.untranslated = untranslated
    self.withoutContact = withoutContact
    self.withoutWebsite = withoutWebsite
  }

  /// The types of which the ages and the translations are counted.
  package static let types: [RecordType] = [.member, .topic, .contact, .office]
  /// How many rows are looked at for each of these figures.
  package static let mostScanned = 20_000
}
