import Directory
import TestSupport
import Testing

@testable import DirectoryAPI

@Suite("The time of a card's last change")
struct CardRevisionTests {
  private static let contact = "/contacts/kari-nordmann.vcf"

  private func revision(_ service: Service, _ target: String) throws -> [String] {
    let lines = try service.ask("GET", target).text.split(separator: "\r\n").map(String.init)
    return lines.filter { $0.hasPrefix("REV:") }
  }

  /// Changes a record a minute after the last change.
  private func save(_ service: Service, _ record: DirectoryRecord) throws {
    service.clock.advance(by: 60)
    try service.store.write { editor throws(DirectoryError) in
      try editor.save(StoredRecord(record, .published), by: Author(name: "test"))
    }
  }

  @Test("is the same, with its entity tag, after a write to a record that the card does not show")
  func others() throws {
    let service = try Service()
    let before = try service.ask("GET", Self.contact)
    #expect(try revision(service, Self.contact) == ["REV:20200913T122640Z"])
    try service.correct("asker") { $0.summary = "Changed." }
    let after = try service.ask("GET", Self.contact)
    #expect(after["ETag"] == before["ETag"] && before["ETag"] != nil)
    #expect(after["Last-Modified"] == before["Last-Modified"] && before["Last-Modified"] != nil)
    #expect(after.text == before.text)
  }

  @Test("is the same after a change of the protected e-mail address, which the card doesn't show")
  func protected() throws {
    let service = try Service()
    var contact = SmallDirectory.document.contacts[0]
    #expect(contact.emailProtected)
    let before = try service.ask("GET", Self.contact)
    contact.email = "another@example.org"
    try save(service, .contact(contact))
    let after = try service.ask("GET", Self.contact)
    #expect(after.text == before.text && after["ETag"] == before["ETag"])
    #expect(try service.ask("GET", "/changes").json["items"]?.items == [])
  }

  @Test("moves with the contact, its office and the organisation", arguments: [0, 1, 2])
  func shown(index: Int) throws {
    let service = try Service()
    let document = SmallDirectory.document
    var (contact, office, organisation) = (
      document.contacts[0], document.offices[0], document.organisation
    )
    contact.role = "Head"
    office.name = "Office in Brussels"
    organisation.name = "Office"
    let record = [.contact(contact), .office(office), .organisation(organisation)][index] as DirectoryRecord
    try save(service, record)
    #expect(try revision(service, Self.contact) == ["REV:20210304T050707Z"])
    // The other contact has no office.
    let other = index == 2 ? "REV:20210304T050707Z" : "REV:20200913T122640Z"
    #expect(try revision(service, "/contacts/ola-nordmann.vcf") == [other])
    #expect(try revision(service, "/contacts.vcf") == ["REV:20210304T050707Z", other])
  }
}
