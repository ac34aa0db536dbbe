internal import Directory

/// Address book cards.
extension Call {
  func cards<Item>(
    _ items: [Item], _ presentation: RecordPresentation<Item>, _ source: Provenance
  ) throws(APIError) -> [UInt8] {
    try ask { reader throws(DirectoryError) in
      try reader.consistently { () throws(DirectoryError) in
        try Self.cards(items, presentation, source, reader)
      }
    }
  }

  /// Returns the cards, each with the time of the last change to what it shows: an address book takes a card
  /// with a later one for a new version (RFC 6350 §6.7.4).
  static func cards<Item>(
    _ items: [Item], _ presentation: RecordPresentation<Item>, _ source: Provenance,
    _ reader: any DirectoryReader
  ) throws(DirectoryError) -> [UInt8] {
    guard let card = presentation.card else { return [] }
    let createdAt = try reader.createdAt()
    // All cards show the organisation, and many of them the same office.
    var changes: [RecordKey: Int64] = [:]
    var cards = VCardWriter()
    for item in items {
      var revisedAt = Int64.min
      for key in card.shownRecords(item) {
        if changes[key] == nil { changes[key] = try reader.lastChange(of: key) ?? createdAt }
        revisedAt = max(revisedAt, changes[key] ?? createdAt)
      }
      cards.card(revisedAt: revisedAt) { card.write(item, source, &$0) }
    }
    return cards.bytes
  }
}
