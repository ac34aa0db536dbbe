import Testing

@testable import Directory

@Suite struct JSONValueTests {
  private static func value(_ text: String) throws -> JSONValue { try JSONParser.parse(Array(text.utf8)) }

  @Test(
    "a value is written without spaces, or with an indentation of two spaces for each level",
    arguments: [
      ("[]", "[]", "[]\n"), ("{ }", "{}", "{}\n"), ("[1]", "[1]", "[\n  1\n]\n"),
      (
        #"{"a": [true, null, {"b": ""}], "c": {}}"#, #"{"a":[true,null,{"b":""}],"c":{}}"#,
        "{\n  \"a\": [\n    true,\n    null,\n    {\n      \"b\": \"\"\n    }\n  ],\n  \"c\": {}\n}\n"
      ),
      ("[false, -1.5]", "[false,-1.5]", "[\n  false,\n  -1.5\n]\n"),
    ])
  func text(text: String, compact: String, pretty: String) throws {
    let value = try Self.value(text)
    #expect(String(decoding: value.compact(), as: UTF8.self) == compact)
    #expect(String(decoding: value.prettyPrinted(), as: UTF8.self) == pretty)
  }

  @Test(
    "a string has only the escapes that JSON requires",
    arguments: [
      ("a/b æ \u{7f}", "a/b æ \u{7f}"), ("\"", #"\""#), ("\\", #"\\"#), ("\n\r\t", #"\n\r\t"#),
      ("\u{0}\u{8}\u{f}\u{10}\u{1f}", #"\u0000\u0008\u000f\u0010\u001f"#), ("a\nb", #"a\nb"#),
    ])
  func escapes(text: String, written: String) {
    let value = JSONValue.object([JSONMember(name: text, value: .string(text))])
    #expect(String(decoding: value.compact(), as: UTF8.self) == "{\"\(written)\":\"\(written)\"}")
  }

  @Test("a number that JSON can't express is null", arguments: [Double.infinity, -.infinity, .nan])
  func infinite(number: Double) {
    #expect(JSONValue.number(number).compact() == Array("null".utf8))
  }

  /// The examples of RFC 7396, Appendix A.
  @Test(
    "a merge patch is applied as RFC 7396 says",
    arguments: [
      (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
      (#"{"a":"b"}"#, #"{"a":null}"#, "{}"), (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
      (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
      (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
      (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#), (#"["a","b"]"#, #"["c","d"]"#, #"["c","d"]"#),
      (#"{"a":"b"}"#, #"["c"]"#, #"["c"]"#), (#"{"a":"foo"}"#, "null", "null"),
      (#"{"a":"foo"}"#, #""bar""#, #""bar""#), (#"{"e":null}"#, #"{"a":1}"#, #"{"e":null,"a":1}"#),
      ("[1,2]", #"{"a":"b","c":null}"#, #"{"a":"b"}"#),
      ("{}", #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
    ])
  func mergePatch(original: String, patch: String, result: String) throws {
    #expect(try Self.value(original).merged(with: Self.value(patch)) == Self.value(result))
  }

  @Test("the differences between two values are listed with their places, removed and changed members first")
  func changes() throws {
    let old = try Self.value(#"{"same":1,"a":{"b":1,"c":2},"list":[1,2],"gone":null,"x/y":1,"x~y":1}"#)
    let new = try Self.value(#"{"a":{"b":3,"c":2,"d":4},"same":1,"list":[1],"new":"n","x/y":2,"x~y":2}"#)
    #expect(
      old.changes(to: new) == [
        FieldChange(pointer: "/a/b", old: .integer(1), new: .integer(3)),
        FieldChange(pointer: "/a/d", old: nil, new: .integer(4)),
        FieldChange(pointer: "/list", old: .array([.integer(1), .integer(2)]), new: .array([.integer(1)])),
        FieldChange(pointer: "/gone", old: .null, new: nil),
        FieldChange(pointer: "/x~1y", old: .integer(1), new: .integer(2)),
        FieldChange(pointer: "/x~0y", old: .integer(1), new: .integer(2)),
        FieldChange(pointer: "/new", old: nil, new: .string("n")),
      ])
    #expect(old.changes(to: old) == [])
    #expect(
      JSONValue.null.changes(to: old) == [FieldChange(pointer: "", old: .null, new: old)])
  }
}
