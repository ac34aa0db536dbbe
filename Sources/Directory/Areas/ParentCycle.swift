/// Finds circles among records of an import that wait for one another: areas by `parent`, and topics by
/// `broader`. None of them can be written, and each would only say that the next one doesn't exist.
struct ParentCycle {
  /// The slug above each slug, as the items state it.
  private var above: [String: String] = [:]

  init(_ items: [ImportItem]) {
    for item in items {
      guard let (slug, parent) = Self.step(item) else { continue }
      above[slug] = parent
    }
  }

  /// Returns the faults of an item with that of a circle in place of the one that its parent doesn't exist.
  func explaining(_ faults: [DocumentFault], of item: ImportItem) -> [DocumentFault] {
    guard let (slug, _) = Self.step(item), let circle = circle(from: slug) else { return faults }
    return faults.map { fault in
      guard fault.code == .unknownReference, fault.pointer == "/parent" || fault.pointer == "/broader" else {
        return fault
      }
      let names = circle.map { "\"\($0)\"" }.joined(separator: ", which is in ")
      return DocumentFault(
        pointer: fault.pointer, code: .cycle, message: "the records are inside one another: \(names)",
        hint: "leave out one of these, or change it")
    }
  }

  /// Returns the slugs of the circle to which the chain from a slug leads, the first one also at the end; nil
  /// if the chain ends.
  private func circle(from slug: String) -> [String]? {
    var chain = [slug]
    while let last = chain.last, let next = above[last] {
      if let start = chain.firstIndex(of: next) { return Array(chain[start...]) + [next] }
      chain.append(next)
    }
    return nil
  }

  /// Returns the slug of an item and that of its parent. A name counts as the slug that it would get.
  private static func step(_ item: ImportItem) -> (String, String)? {
    func text(_ field: String) -> String? {
      switch item.content {
      case .row(let row): row.text(field)
      case .record(_, let value): value.member(field)?.text
      case .fault, .former: nil
      }
    }
    guard let own = [text("slug"), text("name")].lazy.compactMap(\.self).first(where: { !$0.isEmpty }),
      let parent = [text("parent"), text("broader")].lazy.compactMap(\.self).first(where: { !$0.isEmpty })
    else { return nil }
    return (slug(own), slug(parent))
  }

  private static func slug(_ text: String) -> String {
    TextRules.isSlug(text) ? text : NewSlug.words(of: text)
  }
}
