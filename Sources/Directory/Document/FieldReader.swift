/// Reads the members of one JSON object by name. After a fault, reading continues with a placeholder, so that
/// one pass finds all faults.
final class FieldReader {
  let isObject: Bool
  private let pointer: String
  private let members: [JSONMember]
  private let faults: FaultList
  private var asked: [String] = []

  init(_ value: JSONValue, at pointer: String, faults: FaultList) {
    self.pointer = pointer
    self.faults = faults
    if case .object(let members) = value {
      self.members = members
      self.isObject = true
    } else {
      self.members = []
      self.isObject = false
      faults.add(
        .wrongType, at: pointer, "this is \(value.typeName)", hint: "write an object here")
    }
  }

  /// Adds a fault for each member that has not been read. Call it last.
  func refuseTheRest() {
    for member in members where !asked.contains(member.name) {
      let nearest = NearestValues.nearest(to: member.name, among: asked)
      faults.add(
        .unknownField, at: path(member.name), "there is no field \"\(member.name)\" here",
        hint: nearest.isEmpty
          ? "the fields are \(asked.joined(separator: ", "))"
          : "did you mean \(nearest.joined(separator: ", "))?")
    }
  }

  func string(_ name: String) -> String { required(name, "a string", Self.string) ?? "" }
  /// Reads a string that must be one of a closed list.
  func value(_ name: String, of what: String, among known: [String]) -> String {
    let value = string(name)
    if members.contains(where: { $0.name == name && $0.value == .string(value) }) {
      ValueCheck(faults: faults).value(value, among: Set(known), of: what, at: path(name))
    }
    return value
  }
  func optionalValue(_ name: String, of what: String, among known: [String]) -> String? {
    guard let value = optionalString(name) else { return nil }
    ValueCheck(faults: faults).value(value, among: Set(known), of: what, at: path(name))
    return value
  }
  func integer(_ name: String) -> Int { required(name, "an integer", Self.integer) ?? 0 }
  func boolean(_ name: String) -> Bool { required(name, "true or false", Self.boolean) ?? false }
  func optionalInteger(_ name: String) -> Int? { optional(name, "an integer", Self.integer) }
  func optionalBoolean(_ name: String) -> Bool? { optional(name, "true or false", Self.boolean) }
  /// Reads a number, and rounds it to parts of 1. A number that is too large for that is the largest one.
  func decimal(_ name: String, _ parts: Int) -> Int {
    let number = required(name, "a number", Self.number) ?? 0
    return Int(exactly: (number * Double(parts)).rounded()) ?? (number < 0 ? .min : .max)
  }
  func optionalString(_ name: String) -> String? { optional(name, "a string", Self.string) }
  /// Returns the value of whatever type. The caller adds the faults of its form.
  ///
  /// Null counts as no value: generated clients send it for a member whose type the description leaves open.
  func anyValue(_ name: String) -> JSONValue? {
    optional(name, "a value") { $0 }.flatMap { $0 == .null ? nil : $0 }
  }

  /// Adds the fault of a value that has another type than it should.
  ///
  /// - Parameter names: leads to the value, from this object.
  func mistyped(_ value: JSONValue, at names: [String], expected: String) {
    mistyped(value, at: names.reduce(pointer) { JSONPointer.child($1, of: $0) }, expected: expected)
  }

  func optionalStrings(_ name: String) -> [String] {
    strings(in: optional(name, "an array of strings", Self.array), name)
  }

  func optionalLists(_ name: String) -> [[String]] {
    let values = optional(name, "an array of arrays of strings", Self.array) ?? []
    return values.enumerated().map { index, value in
      let place = "\(path(name))/\(index)"
      guard let items = Self.array(value) else {
        mistyped(value, at: place, expected: "an array of strings")
        return []
      }
      return strings(in: items, at: place)
    }
  }

  /// An item of an array that may have both strings and objects.
  enum Item {
    case string(String)
    case object(FieldReader)
  }

  func optionalItems<Value>(_ name: String, _ expected: String, _ read: (Item) -> Value) -> [Value] {
    let values = optional(name, "an array of strings", Self.array) ?? []
    return values.enumerated().compactMap { index, value in
      let pointer = "\(path(name))/\(index)"
      switch value {
      case .string(let text): return read(.string(text))
      case .object: return whole(value, at: pointer) { read(.object($0)) }
      default:
        mistyped(value, at: pointer, expected: expected)
        return nil
      }
    }
  }

