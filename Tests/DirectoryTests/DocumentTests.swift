import Directory
import TestSupport
import Testing

@Suite struct DocumentTests {
  static let memberKinds = ["county", "municipality", "university"]
  static let topicKinds = ["programme", "theme"]

  static let minimal = """
    {"format": "member-directory", "version": 1,
     "organisation": {"name": "O", "region": "R", "summary": "S", "copyrightYear": 2021},
     "offices": [{"id": "oslo", "name": "N", "host": "H", "street": "S", "postcode": "0160", "city": "Oslo",
                  "country": "NO"}],
     "contacts": [{"id": "a-b", "name": "A B", "role": "Director",
                   "telephone": {"e164": "+4722334455", "printed": "22 33 44 55"}, "emailProtected": true,
                   "office": "oslo"}],
     "counties": [{"slug": "viken", "name": "Viken County", "shortName": "Viken"}],
     "topics": [{"slug": "health", "kind": "theme", "name": "Health", "summary": "S"},
                {"slug": "mind", "kind": "theme", "name": "Mind", "summary": "S", "broader": "health"}],
     "members": [{"slug": "asker", "kind": "municipality", "name": "Asker", "shortName": "Asker",
                  "county": "viken", "summary": "S", "population": {"value": 1, "approximate": true},
                  "joined": "2021-01-01", "focusAreas": ["F"], "facts": [{"label": "L", "text": "T"}],
                  "image": {"credit": "C"}, "topics": ["health"]}]}
    """

  private func faults(_ text: String) throws -> [DocumentFault] {
    do {
      return DocumentValidation.faults(
        in: try DocumentJSON.decode(Array(text.utf8)), memberKinds: Self.memberKinds,
        topicKinds: Self.topicKinds, fields: [])
    } catch DirectoryError.invalidDocument(let faults) {
      return faults
    }
  }

  @Test("a complete document has no fault, and is encoded as the same text again")
  func valid() throws {
    #expect(try faults(Self.minimal) == [])
    let text = DocumentJSON.encode(try DocumentJSON.decode(Array(Self.minimal.utf8)))
    #expect(DocumentJSON.encode(try DocumentJSON.decode(text)) == text)
  }

  @Test("fields without a value are not written")
  func absent() throws {
    let document = DirectoryDocument.make(members: [
      DirectoryDocument.Member.make(slug: "a", name: "A", shortName: "A")
    ])
    let text = String(decoding: DocumentJSON.encode(document), as: UTF8.self)
    for name in ["county\":", "population", "joined", "focusAreas", "facts", "image", "null"] {
      #expect(!text.contains(name))
    }
    #expect(text.contains("\"topics\": []"))
    #expect(try DocumentJSON.decode(Array(text.utf8)) == document)
  }

