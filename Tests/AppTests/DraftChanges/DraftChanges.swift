import Directory
import TestSupport
import Testing

@testable import App

extension Staff {
  /// Writes a draft change of the member Oslo down, and returns it.
  func draft(
    _ patch: String, _ more: String = "", of slug: String = "oslo", type: String = "member"
  ) throws -> JSONValue {
    let content = #"{"type":"\#(type)","slug":"\#(slug)","patch":\#(patch)\#(more)}"#
    let answer = try send("POST", "/draft-changes", content)
    try #require(answer.status == 201, "\(answer.text)")
    return try answer.json
  }

  /// Returns the draft change as GET shows it.
  func draftChange(_ change: JSONValue) throws -> JSONValue {
    let answer = try get(try change.address)
    try #require(answer.status == 200, "\(answer.text)")
    return try answer.json
  }

  func correct(_ change: JSONValue, _ content: String) throws -> RawResponse {
    try send("PATCH", try change.address, content, try ifMatch(try change.address))
  }

  func publish(_ change: JSONValue, _ query: String = "") throws -> RawResponse {
    try send("POST", try change.address + "/publish" + query)
  }

  /// Makes a preview, and returns its address.
  func preview(_ content: String) throws -> String {
    let answer = try send("POST", "/previews", content)
    try #require(answer.status == 201, "\(answer.text)")
    return try #require(try answer.json["url"]?.string)
  }
}

extension JSONValue {
  /// The path of a draft change.
  var address: String { get throws { try #require(self["links"]?["self"]?.string) } }

  var pointers: [String] { self["changes"]?.items.compactMap { $0["pointer"]?.string } ?? [] }
}