  func object(_ name: String) -> FieldReader {
    guard let value = required(name, "an object", { $0 }) else {
      // The missing object is one fault; its members are not missing besides.
      return FieldReader(.object([]), at: path(name), faults: FaultList())
    }
    return FieldReader(value, at: path(name), faults: faults)
  }

  func optionalObject<Item>(_ name: String, _ read: (FieldReader) -> Item) -> Item? {
    optional(name, "an object", { $0 }).map { whole($0, at: path(name), read) }
  }

  func objects<Item>(_ name: String, _ read: (FieldReader) -> Item) -> [Item] {
    objects(in: required(name, "an array of objects", Self.array), name, read)
  }

  func optionalObjects<Item>(_ name: String, _ read: (FieldReader) -> Item) -> [Item] {
    objectsIfAny(name, read) ?? []
  }

  /// Reads an object whose members are objects of one form, whatever their names.
  func optionalMembers<Item>(_ name: String, _ read: (String, FieldReader) -> Item) -> [Item] {
    let members = optional(name, "an object", Self.members) ?? []
    return members.map { member in
      whole(member.value, at: JSONPointer.child(member.name, of: path(name))) { read(member.name, $0) }
    }
  }

  /// Returns nil if there is no such array.
  func objectsIfAny<Item>(_ name: String, _ read: (FieldReader) -> Item) -> [Item]? {
    optional(name, "an array of objects", Self.array).map { objects(in: $0, name, read) }
  }
}

extension FieldReader {
  private func path(_ name: String) -> String { JSONPointer.child(name, of: pointer) }

  private func whole<Item>(_ value: JSONValue, at pointer: String, _ read: (FieldReader) -> Item) -> Item {
    let fields = FieldReader(value, at: pointer, faults: faults)
    let item = read(fields)
    if fields.isObject { fields.refuseTheRest() }
    return item
  }

  private func objects<Item>(
    in values: [JSONValue]?, _ name: String, _ read: (FieldReader) -> Item
  ) -> [Item] {
    (values ?? []).enumerated().map { whole($1, at: "\(path(name))/\($0)", read) }
  }

  private func strings(in values: [JSONValue]?, _ name: String) -> [String] {
    strings(in: values ?? [], at: path(name))
  }

  private func strings(in values: [JSONValue], at place: String) -> [String] {
    values.enumerated().compactMap { index, value in
      if let text = Self.string(value) { return text }
      mistyped(value, at: "\(place)/\(index)", expected: "a string")
      return nil
    }
  }

  private func required<Item>(_ name: String, _ expected: String, _ read: (JSONValue) -> Item?) -> Item? {
    let isPresent = members.contains { $0.name == name }
    if !isPresent, isObject {
      faults.add(.missing, at: path(name), "\"\(name)\" is missing", hint: "give it \(expected)")
    }
    return optional(name, expected, read)
  }

  private func optional<Item>(_ name: String, _ expected: String, _ read: (JSONValue) -> Item?) -> Item? {
    asked.append(name)
    guard let value = members.first(where: { $0.name == name })?.value else { return nil }
    if let item = read(value) { return item }
    mistyped(value, at: path(name), expected: expected)
    return nil
  }

  private func mistyped(_ value: JSONValue, at pointer: String, expected: String) {
    let hint = value == .null ? "leave it out, or write \(expected)" : "write \(expected)"
    faults.add(.wrongType, at: pointer, "this is \(value.typeName)", hint: hint)
  }

  private static func string(_ value: JSONValue) -> String? {
    if case .string(let text) = value { text } else { nil }
  }
  private static func integer(_ value: JSONValue) -> Int? {
    if case .integer(let number) = value { number } else { nil }
  }
  private static func number(_ value: JSONValue) -> Double? {
    switch value {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }
  private static func boolean(_ value: JSONValue) -> Bool? {
    if case .boolean(let flag) = value { flag } else { nil }
  }
  private static func members(_ value: JSONValue) -> [JSONMember]? {
    if case .object(let members) = value { members } else { nil }
  }
  private static func array(_ value: JSONValue) -> [JSONValue]? {
    if case .array(let items) = value { items } else { nil }
  }
}
