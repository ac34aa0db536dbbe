import Directory
import TestSupport
import Testing

@testable import App

@Suite("The logo of the organisation, and the portrait of a contact")
struct LogoAndPortraitTests {
  let directory: RunningDirectory
  let admin: Staff
  private let portrait = "/contacts/gunnar-selvik/portrait"
  private var contact: String { "/contacts/gunnar-selvik" }

  init() throws {
    directory = try RunningDirectory()
    admin = try Staff(directory, role: "admin")
  }

  /// Uploads a picture to the address, and returns the address of its file.
  private func upload(_ path: String, _ file: [UInt8], _ query: String = "?alt=One&credit=A") throws -> String
  {
    let record = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
    let put = try admin.upload(path + query, file, try admin.ifMatch(record))
    #expect(put.status == 200, "\(put.text)")
    let field = path.split(separator: "/").last.map(String.init) ?? ""
    return try #require(try put.json[field]?["sizes"]?.items.last?["url"]?.string)
  }

  @Test(
    "is uploaded, listed and sent as a member's picture is",
    arguments: [
      ("/organisation", "logo", "public, max-age=31536000, immutable"),
      ("/contacts/gunnar-selvik", "portrait", "public, no-cache"),
    ])
  func both(record: String, field: String, control: String) throws {
    let path = record + "/" + field
    #expect(try admin.upload(path, PictureSamples.jpeg()).json["code"]?.string == "missing-alternative-text")
    #expect(try directory.get(path).json["code"]?.string == "unknown-picture")
    let url = try upload(path, PictureSamples.jpeg(width: 400))
    #expect(url.hasPrefix(path + "/"))
    let answer = try directory.get(url)
    #expect(answer.status == 200 && answer.content == PictureSamples.jpeg(width: 400))
    #expect(answer.field("cache-control") == control)
    #expect(answer.field("x-content-type-options") == "nosniff")
    #expect(answer.field("content-security-policy") == "default-src 'none'; sandbox")
    let tag = try #require(answer.field("etag"))
    #expect(try directory.get(url, "If-None-Match: \(tag)").status == 304)
    let second = try admin.upload(
      path, PictureSamples.jpeg(width: 900), by: "POST", try admin.ifMatch(record))
    #expect(try second.json[field]?["sizes"]?.items.count == 2)
    #expect(try directory.get(path).content == PictureSamples.jpeg(width: 900))
    let shown = try directory.get(record).json[field]
    #expect(shown?["alt"]?.string == "One" && shown?["credit"]?.string == "A")
    let patch = try admin.send(
      "PATCH", record, #"{"\#(field)":{"alt":"Two"}}"#, try admin.ifMatch(record))
    #expect(try patch.json[field]?["sizes"]?.items.count == 2)
    let linked = try directory.get(record + ".jsonld").json[field == "logo" ? "logo" : "image"]
    #expect(linked?["@type"]?.string == "ImageObject" && linked?["caption"]?.string == "Two")
    #expect(try directory.get("/snapshot").text.contains(url))
    #expect(try admin.send("DELETE", path, "", try admin.ifMatch(record)).status == 200)
    #expect(try [404, 410].contains(directory.get(url).status))
  }

  @Test("is among the changes, and comes back with the revision that had it")
  func history() throws {
    for (record, field) in [("/organisation", "logo"), (contact, "portrait")] {
      let url = try upload(record + "/" + field, PictureSamples.jpeg())
      #expect(try directory.get("/changes.atom").text.contains("\(field) changed"))
      _ = try admin.send("DELETE", record + "/" + field, "", try admin.ifMatch(record))
      let revisions = try admin.get(record + "/revisions").json["items"]?.items ?? []
      let restore = try #require(revisions[1]["links"]?["restore"]?.string)
      #expect(try admin.send("POST", restore, "", try admin.ifMatch(record)).status == 200)
      #expect(try directory.get(url).content == PictureSamples.jpeg())
    }
  }

  @Test("stays when its record is imported without one, and its texts are columns of tables")
  func imports() throws {
    _ = try upload("/organisation/logo", PictureSamples.jpeg())
    let address = try upload(portrait, PictureSamples.jpeg(seed: 2))
    let lines = """
      {"type":"organisation","name":"The organisation","region":"Here","summary":"It.","copyrightYear":2020,\
      "languages":["en","nb"]}
      {"type":"contact","id":"gunnar-selvik","name":"Gunnar Selvik","role":"Adviser","emailProtected":false}

      """
    let answer = try admin.send("POST", "/import", lines, type: "application/x-ndjson")
    #expect(answer.status == 200, "\(answer.text)")
    #expect(try directory.get("/organisation").json["logo"]?["sizes"]?.items.count == 1)
    #expect(try directory.get(address).status == 200)
    let table = "id,portraitCredit,portraitAlt\r\ngunnar-selvik,B,A man\r\n"
    #expect(try admin.send("POST", "/import?type=contact", table, type: "text/csv").status == 200)
    let whole = try admin.send(
      "POST", "/import?type=contact", try directory.get("/contacts.csv").text, type: "text/csv")
    let columns = try whole.json["table"]?["columns"]?.items ?? []
    let url = columns.first { $0["name"]?.string == "portraitUrl" }
    #expect(url != nil && url?["field"] == nil, "the address is left out: \(whole.text)")
    let image = try directory.get(contact).json["portrait"]
    #expect(image?["credit"]?.string == "B" && image?["alt"]?.string == "A man")
    #expect(try directory.get("/contacts.csv").text.contains("B,A man," + address))
    #expect(try directory.get("/organisation.csv").text.contains("A,One,/organisation/logo/"))
  }

  @Test("is the photo of a card, with its absolute address")
  func card() throws {
    let url = try upload(portrait, PictureSamples.jpeg())
    let card = try directory.get(contact + ".vcf").text.replacing("\r\n ", with: "")
    #expect(card.contains("PHOTO;MEDIATYPE=image/jpeg:http://directory.test\(url)\r\n"))
    _ = try upload("/members/oslo/image", PictureSamples.jpeg())
    #expect(try directory.get("/members/oslo.vcf").text.contains("PHOTO;MEDIATYPE=image/jpeg:"))
  }

  @Test("is hidden with the draft of its contact")
  func draft() throws {
    let url = try upload(portrait, PictureSamples.jpeg())
    let draft = try admin.send("PATCH", contact, #"{"status":"draft"}"#, try admin.ifMatch(contact))
    #expect(draft.status == 200)
    #expect(try draft.json["portrait"]?["sizes"]?.items[0]["url"]?.string == url)
    for target in [url, portrait] {
      #expect(try [404, 410].contains(directory.get(target).status))
      #expect(try admin.get(target).field("cache-control") == "private, no-store")
    }
  }

  @Test("of the organisation is written by admins only")
  func roles() throws {
    let editor = try Staff(directory)
    #expect(try editor.upload("/organisation/logo?alt=A", PictureSamples.jpeg()).status == 403)
    #expect(try editor.upload(portrait + "?alt=A", PictureSamples.jpeg()).status == 200)
  }
}
