import Directory
import TestSupport
import Testing

@testable import App

/// Sends requests with a token, each on a connection of its own.
struct Staff {
  let directory: RunningDirectory
  let token: String

  init(_ directory: RunningDirectory, role: String = "editor", name: String = "Kari") throws {
    self.directory = directory
    token = try MemberDirectory.createToken(
      try Self.settings(of: directory), name: name, role: role, expires: nil
    ).text
  }

  init(_ directory: RunningDirectory, token: String) throws {
    self.directory = directory
    self.token = token
  }

  static func settings(of directory: RunningDirectory) throws -> Settings {
    let path = directory.folder.file("directory.sqlite")
    return try ResolvedSettings(
      SettingsSources(flags: [SettingFlag("--test", "database.path", path)])
    ).settings
  }

  func get(_ target: String, _ fields: String...) throws -> RawResponse {
    try directory.ask("GET", target, fields + ["Authorization: Bearer \(token)"])
  }

  func send(
    _ method: String, _ target: String, _ content: String = "", type: String = "application/json",
    _ fields: String...
  ) throws -> RawResponse {
    let client = try directory.client()
    client.send(request(method, target, content, type: type, fields + ["Connection: close"]))
    return try #require(try client.readResponse(), "closed without an answer")
  }

  func request(
    _ method: String, _ target: String, _ content: String = "", type: String = "application/json",
    _ fields: [String] = []
  ) -> String {
    RunningDirectory.request(
      method, target,
      fields + [
        "Authorization: Bearer \(token)", "Content-Type: \(type)", "Content-Length: \(content.utf8.count)",
      ]) + content
  }

  /// Returns the If-Match field for the current state of the record.
  func ifMatch(_ target: String) throws -> String {
    "If-Match: \(try #require(try get(target).field("etag")))"
  }
}

/// A complete record of each type. None of them is in the shipped directory.
enum Sample {
  static let member = """
    {"slug":"horten","kind":"municipality","name":"Municipality of Horten","shortName":"Horten",\
    "summary":"A town by the fjord.","topics":["climate"],"focusAreas":["Sea"],\
    "facts":[{"label":"Harbours","text":"One"}],"population":{"value":27000,"approximate":true}}
    """
  static let topic =
    #"{"slug":"tides","kind":"theme","name":"Tides","summary":"High and low.","broader":"climate"}"#
  static let contact = """
    {"id":"kari-nordmann","name":"Kari Nordmann","role":"Adviser","emailProtected":true,\
    "email":"kari.nordmann@example.org","office":"oslo"}
    """
  static let office = """
    {"id":"bergen","name":"Bergen office","host":"House","street":"Gate 1","postcode":"5003","city":"Bergen",\
    "country":"NO"}
    """
  static let county = #"{"slug":"agder","name":"Agder County","shortName":"Agder"}"#

  static let memberKind = #"{"slug":"choir","name":"Choir","order":1,"schemaType":"MusicGroup"}"#
  static let field = #"{"name":"voices","valueType":"choice","choices":[{"value":"SATB"}]}"#
  static let topicKind = #"{"slug":"genre","name":"Genre","pluralName":"Genres"}"#

  static let all = [
    ("/members", "/members/horten", member), ("/topics", "/topics/tides", topic),
    ("/contacts", "/contacts/kari-nordmann", contact), ("/offices", "/offices/bergen", office),
    ("/counties", "/counties/agder", county), ("/member-kinds", "/member-kinds/choir", memberKind),
    ("/topic-kinds", "/topic-kinds/genre", topicKind),
  ]
}
