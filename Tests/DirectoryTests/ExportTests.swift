import Directory
import TestSupport
import Testing

@Suite("An export") struct ExportTests {
  private static let whole = DirectoryDocument.make(
    offices: [
      DirectoryDocument.Office.make(
        id: "o", name: "O", host: "H", street: "S", postcode: "1", city: "C", country: "NO")
    ],
    contacts: [.make(id: "c", name: "C"), .make(id: "d", name: "D")],
    memberKinds: [Kind(slug: "k", name: "K", pluralName: "Ks", order: 1, schemaType: "NGO")],
    topicKinds: [Kind(slug: "l", name: "L", pluralName: nil, order: nil, schemaType: nil)],
    counties: [DirectoryDocument.Area.make(slug: "y", name: "Y", shortName: "Y")],
    topics: [.make(slug: "t", name: "T")], members: [.make(slug: "m", name: "M", shortName: "M")],
    formerSlugs: [.make(type: .member, slug: "f"), .make(type: .topic, slug: "g", successors: ["t"])])

  private static func items(_ document: DirectoryDocument) -> [ExportItem] {
    var items: [ExportItem] = [.record(.organisation(document.organisation))]
    items += document.offices.map { .record(.office($0)) } + document.contacts.map { .record(.contact($0)) }
    items += (document.memberKinds ?? []).map { .record(.memberKind($0)) }
    items += (document.topicKinds ?? []).map { .record(.topicKind($0)) }
    items += document.counties.map { .record(.county($0)) } + document.topics.map { .record(.topic($0)) }
    return items + document.members.map { .record(.member($0)) } + document.formerSlugs.map { .former($0) }
  }

  private static func text(_ items: [ExportItem], _ format: TransferFormat, _ type: RecordType? = nil)
    -> String
  {
    var export = RecordExport(format, type: type)
    var output: [UInt8] = []
    for item in items { export.add(item, to: &output) }
    export.end(to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test(
    "as a document, written piece by piece, is the text of the whole document, whichever sections are empty")
  func sections() {
    for empty in 0..<256 {
      var document = Self.whole
      if empty & 1 != 0 { document.offices = [] }
      if empty & 2 != 0 { document.contacts = [] }
      if empty & 4 != 0 { document.counties = [] }
      if empty & 8 != 0 { document.topics = [] }
      if empty & 16 != 0 { document.members = [] }
      if empty & 32 != 0 { document.formerSlugs = [] }
      if empty & 64 != 0 { document.memberKinds = [] }
      if empty & 128 != 0 { document.topicKinds = [] }
      #expect(
        Self.text(Self.items(document), .json)
          == String(decoding: DocumentJSON.encode(document), as: UTF8.self))
    }
  }

  @Test("as NDJSON has a line for each record, which begins with its type")
  func lines() {
    #expect(
      Self.text(Self.items(Self.whole), .ndjson) == """
        {"type":"organisation","name":"O","region":"R","summary":"S","copyrightYear":2021}
        {"type":"office","id":"o","name":"O","host":"H","street":"S","postcode":"1","city":"C","country":"NO"}
        {"type":"contact","id":"c","name":"C","role":"Role","emailProtected":false}
        {"type":"contact","id":"d","name":"D","role":"Role","emailProtected":false}
        {"type":"memberKind","slug":"k","name":"K","pluralName":"Ks","order":1,"schemaType":"NGO"}
        {"type":"topicKind","slug":"l","name":"L"}
        {"type":"county","slug":"y","name":"Y","shortName":"Y"}
        {"type":"topic","slug":"t","kind":"theme","name":"T","summary":"S"}
        {"type":"member","slug":"m","kind":"municipality","name":"M","shortName":"M","summary":"A place.","topics":[]}
        {"type":"formerSlug","of":"member","slug":"f"}
        {"type":"formerSlug","of":"topic","slug":"g","successors":["t"]}

        """)
  }

  @Test("as CSV has one line with the columns, then the records, even if there are none")
  func table() {
    let contacts = Self.items(Self.whole).filter {
      switch $0 {
      case .record(let record): record.key.type == .contact
      case .former: true
      }
    }
    let header =
      "id,name,role,email,telephone,telephonePrinted,emailProtected,office,telephoneProtected,member,order,"
      + "portraitCredit,portraitAlt\r\n"
    #expect(
      Self.text(contacts, .csv, .contact) == header
        + "c,C,Role,,,,false,,,,,,\r\nd,D,Role,,,,false,,,,,,\r\n")
    #expect(Self.text([], .csv, .contact) == header)
    #expect(Self.text([], .csv) == "")
    #expect(Self.text([], .ndjson) == "")
    #expect(
      Self.text([], .csv, .topic) == "slug,kind,name,broader,summary\r\n")
  }
}
