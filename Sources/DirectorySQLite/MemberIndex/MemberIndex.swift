/// What members are filtered, counted and sorted by, as columns in memory. An index doesn't change: after a
/// commit another one is made of it. See docs/decisions/0049.
///
/// The place of a member in the columns is that of its id among all ids.
final class MemberIndex: Sendable {
  /// The state of the members that the index has.
  struct Version: Equatable, Sendable {
    /// The id of the last row of `member_marks`, and its salt.
    let mark, salt: Int64
  }

  let version: Version
  let columns: Columns
  /// The places in the order of the names.
  let byName: [UInt32]

  init(version: Version, columns: Columns, byName: [UInt32]) {
    self.version = version
    self.columns = columns
    self.byName = byName
  }

  var count: Int { columns.ids.count }

  /// The memory that the index takes.
  var size: Int { columns.size + byName.count * 4 }

  /// True if the index takes at most 60 bytes for each member, besides the tables of its codes.
  var isSmall: Bool { size <= 60 * count + 65_536 }

  /// Returns the place of the member with an id; nil if the index doesn't have it.
  func place(of id: Int64) -> Int? {
    guard let id = UInt32(exactly: id) else { return nil }
    // Most directories have hardly any gaps between the ids.
    let guess = Int(id) - 1
    if columns.ids.indices.contains(guess), columns.ids[guess] == id { return guess }
    let place = columns.place(from: id)
    return place < count && columns.ids[place] == id ? place : nil
  }
}

extension MemberIndex {
  /// The values of all members. A number is one more than the value, and a day is as in `DayCode`; 0 is none.
  struct Columns: Sendable {
    var ids: [UInt32] = []
    var kinds = Codes()
    var areas = Codes()
    var population: [UInt32] = []
    var joined: [UInt32] = []
    var leaves: [UInt32] = []
    var numberOfMembers: [UInt32] = []
    var numberOfEmployees: [UInt32] = []
    var present = Bits(count: 0)
    /// Where the topics of each member begin in `topics`; one more is their end.
    var topicStarts: [UInt32] = [0]
    /// Four times the code of a topic, and the relation.
    var topics: [UInt16] = []
    var topicCodes = CodeTable()

    var size: Int {
      ids.count * 4 * 7 + kinds.values.count * 4 + present.words.count * 8 + topics.count * 2
        + (kinds.table.ids.count + areas.table.ids.count + topicCodes.ids.count) * 32
    }

    /// Returns the first place with at least that id.
    func place(from id: UInt32) -> Int {
      var (low, high) = (0, ids.count)
      while low < high {
        let middle = (low + high) / 2
        if ids[middle] < id { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }

  /// A column of references.
  struct Codes: Sendable {
    var values: [UInt16] = []
    var table = CodeTable()
  }

  /// Small numbers for ids. The code 0 means none.
  struct CodeTable: Sendable {
    private(set) var ids: [Int64] = [0]
    private var codes: [Int64: UInt16] = [:]

    /// Returns the code of an id; nil if there are too many codes.
    mutating func add(_ id: Int64, most: Int) -> UInt16? {
      if let code = codes[id] { return code }
      guard ids.count < most else { return nil }
      let code = UInt16(ids.count)
      ids.append(id)
      codes[id] = code
      return code
    }

    subscript(id: Int64) -> UInt16? { codes[id] }
  }
}
