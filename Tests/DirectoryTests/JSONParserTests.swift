import Directory
import Testing

@Suite struct JSONParserTests {
  @Test(
    "a valid text is parsed",
    arguments: [
      ("null", JSONValue.null), (" true ", .boolean(true)), ("-0", .integer(0)), ("12", .integer(12)),
      ("1.5e1", .number(15)), ("9223372036854775808", .number(9_223_372_036_854_775_808)),
      (#""Å\u00e5\ud83c\udfd4\n\/""#, .string("Åå🏔\n/")), ("[]", .array([])), ("{}", .object([])),
      ("\t\n\r 1\t\n\r ", .integer(1)), ("9223372036854775807", .integer(.max)), ("-1", .integer(-1)),
      ("-9223372036854775808", .integer(.min)), ("1.0", .number(1)), ("10", .integer(10)),
      ("0.5", .number(0.5)),
      ("1E2", .number(100)), ("1e+2", .number(100)), ("1e-2", .number(0.01)), ("0e1", .number(0)),
      (#""\"\\\b\f\n\r\t""#, .string("\"\\\u{8}\u{c}\n\r\t")),
      (#""\u00E5\ud7ff\ue000""#, .string("å\u{d7ff}\u{e000}")),
      (#""\ud800\udc00\udbff\udfff""#, .string("\u{10000}\u{10ffff}")), ("\" \u{7f}\"", .string(" \u{7f}")),
      ("false", .boolean(false)), ("[ 1 , 2 ]", .array([.integer(1), .integer(2)])),
      ("{ \"a\" : 1 }", .object([JSONMember(name: "a", value: .integer(1))])),
      (
        #"{"b":[1,{}],"a":""}"#,
        .object([
          JSONMember(name: "b", value: .array([.integer(1), .object([])])),
          JSONMember(name: "a", value: .string("")),
        ])
      ),
    ])
  func valid(text: String, value: JSONValue) throws {
    #expect(try JSONParser.parse(Array(text.utf8)) == value)
  }

  @Test(
    "an invalid text is refused with the place of the fault",
    arguments: [
      ("", 0), ("nul", 0), ("01", 2), ("1.", 2), ("+1", 0), ("1e", 2), (".5", 0), ("[1,]", 3), ("[1 2]", 3),
      (#"{"a":1,}"#, 7), (#"{a:1}"#, 1), (#"{"a" 1}"#, 5), (#"{"a":1,"a":2}"#, 10), ("\"\u{1}\"", 1),
      (#""\x""#, 3), (#""\u12G4""#, 5), (#""\ud800""#, 7), (#""\ud800\u0041""#, 13), (#""abc"#, 4),
      ("1 2", 2), ("\u{feff}1", 0), ("1e999", 5), ("NaN", 0), ("-", 1), ("-01", 3), ("00", 2), ("1.e1", 2),
      ("1e+", 3), ("truE", 0), ("falsy", 0), ("[", 1), ("[1", 2), ("{", 1), (#"{"a"}"#, 4), (#"{"a":}"#, 5),
      ("]", 0), ("\"\u{1f}\"", 1), (#""\"#, 2), (#""\ud800\ud800""#, 13), (#""\udc00""#, 7),
      (#""\ud800\n""#, 8),
      (#""\u+123""#, 3), (#""\u123"#, 6), (#"{"å":1,"a\u030a":2,"å":3}"#, 24), ("\u{b}1", 0),
    ])
  func invalid(text: String, offset: Int) {
    let error = #expect(throws: JSONError.self) { try JSONParser.parse(Array(text.utf8)) }
    #expect(error?.offset == offset)
  }

  @Test("bytes that aren't UTF-8 are refused", arguments: [[0x22, 0xff, 0x22], [0x22, 0xc0, 0x80, 0x22]])
  func notUTF8(bytes: [UInt8]) {
    #expect(throws: JSONError.self) { try JSONParser.parse(bytes) }
  }

  @Test("the depth is limited, so that no document can overflow the stack")
  func depth() throws {
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }
    _ = try JSONParser.parse(nested(JSONParser.maximumDepth + 1))
    #expect(throws: JSONError.self) { try JSONParser.parse(nested(JSONParser.maximumDepth + 2)) }
    let error = #expect(throws: JSONError.self) { try JSONParser.parse(nested(1_000_000)) }
    #expect(error?.message.contains("nested") == true)
  }

  @Test("a value that is written is parsed as the same value")
  func roundTrip() throws {
    let value = JSONValue.object([
      JSONMember(name: "a\"b", value: .string("\u{0}\u{1f}\\\"\n\t\rÆ")),
      JSONMember(name: "list", value: .array([.integer(.min), .number(0.1), .boolean(false), .null])),
    ])
    #expect(try JSONParser.parse(value.prettyPrinted()) == value)
  }
}
