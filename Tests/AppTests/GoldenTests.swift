import Directory
import Foundation
import TestSupport
import Testing

@Suite("The golden files in Tests/AppTests/Golden")
struct GoldenTests {
  private static let folder = "Tests/AppTests/Golden"
  private static let updates = "MEMBER_DIRECTORY_UPDATE_GOLDEN"

  /// The name of the golden file, without its extension, and the target.
  static let answers: [(String, String)] = [
    ("help", "/"),
    ("members", "/members"),
    ("members-filtered", "/members?kind=municipality&county=viken&topic=education&limit=1"),
    ("member", "/members/elverum"),
    ("member-county", "/members/viken"),
    ("member-topics", "/members/flesberg/topics"),
    ("topics", "/topics"),
    ("topics-programme", "/topics?kind=programme"),
    ("topic", "/topics/mental-health"),
    ("topic-members", "/topics/agriculture/members"),
    ("contacts", "/contacts"),
    ("contact", "/contacts/gunnar-selvik"),
    ("offices", "/offices"),
    ("office", "/offices/brussels"),
    ("organisation", "/organisation"),
    ("search", "/search?q=baerum"),
    ("search-did-you-mean", "/search?q=climte"),
    ("health-live", "/health/live"),
    ("health-ready", "/health/ready"),
    ("problem-unknown-parameter", "/members?knd=county"),
    ("problem-unknown-value", "/members?county=vikn"),
    ("problem-invalid-limit", "/members?limit=5000"),
    ("problem-missing-parameter", "/search"),
    ("problem-unknown-member", "/members/osl"),
    ("problem-unknown-path", "/member"),
    ("problem-unknown-format", "/members.xml?kind=county"),
    ("problem-not-acceptable", "/topics/climate.vcf"),
    ("problem-other-format", "/members.csv?facets=kind"),
    ("problem-repeated-parameter", "/members?limit=2&limit=3"),
    ("problem-unknown-sort", "/members?sort=-populaton,name"),
    ("problem-unknown-field", "/members?fields=slug,nmae"),
    ("problem-unknown-facet", "/members?facets=countys"),
    ("problem-invalid-range", "/members?population=50000-100000"),
    ("problem-invalid-day", "/members?joined=2021-02-30"),
    ("problem-invalid-cursor", "/members?limit=2&cursor=abc"),
    ("problem-invalid-flag", "/members?pretty=yes"),
    ("problem-unknown-county", "/counties/vikn"),
    ("counties", "/counties"), ("match", "/match?with=asker&limit=1"), ("changes", "/changes"),
  ]

  /// The statuses of problems other than 400.
  private static let statuses = [
    "problem-unknown-member": 404, "problem-unknown-path": 404, "problem-unknown-format": 404,
    "problem-unknown-county": 404, "problem-not-acceptable": 406,
  ]

  /// Compares the bytes of each answer, laid out on several lines, so that an additional space or escape
  /// shows.
  @Test("have the bytes of answers in JSON", arguments: answers)
  func golden(name: String, target: String) throws {
    let answer = try RunningDirectory().get(target, "Accept: application/json")
    #expect(answer.status == Self.statuses[name] ?? (name.hasPrefix("problem") ? 400 : 200))
    #expect(try JSONParser.parse(answer.content).names.isEmpty == false)
    try Self.compare(JSONLayout.spread(answer.content), "\(name).json", target)
  }

  static let targets = [
    "/members.csv", "/topics.csv?kind=network&delimiter=semicolon&bom", "/contacts.csv", "/offices.csv",
    "/members/asker.csv?fields=slug,topics", "/members.ndjson?limit=3&fields=slug,name",
    "/members/asker.jsonld",
    "/members/oslomet.jsonld", "/topics/string.jsonld", "/contacts.jsonld", "/offices/oslo.jsonld",
    "/organisation.jsonld", "/contacts.vcf", "/offices.vcf", "/offices/oslo.vcf", "/members.txt",
    "/topics.txt?limit=4",
    "/members/asker.txt", "/organisation.txt",
    "/topics/climate/members.csv?fields=slug,county&delimiter=tab",
    "/members/oslo/topics.ndjson?fields=slug,kind",
    "/topics.ndjson?kind=network", "/topics.jsonld?kind=network", "/offices.jsonld", "/offices.txt",
    "/contacts.txt",
    "/contacts.ndjson", "/contacts/gunnar-selvik.jsonld", "/contacts/gunnar-selvik.csv",
    "/contacts/gunnar-selvik.vcf", "/topics/climate.txt", "/organisation.csv", "/changes.atom",
    "/problems/unknown-value.txt",
  ]

