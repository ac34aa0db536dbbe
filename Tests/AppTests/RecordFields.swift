import Directory
import TestSupport

/// The fields of a record, which are found with `Mirror`, so that a field that is added to the type later is
/// included without a change here. The names are those in the record's JSON.
struct RecordFields {
  let record: Any

  init(_ record: DirectoryRecord) {
    switch record {
    case .organisation(let organisation): self.record = organisation
    case .office(let office): self.record = office
    case .contact(let contact): self.record = contact
    case .memberKind(let kind): self.record = kind
    case .topicKind(let kind): self.record = TopicKind(kind)
    case .area(let area): self.record = area
    case .field(let field): self.record = field
    case .county(let county): self.record = County(county)
    case .topic(let topic): self.record = topic
    case .member(let member): self.record = member
    }
  }

  init(_ former: FormerSlug) { record = former }

  /// The fields that a kind of topics has.
  private struct TopicKind {
    let slug: String
    let name: String
    let pluralName: String?
    let order: Int?
    let translations: Translations

    init(_ kind: Kind) {
      (slug, name, pluralName, order) = (kind.slug, kind.name, kind.pluralName, kind.order)
      translations = kind.translations
    }
  }

  /// The fields that a county has. Its list says of what kind it is.
  private struct County {
    let slug: String
    let name: String
    let shortName: String
    let code: String?
    let parent: String?
    let order: Int?

    init(_ area: DirectoryDocument.Area) {
      (slug, name, shortName) = (area.slug, area.name, area.shortName)
      (code, parent, order) = (area.code, area.parent, area.order)
    }
  }

  var names: [String] { json.names }

  /// The record as JSON. It is made without the program's code, which the tests compare it with.
  var json: JSONValue { Self.json(record) ?? .null }

  /// The paths of fields without a value that a test could miss: nil, an empty text or list, zero or false.
  /// A member is in one area, so that it has no `county` if it has an `area`.
  var empty: [String] { Self.empty(record, at: "").filter { $0 != "/county" } }

  /// Flags that are left out unless they are set.
  private static let optionalFlags = ["telephoneProtected"]

  private static func json(_ value: Any) -> JSONValue? {
    switch value {
    case let text as String: return .string(text)
    case let flag as Bool: return .boolean(flag)
    case let number as Int: return .integer(number)
    case let kind as FormerSlug.Kind: return .string(kind.rawValue)
    case let relation as TopicRelation: return .string(relation.rawValue)
    case let precision as Location.Precision: return .string(precision.rawValue)
    case let translations as Translations:
      return translations.isEmpty
        ? nil
        : .object(
          translations.languages.map { language in
            JSONMember(
              name: language.tag,
              value: .object(language.texts.map { JSONMember(name: $0.name, value: $0.value) }))
          })
    // The files of pictures aren't in records; PictureTests have them.
    case let image as Image: return .object([JSONMember(name: "credit", value: .string(image.credit ?? ""))])
    case let type as Field.ValueType: return .string(type.rawValue)
    case let visibility as Field.Visibility: return .string(visibility.rawValue)
    case let text as LocalText:
      switch text {
      case .plain(let text): return .string(text)
      case .translated(let texts):
        return .object(texts.map { JSONMember(name: $0.language, value: .string($0.text)) })
      }
    case let location as Location:
      return .object([
        JSONMember(name: "latitude", value: .number(Double(location.latitude) / 1e6)),
        JSONMember(name: "longitude", value: .number(Double(location.longitude) / 1e6)),
        JSONMember(name: "precision", value: .string(location.precision.rawValue)),
      ])
    default: break
    }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: return mirror.children.first.flatMap { json($0.value) }
    case .collection: return .array(mirror.children.compactMap { json($0.value) })
    default:
      return .object(
        mirror.children.flatMap { child -> [JSONMember] in
          let name = child.label ?? ""
          // It isn't part of the record.
          if child.value is Fallback? { return [] }
          // The fields of a profile are among those of its member.
          if child.value is MemberProfile, case .object(let fields)? = json(child.value) { return fields }
          if name == Field.group, let custom = child.value as? [JSONMember] {
            return custom.isEmpty ? [] : [JSONMember(name: name, value: .object(custom))]
          }
          if optionalFlags.contains(name), child.value as? Bool == false { return [] }
          if name == "emailProtected", value is MemberProfile, child.value as? Bool == false { return [] }
          return json(child.value).map { [JSONMember(name: name, value: $0)] } ?? []
        })
    }
  }

  private static func empty(_ value: Any, at path: String) -> [String] {
    switch value {
    case let text as String: return text.isEmpty ? [path] : []
    case let flag as Bool: return flag ? [] : [path]
    case let number as Int: return number == 0 ? [path] : []
    case let image as Image: return image.credit?.isEmpty == false ? [] : [path]
    case is FormerSlug.Kind, is TopicRelation, is Location.Precision, is Fallback?, is Field.ValueType,
      is Field.Visibility,
      is LocalText:
      return []
    case let custom as [JSONMember] where !custom.isEmpty: return []
    case let translations as Translations: return translations.isEmpty ? [path] : []
    default: break
    }
    let children = Mirror(reflecting: value).children
    if children.isEmpty { return [path] }
    return children.flatMap { empty($0.value, at: $0.label.map { path + "/" + $0 } ?? path) }
  }
}

extension JSONValue {
  /// The same value with the members of each object in the order of their names.
  var sorted: JSONValue {
    switch self {
    case .object(let members):
      .object(
        members.map { JSONMember(name: $0.name, value: $0.value.sorted) }.sorted { $0.name < $1.name })
    case .array(let items): .array(items.map(\.sorted))
    default: self
    }
  }

  /// The texts, numbers and flags in the value, at any depth.
  var leaves: [JSONValue] {
    switch self {
    case .object(let members): members.flatMap(\.value.leaves)
    case .array(let items): items.flatMap(\.leaves)
    default: [self]
    }
  }

  /// Returns the names of the fields of `record` whose values this answer doesn't contain. A reference may be
  /// an object that contains the slug.
  func losses(of record: JSONValue) -> [String] {
    record.names.filter { name in
      let found = self[name]?.leaves ?? []
      return record[name]?.leaves.contains { !found.contains($0) } ?? true
    }
  }

  /// Returns the object with another value of a field, or without the field.
  func replacing(_ name: String, with value: JSONValue?) -> JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(
      members.compactMap { member in
        member.name == name ? value.map { JSONMember(name: name, value: $0) } : member
      })
  }
}
