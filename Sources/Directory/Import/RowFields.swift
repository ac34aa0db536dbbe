/// Makes a merge patch from the cells of a row. A field without a column isn't changed, and an empty cell
/// removes a field.
enum RowFields {
  static func columns(of type: RecordType) -> [String] {
    switch type {
    case .organisation: ["name", "shortName", "region", "summary", "copyrightYear"]
    case .office: ["id", "name", "host", "street", "postcode", "city", "country", "status"]
    case .contact:
      ["id", "name", "role", "email", "telephone", "telephonePrinted", "emailProtected", "office", "status"]
    case .county: ["slug", "name", "shortName", "status"]
    case .topic: ["slug", "kind", "name", "broader", "memberCount", "summary", "status"]
    case .member:
      [
        "slug", "kind", "name", "shortName", "county", "population", "populationApproximate", "joined",
        "left",
        "summary", "focusAreas", "facts", "imageCredit", "topics", "status",
      ]
    }
  }

  /// Returns the patch that a row makes.
  ///
  /// - Parameter existing: the record before. A cell that holds a list as it is already leaves it unchanged,
  ///   even if the text could be divided in another way.
  static func patch(
    _ cells: [(column: String, text: String)], over existing: DirectoryRecord?
  ) -> JSONValue {
    var members: [JSONMember] = []
    func set(_ name: String, _ value: JSONValue) { members.append(JSONMember(name: name, value: value)) }
    let member: DirectoryDocument.Member? = if case .member(let member) = existing { member } else { nil }
    for (column, text) in cells {
      let value: JSONValue = text.isEmpty ? .null : .string(text)
      switch column {
      case "memberCount": break
      case "emailProtected": set(column, flag(text))
      case "copyrightYear": set(column, number(text))
      case "population": set("population", text.isEmpty ? .null : object("value", number(text)))
      case "populationApproximate":
        set("population", text.isEmpty ? .null : object("approximate", flag(text)))
      case "telephone": set("telephone", text.isEmpty ? .null : object("e164", value))
      case "telephonePrinted": set("telephone", text.isEmpty ? .null : object("printed", value))
      case "imageCredit": set("image", text.isEmpty ? .null : object("credit", value))
      case "topics": set(column, list(text.split(separator: " ").map(String.init)))
      case "focusAreas":
        if text != member.map({ plain($0.focusAreas) }) ?? "" { set(column, focusAreas(text)) }
      case "facts":
        if text != member.map({ plain($0.facts) }) ?? "" { set(column, facts(text)) }
      default: set(column, value)
      }
    }
    // A population is exact unless the row states otherwise.
    if member?.population == nil, let given = cells.first(where: { $0.column == "population" }),
      !given.text.isEmpty, !cells.contains(where: { $0.column == "populationApproximate" })
    {
      set("population", object("approximate", .boolean(false)))
    }
    // Two columns may state members of one object.
    return members.reduce(.object([])) { patch, member in
      JSONValue.object([member]).joined(to: patch)
    }
  }

  static func plain(_ focusAreas: [String]) -> String { focusAreas.joined(separator: "; ") }
  static func plain(_ facts: [Fact]) -> String {
    facts.map { "\($0.label): \($0.text)" }.joined(separator: "; ")
  }

  /// Reads a list. An export writes JSON if the plain text couldn't be divided into the same items again.
  static func focusAreas(_ text: String) -> JSONValue { array(text) ?? list(parts(text)) }
  static func facts(_ text: String) -> JSONValue { array(text) ?? .array(parts(text).map(fact)) }

  private static func array(_ text: String) -> JSONValue? {
    guard text.utf8.first == UInt8(ascii: "["), let value = try? JSONParser.parse(Array(text.utf8)),
      case .array = value
    else { return nil }
    return value
  }

  private static func parts(_ text: String) -> [String] {
    text.split(separator: ";").map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
  }

  private static func fact(_ text: String) -> JSONValue {
    let pieces = text.split(separator: ":", maxSplits: 1).map(String.init)
    return .object([
      JSONMember(name: "label", value: .string(pieces.first ?? "")),
      JSONMember(
        name: "text", value: .string(String((pieces.count > 1 ? pieces[1] : "").drop { $0 == " " }))),
    ])
  }

  private static func list(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
  private static func object(_ name: String, _ value: JSONValue) -> JSONValue {
    .object([JSONMember(name: name, value: value)])
  }

  /// Other texts stay strings, which the rules of the record then refuse.
  private static func flag(_ text: String) -> JSONValue {
    switch text {
    case "true", "TRUE": .boolean(true)
    case "false", "FALSE": .boolean(false)
    default: .string(text)
    }
  }

  private static func number(_ text: String) -> JSONValue {
    let isPlain = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return (isPlain ? Int(text) : nil).map { .integer($0) } ?? .string(text)
  }
}

extension JSONValue {
  /// Returns both patches as one.
  fileprivate func joined(to other: JSONValue) -> JSONValue {
    guard case .object(let mine) = self, case .object(var members) = other else { return self }
    for member in mine {
      if let index = members.firstIndex(where: { $0.name == member.name }) {
        members[index].value = member.value.joined(to: members[index].value)
      } else {
        members.append(member)
      }
    }
    return .object(members)
  }
}
