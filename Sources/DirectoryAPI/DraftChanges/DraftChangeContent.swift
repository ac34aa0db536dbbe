internal import Directory
internal import HTTPCore

/// The content of a request about a draft change, checked as far as it can be without the directory.
struct DraftChangeContent {
  /// A member that a request may leave out, set to null, or state.
  enum Stated<Value> {
    case no, null
    case value(Value)

    /// The value, or nil if there is none.
    var value: Value? { if case .value(let value) = self { value } else { nil } }
  }

  private(set) var key: RecordKey?
  /// The number of a draft change to preview.
  private(set) var draftChange: Int64?
  private(set) var patch: JSONValue?
  private(set) var note: String?
  private(set) var reason: String?
  private(set) var publishAt = Stated<Int64>.no
  private(set) var baseTag: String?
  private(set) var state: DraftChange.State?
  private var faults: [DocumentFault] = []

  /// - Parameters:
  ///   - names: the members that the request may have.
  ///   - now: the time in Unix seconds.
  init(_ content: [UInt8], taking names: [String], now: Int64) throws(APIError) {
    let value = try RecordContent.parse(content).value
    guard case .object(let members) = value else {
      throw .writing(
        .draftChange(.invalid([DocumentFault("", .wrongType, "this isn't an object", "send one")])))
    }
    for member in members {
      guard names.contains(member.name) else {
        add(
          JSONPointer.child(String(member.name.prefix(100))), .unknownField,
          "this isn't a field of this request",
          "use \(names.joined(separator: ", "))")
        continue
      }
      // A preview is of a draft change or of a patch, and generated clients send null for the other one.
      if names.contains("draftChange"), member.value == .null { continue }
      read(member.name, member.value, now: now)
    }
    readKey(value, names)
    if names.contains("slug"), draftChange == nil, patch == nil, faults.isEmpty {
      add("/patch", .missing, "the patch is missing", "send the fields to change")
    }
    guard faults.isEmpty else { throw .writing(.draftChange(.invalid(faults))) }
  }

  private mutating func read(_ name: String, _ value: JSONValue, now: Int64) {
    switch name {
    case "patch": readPatch(value)
    case "note": note = text(value, name, longest: DraftChangeLimit.note)
    case "reason": reason = text(value, name, longest: DraftChangeLimit.reason)
    case "publishAt": readTime(value, now: now)
    case "baseTag": baseTag = text(value, name, longest: 200)
    case "state": readState(value)
    case "draftChange":
      guard case .integer(let number) = value else {
        return add("/draftChange", .wrongType, "this isn't the number of a draft change", "send its id")
      }
      draftChange = Int64(number)
    default: break
    }
  }

  /// Reads `type` and `slug`. The organisation needs no slug.
  private mutating func readKey(_ value: JSONValue, _ names: [String]) {
    guard names.contains("type"), draftChange == nil else { return }
    let types = RecordType.allCases.map(\.rawValue).joined(separator: ", ")
    guard let type = value.member("type")?.text.flatMap(RecordType.init) else {
      let isMissing = value.member("type") == nil
      return add(
        "/type", isMissing ? .missing : .unknownValue,
        isMissing ? "the type is missing" : "there is no such type",
        "use one of \(types)")
    }
    if type == .organisation {
      key = .organisation
    } else if let slug = value.member("slug")?.text, !slug.isEmpty, slug.unicodeScalars.count <= 100 {
      key = RecordKey(type, slug)
    } else {
      add("/slug", .missing, "the slug or id of the record is missing", "send that of the record to change")
    }
  }

  private mutating func readPatch(_ value: JSONValue) {
    guard case .object = value else {
      return add("/patch", .wrongType, "a merge patch is an object here", "send the fields to change")
    }
    guard value.compact().count <= DraftChangeLimit.patchBytes else {
      return add(
        "/patch", .tooLong, "the patch is too long", "send at most \(DraftChangeLimit.patchBytes) bytes")
    }
    patch = value
  }

  private mutating func readTime(_ value: JSONValue, now: Int64) {
    if value == .null { return publishAt = .null }
    guard let time = value.text.flatMap(RFC3339.seconds) else {
      return add("/publishAt", .invalidDate, "this isn't a time", "write 2026-12-24T08:00:00Z, or null")
    }
    guard time > now else {
      return add(
        "/publishAt", .outOfRange, "this time is over", "write a later one, or publish the change now")
    }
    guard time - now <= DraftChangeLimit.latestSeconds else {
      return add("/publishAt", .outOfRange, "this time is too late", "write one in the next five years")
    }
    publishAt = .value(time)
  }

  private mutating func readState(_ value: JSONValue) {
    guard let state = value.text.flatMap(DraftChange.State.init), state.isOpen else {
      return add(
        "/state", .unknownValue, "a draft change can't be given this state",
        "use draft, proposed or scheduled; it is published and declined at its links")
    }
    self.state = state
  }

  private mutating func text(_ value: JSONValue, _ name: String, longest: Int) -> String? {
    if value == .null { return "" }
    guard let text = value.text else {
      add("/" + name, .wrongType, "this isn't a text", "write a text")
      return nil
    }
    guard text.unicodeScalars.count <= longest else {
      add("/" + name, .tooLong, "the text is too long", "write at most \(longest) characters")
      return nil
    }
    let isControl = { (scalar: Unicode.Scalar) in
      scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t" && scalar != "\r"
    }
    guard !text.unicodeScalars.contains(where: isControl) else {
      add("/" + name, .controlCharacter, "the text has a control character", "remove it")
      return nil
    }
    return text
  }

  private mutating func add(
    _ pointer: String, _ code: DocumentFault.Code, _ message: String, _ hint: String
  ) {
    if faults.count < 100 { faults.append(DocumentFault(pointer, code, message, hint)) }
  }
}