  @Test(
    "each fault is reported with its place and its code",
    arguments: [
      (
        #""format": "member-directory""#, #""format": "else""#, "/version",
        DocumentFault.Code.unsupportedVersion
      ),
      (#""version": 1"#, #""version": 3"#, "/version", .unsupportedVersion),
      (#""copyrightYear": 2021"#, #""copyrightYear": "2021""#, "/organisation/copyrightYear", .wrongType),
      (#""copyrightYear": 2021"#, #""copyrightYear": 21"#, "/organisation/copyrightYear", .outOfRange),
      (#""region": "R", "#, "", "/organisation/region", .missing),
      (#""region": "R""#, #""region": null"#, "/organisation/region", .wrongType),
      (#""region": "R""#, #""region": """#, "/organisation/region", .empty),
      (#""region": "R""#, #""region": " R""#, "/organisation/region", .surroundingSpace),
      (#""region": "R""#, #""region": "A\u030a""#, "/organisation/region", .notNormalized),
      (#""region": "R""#, #""region": "a\nb""#, "/organisation/region", .controlCharacter),
      (#""country": "NO""#, #""country": "no""#, "/offices/0/country", .invalidCountry),
      (#""id": "oslo""#, #""id": "Oslo""#, "/offices/0/id", .invalidSlug),
      ("+4722334455", "+0722334455", "/contacts/0/telephone/e164", .invalidTelephone),
      ("+4722334455", "22334455", "/contacts/0/telephone/e164", .invalidTelephone),
      (#""office": "oslo""#, #""office": "olso""#, "/contacts/0/office", .unknownReference),
      (#""role":"#, #""rolle":"#, "/contacts/0/rolle", .unknownField),
      (#""kind": "municipality""#, #""kind": "town""#, "/members/0/kind", .unknownValue),
      (
        #""slug": "mind", "kind": "theme""#, #""slug": "mind", "kind": "them""#, "/topics/1/kind",
        .unknownValue
      ),
      (#""broader": "health""#, #""broader": "mind""#, "/topics/1/broader", .cycle),
      (#""slug": "mind""#, #""slug": "health""#, "/topics/1/slug", .duplicate),
      (#""county": "viken""#, #""county": "vikken""#, "/members/0/county", .unknownReference),
      ("2021-01-01", "2021-02-29", "/members/0/joined", .invalidDate),
      ("2021-01-01", "2021-1-1", "/members/0/joined", .invalidDate),
      (#""value": 1"#, #""value": -1"#, "/members/0/population/value", .outOfRange),
      (#""value": 1"#, #""value": 1.5"#, "/members/0/population/value", .wrongType),
      (#"["F"]"#, #"["F", 2]"#, "/members/0/focusAreas/1", .wrongType),
      (#""topics": ["health"]"#, #""topics": ["health", "health"]"#, "/members/0/topics/1", .duplicate),
      (#""topics": ["health"]"#, #""topics": "health""#, "/members/0/topics", .wrongType),
      (#""topics": ["health"]"#, #""topics": [7]"#, "/members/0/topics/0", .wrongType),
      (
        #""topics": ["health"]"#, #""topics": [{"relation": "local"}]"#, "/members/0/topics/0/slug",
        .missing
      ),
      (
        #""topics": ["health"]"#, #""topics": [{"slug": "health", "relation": "lokal"}]"#,
        "/members/0/topics/0/relation", .unknownValue
      ),
      (
        #""topics": ["health"]"#, #""topics": [{"slug": "health", "relations": "local"}]"#,
        "/members/0/topics/0/relations", .unknownField
      ),
      (
        #""topics": ["health"]"#, #""topics": ["health", {"slug": "health", "relation": "local"}]"#,
        "/members/0/topics/1", .duplicate
      ),
      (#"{"credit": "C"}"#, "[]", "/members/0/image", .wrongType),
    ])
  func fault(good: String, bad: String, pointer: String, code: DocumentFault.Code) throws {
    #expect(Self.minimal.contains(good))
    let faults = try faults(Self.minimal.replacing(good, with: bad))
    #expect(faults.contains { $0.pointer == pointer && $0.code == code }, "\(faults)")
    #expect(faults.allSatisfy { !$0.message.isEmpty && !$0.hint.isEmpty })
  }

  @Test("a topic is a slug or an object, and is written as a slug if the member works with it")
  func topics() throws {
    let topics = #"["mind", {"slug": "health", "relation": "interested-in"}]"#
    let text = Self.minimal.replacing(
      #""topics": ["health"]"#, with: #""topics": [{"slug": "mind"}, "# + topics.dropFirst(9))
    let document = try DocumentJSON.decode(Array(text.utf8))
    #expect(document.members[0].topics == ["mind", .init(slug: "health", relation: .interestedIn)])
    let written = try JSONParser.parse(DocumentJSON.encode(document))["members"]?.items.first?["topics"]
    #expect(written == (try JSONParser.parse(Array(topics.utf8))))
    let unknown = try faults(
      Self.minimal.replacing(
        #"["health"]"#, with: #"[{"slug": "health", "relation": "interested"}]"#))
    #expect(
      unknown.map { "\($0)" } == [
        "/members/0/topics/0/relation: there is no relation \"interested\" (unknown-value); "
          + "did you mean interested-in?"
      ])
  }

  @Test("all faults are reported together, in the order of the document")
  func together() throws {
    let text = Self.minimal.replacing("\"county\": \"viken\"", with: "\"county\": \"vikken\"")
      .replacing("2021-01-01", with: "soon").replacing("\"NO\"", with: "\"NOR\"")
    let faults = try faults(text)
    #expect(faults.map(\.code) == [.invalidCountry, .unknownReference, .invalidDate])
    #expect(faults[1].hint == "did you mean viken?")
  }

  @Test("the shipped document is valid and in the order of an export")
  func shipped() throws {
    let bytes = try ProjectFiles.read("Data/oslo-region.json")
    let document = try DocumentJSON.decode(bytes)
    let faults = DocumentValidation.faults(
      in: document, memberKinds: Self.memberKinds, topicKinds: Self.topicKinds, fields: [])
    #expect(faults == [])
    #expect(document.members.count == 17)
    #expect(document.offices.count == 2)
  }

  @Test(
    "a leap day is a date in leap years only",
    arguments: [
      ("2000-02-29", true), ("1900-02-29", false), ("2024-02-29", true), ("2021-04-31", false),
      ("2021-00-10", false), ("2021-13-01", false), ("+021-01-01", false),
    ])
  func dates(date: String, isDate: Bool) throws {
    let faults = try faults(Self.minimal.replacing("2021-01-01", with: date))
    #expect(faults.isEmpty == isDate)
  }
}
