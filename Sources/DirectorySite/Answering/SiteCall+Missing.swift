internal import Directory

extension SiteCall {
  /// Returns the error for a record that isn't there: where it has moved, what took its place, or that there
  /// never was one.
  func missing(_ key: RecordKey) throws(SiteError) -> SiteError {
    let found = try SiteError.wrapping { () throws(DirectoryError) -> SiteError? in
      for kind in Self.formerKinds(of: key.type) {
        guard let former = try reader.former(kind, slug: key.slug) else { continue }
        return try successors(of: former, key.type)
      }
      return try reader.wasDeleted(key) ? SiteError.gone(name: key.slug, successors: []) : nil
    }
    return found ?? .notFound
  }

  private func successors(
    of former: FormerSlug, _ type: RecordType
  ) throws(DirectoryError) -> SiteError {
    let addresses = former.successors.compactMap { SiteAddress.record(RecordKey(type, $0)) }
    if former.successors.count == 1, let address = addresses.first {
      return .moved(address)
    }
    var named: [(SiteAddress, name: String)] = []
    for (slug, address) in zip(former.successors, addresses) {
      named.append((address, name: try name(of: RecordKey(type, slug)) ?? slug))
    }
    return .gone(name: former.name ?? former.slug, successors: named)
  }

  private func name(of key: RecordKey) throws(DirectoryError) -> String? {
    switch key.type {
    case .member: try reader.member(slug: key.slug)?.name
    case .topic: try reader.topic(slug: key.slug)?.name
    case .area, .county: try reader.areas().first { $0.slug == key.slug }?.name
    default: nil
    }
  }

  private static func formerKinds(of type: RecordType) -> [FormerSlug.Kind] {
    switch type {
    case .member: [.member]
    case .topic: [.topic]
    case .area, .county: [.area, .county]
    case .contact: [.contact]
    case .office: [.office]
    default: []
    }
  }
}