  @Test("have the bytes of answers in other formats", arguments: targets)
  func formats(target: String) throws {
    let answer = try RunningDirectory().get(target)
    #expect(answer.status == 200)
    try Self.compare(Self.constant(answer.content), Self.file(of: target), target)
  }

  @Test("have the bytes of the help that curl gets as text")
  func textHelp() throws {
    let answer = try RunningDirectory().get("/", "User-Agent: curl/8.5.0", "Accept: */*")
    #expect(answer.field("content-type") == "text/plain; charset=utf-8")
    try Self.compare(answer.content, "help.txt", "/ by curl")
  }

  @Test("belong to one answer each, and each answer has one")
  func complete() throws {
    let names = try ProjectFiles.names(in: Self.folder)
    let answers = Self.answers.map { "\($0.0).json" } + Self.targets.map(Self.file) + ["help.txt"]
    #expect(names == answers.sorted())
  }

  private static func file(of target: String) -> String {
    target.dropFirst().prefix { $0 != "?" }.split(separator: "/").joined(separator: "-")
  }

  /// Replaces the id of the directory in feeds, and the time in cards, which is the time when the server was
  /// started.
  private static func constant(_ bytes: [UInt8]) -> [UInt8] {
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\r\n", omittingEmptySubsequences: false)
    return Array(
      lines.map { $0.hasPrefix("REV:") ? "REV:19700101T000000Z" : $0 }.joined(separator: "\r\n")
        .replacing(/urn:member-directory:[0-9a-f]{8}:/, with: "urn:member-directory:00000000:").utf8)
  }

  private static func compare(_ bytes: [UInt8], _ name: String, _ target: String) throws {
    let path = "\(folder)/\(name)"
    if ProcessInfo.processInfo.environment[updates] == "1" {
      try ProjectFiles.write(bytes, to: path)
      return
    }
    let golden = (try? ProjectFiles.read(path)) ?? []
    guard golden != bytes else { return }
    let (was, now) = (String(decoding: golden, as: UTF8.self), String(decoding: bytes, as: UTF8.self))
    let lines = zip(was.split(separator: "\n"), now.split(separator: "\n"))
    let difference =
      lines.first { $0 != $1 }.map { "\n  it was: \($0)\n  it is:  \($1)" } ?? "\n  The lengths differ."
    Issue.record(
      """
      The answer to \(target) differs from \(path).\(difference)
      If the change is intended, write the file with \(updates)=1 swift test --filter GoldenTests, and \
      review the diff.
      """)
  }
}

/// Breaks compact JSON into several lines without parsing it, so that every byte of it is kept.
enum JSONLayout {
  static func spread(_ json: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var depth = 0
    var isInString = false
    var isEscaped = false
    for (index, byte) in json.enumerated() {
      if isInString {
        output.append(byte)
        if !isEscaped, byte == UInt8(ascii: "\"") { isInString = false }
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        continue
      }
      let isEmpty = index > 0 && (byte == json[index - 1] + 2) && [0x7D, 0x5D].contains(byte)
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        output.append(byte)
        depth += 1
        if index + 1 < json.count, json[index + 1] != byte + 2 { breakLine(&output, depth) }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if !isEmpty { breakLine(&output, depth) }
        output.append(byte)
      case UInt8(ascii: ","):
        output.append(byte)
        breakLine(&output, depth)
      case UInt8(ascii: ":"): output += ": ".utf8
      default:
        output.append(byte)
        isInString = byte == UInt8(ascii: "\"")
      }
    }
    return output
  }

  private static func breakLine(_ output: inout [UInt8], _ depth: Int) {
    output.append(UInt8(ascii: "\n"))
    output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * max(0, depth)))
  }
}
