/// The content of a member, for code that writes it out. `Member` holds it as values; a store's row holds it
/// as bytes, which are then copied only into the output. Each text is UTF-8 and valid only while the closure
/// runs.
package protocol MemberContent {
  /// Calls the closure if the member has that text.
  func withText(_ text: MemberText, _ body: (Span<UInt8>) -> Void)
  /// True if the member's county is itself a member, with the same slug.
  var isCountyMember: Bool { get }
  var population: Population? { get }
  var focusAreaCount: Int { get }
  var factCount: Int { get }
  /// Nil if it is empty, as for most members.
  var profileIfAny: MemberProfile? { get }
  /// Nil without a picture. The credit alone of one that is shown elsewhere is a text.
  var imageIfAny: Image? { get }
  func forEachFocusArea(_ body: (Span<UInt8>) -> Void)
  func forEachFact(_ body: (_ label: Span<UInt8>, _ text: Span<UInt8>) -> Void)
  /// Calls the closure with the slug of each area around that of the member, the smallest first.
  func forEachAreaAround(_ body: (Span<UInt8>) -> Void)
  /// Calls the closure for each topic, in the order of their names.
  ///
  /// The language is that of the name, if it should be in another one.
  func forEachTopic(
    _ body: (
      _ slug: Span<UInt8>, _ name: Span<UInt8>, _ kind: Span<UInt8>, TopicRelation, _ language: String?
    ) -> Void)
  /// What staff see of the texts in other languages.
  var translations: Translations { get }
  /// The texts that should be in another language; nil for none.
  var fallback: Fallback? { get }
  /// The languages of the names of the county and of the area, if they should be in another one.
  var countyLanguage: String? { get }
  var areaLanguage: String? { get }
}

/// The texts of which a member has at most one.
package enum MemberText: Int, Sendable, CaseIterable {
  case slug, kind, name, shortName, countySlug, countyName, areaSlug, areaName, areaKind, summary, joined,
    left, imageCredit
}
