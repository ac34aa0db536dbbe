internal import Directory
internal import HTTPCore

extension ProblemTable {
  func lookup(_ error: LookupError) -> ProblemEntry {
    switch error {
    case .noSuchItem(let list, let slug): return noSuchItem(list, slug)
    case .noSuchRecord(let key): return noSuchRecord(key)
    case .deleted(let key):
      return ProblemEntry(
        .gone, "deleted", "The \(key.type.noun) \(Self.quoted(key.slug)) was deleted.")
    case .former(let former, let type): return gone(former, type)
    case .noSuchPicture(let key, let hasPicture): return noSuchPicture(key, hasPicture: hasPicture)
    case .organisationNotStated:
      return ProblemEntry(
        .notFound, "organisation-not-stated", "The directory is empty: it has no organisation.")
    case .changesRestarted:
      return ProblemEntry(
        .gone, "changes-restarted",
        "The directory was restored from a backup after this value of since. "
          + "GET /snapshot again, and continue with its next.")
    case .noSuchProblem(let code):
      return ProblemEntry(
        .notFound, "unknown-problem", "No problem has the code \(Self.quoted(code))."
      ).with("nearest", NearestValues.nearest(to: code, among: ProblemCode.all.map(\.code)))
    }
  }

  private func noSuchItem(_ list: DirectoryList, _ slug: String) -> ProblemEntry {
    let nearest = suggestions.slugs(near: slug, in: list.slugs)
    let entry = ProblemEntry(
      .notFound, "unknown-\(list.singular)",
      "There is no \(list.singular) \(Self.quoted(slug))\(Self.hint(nearest)). "
        + "GET /\(list.rawValue) lists all."
    ).with("nearest", nearest)
    return NearestValues.correction(of: slug, by: nearest).map { entry.correcting(.slug($0)) } ?? entry
  }

  private func noSuchRecord(_ key: RecordKey) -> ProblemEntry {
    let nearest = key.type.shortList.map { suggestions.slugs(near: key.slug, in: $0) } ?? []
    let entry = ProblemEntry(
      .notFound, "unknown-\(key.type.hyphenated)",
      "There is no \(key.type.noun) \(Self.quoted(key.slug))\(Self.hint(nearest)).")
    guard !nearest.isEmpty else { return entry }
    return entry.with("nearest", nearest)
      .correcting(NearestValues.correction(of: key.slug, by: nearest).map { .slug($0) })
  }

  /// The record existed once (RFC 9110 §15.5.11).
  private func gone(_ former: FormerSlug, _ type: RecordType) -> ProblemEntry {
    let name = former.name ?? former.slug
    let until = former.until.map { " until \($0)" } ?? ""
    let successors = former.successors.map { Links.record(RecordKey(type, $0)) }
    let followed =
      successors.isEmpty
      ? "It has no successor."
      : "Its successor\(successors.count == 1 ? " is" : "s are") \(Self.list(successors))."
    return ProblemEntry(
      .gone, "gone", "\(name) was a \(type.noun) here\(until). \(followed)"
    ).with("slug", former.slug).with("until", former.until).with("successors", successors)
  }
}

extension RecordType {
  /// The slugs of the records, if their list is one of `ShortLists`.
  fileprivate var shortList: Vocabulary? {
    switch self {
    case .memberKind: .memberKinds
    case .topicKind: .topicKinds
    case .area: .areas
    case .field: .fields
    case .county: .counties
    case .organisation, .office, .contact, .topic, .member: nil
    }
  }
}
