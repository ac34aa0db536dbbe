internal import Directory

/// One kind of record as the API offers it: how it is read, how it is written, and what `include` can add.
/// Every list of that kind and every single record use the same value.
struct RecordResource<Item: Sendable>: Sendable {
  typealias ReadPage = @Sendable (any DirectoryReader, ListQuery) throws(DirectoryError) -> Page<Item>
  typealias ReadOne = @Sendable (any DirectoryReader, String) throws(DirectoryError) -> Item?

  let type: RecordType
  let presentation: RecordPresentation<Item>
  let inclusions: [RecordInclusion<Item>]
  let readPage: ReadPage
  /// Reads the record with a slug or id; returns nil if there is none.
  let readOne: ReadOne

  init(
    _ type: RecordType, _ presentation: RecordPresentation<Item>, inclusions: [RecordInclusion<Item>],
    page readPage: @escaping ReadPage, one readOne: @escaping ReadOne
  ) {
    self.type = type
    self.presentation = presentation
    self.inclusions = inclusions
    self.readPage = readPage
    self.readOne = readOne
  }
}

extension RecordResource {
  /// Makes a resource of a list of few records. They refer to no records that could be included, and have no
  /// field by which they could be counted.
  init(_ list: ShortList<Item>, _ presentation: RecordPresentation<Item>) {
    self.init(
      list.type, presentation, inclusions: [],
      page: { reader, query throws(DirectoryError) in try list.page(reader, query) },
      one: { reader, slug throws(DirectoryError) in try list.one(reader, slug) })
  }
}

extension Call {
  /// Returns the record that the path names. Throws a 404 or, for a former slug, a redirect if there is none.
  func existing<Item>(_ resource: RecordResource<Item>) throws(APIError) -> Item {
    let slug = slug
    let item = try ask { reader throws(DirectoryError) in try resource.readOne(reader, slug) }
    if let item { return item }
    throw missing(RecordKey(resource.type, slug))
  }

  /// Reads the record that the path names and writes it in the format that the client chose.
  func one<Item>(of resource: RecordResource<Item>) throws(APIError) -> Content {
    let item = try existing(resource)
    return try content(
      of: item, as: resource.presentation, including: try Included(in: [item], of: resource, for: self))
  }
}
