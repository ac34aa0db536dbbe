extension DirectoryDocument {
  /// A place in which members are, such as a country, a region or a municipality. Areas form a tree.
  ///
  /// A county is an area of the kind `county`. Its records have a type of their own, as they had before there
  /// were other areas, but all areas share one set of slugs. A county may itself be a member; that member has
  /// the same slug.
  package struct Area: Sendable, Equatable {
    package var slug: String
    package var name: String
    package var shortName: String
    /// A word such as `region`, in the form of a slug.
    package var kind: String
    /// What others call the area, such as `NO` or `NO-34`.
    package var code: String?
    /// The slug of the area that this one is in.
    package var parent: String?
    /// The place in lists and facets. Areas without one come after those that have one.
    package var order: Int?
    package var translations = Translations.none
    package var fallback: Fallback?

    package init(
      slug: String, name: String, shortName: String, kind: String, code: String?, parent: String?, order: Int?
    ) {
      self.slug = slug
      self.name = name
      self.shortName = shortName
      self.kind = kind
      self.code = code
      self.parent = parent
      self.order = order
    }
  }
}

extension DirectoryDocument.Area {
  package static let county = "county"
  package static let country = "country"

  package var isCounty: Bool { kind == Self.county }

  /// The area as the record that it is.
  package var record: DirectoryRecord { isCounty ? .county(self) : .area(self) }

  var withoutParent: DirectoryDocument.Area {
    var area = self
    area.parent = nil
    return area
  }
}

/// A reference to the area of a member, with what is needed to name it and to link to its members.
package struct AreaReference: Sendable, Equatable {
  package var slug: String
  package var name: String
  package var kind: String
  /// The slugs of the areas that it is in, the smallest first.
  package var within: [String]
  /// The language of the name, if it should be in another one.
  package var language: String?

  package init(slug: String, name: String, kind: String, within: [String]) {
    self.slug = slug
    self.name = name
    self.kind = kind
    self.within = within
  }
}
