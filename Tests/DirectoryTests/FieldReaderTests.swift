import Directory
import Testing

@Suite("The JSON of a record") struct FieldReaderTests {
  private static func faults(_ type: RecordType, _ text: String) throws -> [String] {
    do throws(DirectoryError) {
      let value: JSONValue
      do { value = try JSONParser.parse(Array(text.utf8)) } catch { return ["\(error)"] }
      _ = try DocumentJSON.record(type, from: value)
      return []
    } catch {
      guard case .invalidRecord(let faults) = error else { return ["\(error)"] }
      return faults.map { "\($0)" }
    }
  }

  @Test(
    "must have the fields of its type, each with the right type, and all faults are reported together",
    arguments: [
      (.county, #"{"slug":"a","name":"A","shortName":"A"}"#, []),
      (
        .county, "{}",
        [
          "/slug: \"slug\" is missing (missing); give it a string",
          "/name: \"name\" is missing (missing); give it a string",
        ]
      ),
      (.county, "[]", ["document: this is an array (wrong-type); write an object here"]),
      (
        .county, #"{"slug":1,"name":null,"shortName":"A","nmae":"A","other":1}"#,
        [
          "/slug: this is an integer (wrong-type); write a string",
          "/name: this is null (wrong-type); leave it out, or write a string",
          "/nmae: there is no field \"nmae\" here (unknown-field); did you mean name?",
          "/other: there is no field \"other\" here (unknown-field); the fields are slug, name, shortName, kind, code, "
            + "parent, order, translations",
        ]
      ),
      (
        .organisation, #"{"name":"A","region":"R","summary":"S","copyrightYear":2021.5,"x":1}"#,
        [
          "/copyrightYear: this is a number (wrong-type); write an integer",
          "/x: there is no field \"x\" here (unknown-field); "
            + "the fields are name, shortName, region, summary, copyrightYear, languages, collation, "
            + "synonyms, logo, translations",
        ]
      ),
      (
        .contact,
        #"{"id":"a","name":"A","role":"R","emailProtected":"yes","telephone":{"e164":true},"email":{}}"#,
        [
          "/email: this is an object (wrong-type); write a string",
          "/telephone/e164: this is a boolean (wrong-type); write a string",
          "/telephone/printed: \"printed\" is missing (missing); give it a string",
          "/emailProtected: this is a string (wrong-type); write true or false",
        ]
      ),
      (
        .member,
        #"{"slug":"a","kind":"county","name":"A","shortName":"A","summary":"S","focusAreas":[1,"a",[]],"#
          + #""facts":[{"label":"L"},{"label":"L","text":"T","no":1}],"image":"C","topics":{},"a/b~":1}"#,
        [
          "/focusAreas/0: this is an integer (wrong-type); write a string",
          "/focusAreas/2: this is an array (wrong-type); write a string",
          "/facts/0/text: \"text\" is missing (missing); give it a string",
          "/facts/1/no: there is no field \"no\" here (unknown-field); the fields are label, text",
          "/image: this is a string (wrong-type); write an object here",
          "/topics: this is an object (wrong-type); write an array of strings",
          "/a~1b~0: there is no field \"a/b~\" here (unknown-field); the fields are slug, kind, name, shortName, "
            + "county, area, summary, population, joined, left, focusAreas, facts, image, topics, about, website, "
            + "webLinks, email, emailProtected, telephone, telephoneProtected, visitingAddress, postalAddress, "
            + "location, identifiers, alternativeNames, formerNames, numberOfMembers, "
            + "numberOfEmployees, custom, translations",
        ]
      ),
    ] as [(RecordType, String, [String])])
  func faults(type: RecordType, text: String, expected: [String]) throws {
    #expect(try Self.faults(type, text) == expected)
  }

  @Test("of a document without the organisation has one fault, not one for each field of the organisation")
  func missingObject() {
    let text =
      #"{"format":"member-directory","version":1,"offices":[],"contacts":[],"counties":[],"topics":[]}"#
    let error = #expect(throws: DirectoryError.self) { try DocumentJSON.decode(Array(text.utf8)) }
    guard case .invalidDocument(let faults) = error else { return }
    #expect(faults.map(\.pointer) == ["/organisation", "/members"])
    #expect(faults.allSatisfy { $0.code == .missing })
  }

  @Test("of a former slug must name a type that can have former slugs")
  func formerType() {
    let text = #"""
      {"format":"member-directory","version":1,"organisation":{"name":"O","region":"R","summary":"S",
      "copyrightYear":2021},"offices":[],"contacts":[],"counties":[],"topics":[],"members":[],
      "formerSlugs":[{"type":"membr","slug":"a"},{"type":1,"slug":"a"},{"slug":"b"}]}
      """#
    let error = #expect(throws: DirectoryError.self) { try DocumentJSON.decode(Array(text.utf8)) }
    guard case .invalidDocument(let faults) = error else { return }
    #expect(
      faults.map { "\($0.pointer) \($0.code.rawValue)" } == [
        "/formerSlugs/0/type unknown-value", "/formerSlugs/1/type wrong-type", "/formerSlugs/2/type missing",
      ])
    #expect(faults.first?.hint == "did you mean member?")
  }

  @Test("that isn't valid has a fault with the line and the byte")
  func malformed() {
    let error = #expect(throws: DirectoryError.self) { try DocumentJSON.decode(Array("{\n\"a\":1,\n}".utf8)) }
    guard case .invalidDocument(let faults) = error else { return }
    #expect(
      faults.map(\.message) == ["not JSON at line 3, byte 9: a name in quotes is missing"])
  }

  @Test("may have a status in addition to its fields")
  func status() throws {
    func taken(_ text: String) throws -> (JSONValue, RecordStatus?) {
      try RecordStatus.taken(from: JSONParser.parse(Array(text.utf8)))
    }
    let draft = try taken(#"{"a":1,"status":"draft","b":2}"#)
    #expect(draft.1 == .draft)
    #expect(
      draft.0
        == .object([JSONMember(name: "a", value: .integer(1)), JSONMember(name: "b", value: .integer(2))]))
    #expect(try taken("{}").1 == nil)
    #expect(try taken("[]").0 == .array([]))
    for text in [#"{"status":"none"}"#, #"{"status":null}"#] {
      #expect(throws: DirectoryError.self) { try taken(text) }
    }
  }
}
