import Directory
import TestSupport
import Testing

@testable import App

@Suite("The picture of a member")
struct PictureTests {
  let directory: RunningDirectory
  let editor: Staff
  private let path = "/members/oslo/image"

  init() throws {
    directory = try RunningDirectory()
    editor = try Staff(directory)
  }

  private func image(of member: JSONValue) throws -> JSONValue { try #require(member["image"]) }

  private func url(_ answer: RawResponse, _ size: Int = 0) throws -> String {
    try #require(try answer.json["image"]?["sizes"]?.items[size]["url"]?.string)
  }

  @Test("is uploaded without what describes it, listed with its sizes, and sent for ever at its address")
  func upload() throws {
    let file = try PictureSamples.file("described.jpg")
    let put = try editor.upload(path + "?alt=The%20town%20hall&credit=Kari%20Nordmann", file)
    #expect(put.status == 200, "\(put.text)")
    let image = try image(of: try directory.get("/members/oslo").json)
    #expect(try put.json["image"] == image)
    #expect(image["alt"]?.string == "The town hall" && image["credit"]?.string == "Kari Nordmann")
    let size = try #require(image["sizes"]?.items.first)
    #expect(size["width"] == .integer(16) && size["height"] == .integer(12))
    #expect(size["type"]?.string == "image/jpeg")
    let url = try #require(size["url"]?.string)
    #expect(url == path + "/" + (size["sha256"]?.string ?? ""))
    let answer = try directory.get(url, "Accept-Encoding: gzip")
    #expect(answer.status == 200)
    #expect(JSONValue.integer(answer.content.count) == size["bytes"])
    #expect(!String(decoding: answer.content, as: UTF8.self).contains("SECRET"))
    #expect(answer.field("content-type") == "image/jpeg")
    #expect(answer.field("cache-control") == "public, max-age=31536000, immutable")
    #expect(answer.field("x-content-type-options") == "nosniff")
    #expect(answer.field("content-security-policy") == "default-src 'none'; sandbox")
    #expect(answer.field("content-encoding") == nil)
    let tag = try #require(answer.field("etag"))
    #expect(try directory.get(url, "If-None-Match: \(tag)").status == 304)
    #expect(try directory.get(url, "If-Match: \"other\"").status == 412)
    let head = try directory.ask("HEAD", url)
    #expect(head.status == 200 && head.content.isEmpty)
    #expect(head.field("content-length") == String(answer.content.count))
    let largest = try directory.get(path)
    #expect(largest.content == answer.content && largest.field("cache-control") == "public, no-cache")
  }

  @Test("is sent in parts of any number")
  func parts() throws {
    for count in [32_733, 32_734, 200_000] {
      let file = PictureSamples.jpeg(data: count)
      let tag = try editor.ifMatch("/members/oslo")
      let put = try editor.upload(path + "?alt=Oslo", file, tag)
      #expect(put.status == 200, "\(put.text)")
      #expect(try directory.get(try url(put)).content == file)
    }
  }

  /// Whole files in memory would be more than `http.maxWaitingBytes` allows, and the clients would get 503.
  @Test("is sent to many clients that don't read it, and takes memory for a part for each")
  func slowClients() throws {
    let file = PictureSamples.jpeg(data: 1 << 20)
    let put = try editor.upload(path + "?alt=Oslo", file)
    let url = try url(put)
    let clients = try (0..<150).map { _ in try directory.client() }
    for client in clients { client.send(RunningDirectory.request("GET", url, ["Connection: close"])) }
    #expect(try directory.get(url).content == file)
    for client in clients {
      let answer = try #require(try client.readResponse())
      #expect(answer.status == 200 && answer.content == file)
    }
  }

  @Test("has up to three sizes, of which the largest is that of the record's address")
  func sizes() throws {
    #expect(try editor.upload(path, PictureSamples.jpeg(), by: "POST").status == 404)
    #expect(try editor.upload(path + "?alt=Oslo", PictureSamples.jpeg(width: 800)).status == 200)
    for width in [400, 1_600] {
      let file = PictureSamples.jpeg(width: width)
      #expect(try editor.upload(path, file, by: "POST").status == 428)
      #expect(try editor.upload(path, file, by: "POST", try editor.ifMatch("/members/oslo")).status == 200)
    }
    let full = try editor.upload(
      path, PictureSamples.jpeg(width: 1_000), by: "POST", try editor.ifMatch("/members/oslo"))
    #expect(try full.status == 409 && full.json["code"]?.string == "too-many-sizes")
    let other = try editor.upload(
      path, PictureSamples.jpeg(width: 400, seed: 2), by: "POST", try editor.ifMatch("/members/oslo"))
    let sizes = try image(of: other.json)["sizes"]?.items ?? []
    #expect(sizes.compactMap { $0["width"] } == [400, 800, 1_600].map { .integer($0) })
    #expect(try directory.get(path).content == PictureSamples.jpeg(width: 1_600))
    #expect(try directory.get(try url(other)).content == PictureSamples.jpeg(width: 400, seed: 2))
  }

  @Test("is replaced and removed only by those who have seen the record as it is")
  func conditions() throws {
    #expect(try editor.upload(path + "?alt=One", PictureSamples.jpeg()).status == 200)
    let second = PictureSamples.jpeg(seed: 2)
    let refused = try editor.upload(path + "?alt=Two", second)
    #expect(refused.status == 428)
    #expect(try editor.upload(path + "?alt=Two", second, "If-None-Match: *").status == 412)
    #expect(
      try editor.upload(path + "?alt=Two", second, "If-Match: \"AAAAAAAAAAAAAAAAAAAAAA\"").status == 412)
    // The picture as it was read with a token names the state of the record too.
    let tag = try #require(try editor.get(path).field("etag"))
    #expect(try editor.upload(path + "?alt=Two", second, "If-Match: \(tag)").status == 200)
    #expect(try editor.send("DELETE", path, "", "If-Match: \(tag)").status == 412)
    #expect(try editor.send("DELETE", path).status == 428)
    let removed = try editor.send("DELETE", path, "", try editor.ifMatch("/members/oslo"))
    #expect(try removed.status == 200 && removed.json["image"] == nil)
    #expect(try editor.send("DELETE", path, "", try editor.ifMatch("/members/oslo")).status == 404)
    let answer = try directory.get(path)
    #expect(try answer.status == 404 && answer.json["code"]?.string == "unknown-picture")
  }

  @Test("is described anew without being sent again")
  func patch() throws {
    let put = try editor.upload(path + "?alt=One&credit=A", PictureSamples.jpeg())
    let patch = #"{"image":{"alt":"Two","credit":null}}"#
    let answer = try editor.send("PATCH", "/members/oslo", patch, try editor.ifMatch("/members/oslo"))
    #expect(answer.status == 200, "\(answer.text)")
    let image = try image(of: answer.json)
    #expect(image["alt"]?.string == "Two" && image["credit"]?.string == "")
    #expect(try image["sizes"] == put.json["image"]?["sizes"])
    let missing = try editor.send(
      "PATCH", "/members/oslo", #"{"image":{"alt":null}}"#, try editor.ifMatch("/members/oslo"))
    #expect(missing.status == 422 && missing.text.contains("/image/alt"))
    let unknown =
      #"{"image":{"alt":"A","sizes":[{"sha256":"\#(String(repeating: "0", count: 64))","#
      + #""type":"image/png","width":1,"height":1,"bytes":1}]}}"#
    let refused = try editor.send("PATCH", "/members/oslo", unknown, try editor.ifMatch("/members/oslo"))
    #expect(refused.status == 422 && refused.text.contains("no picture with this SHA-256"))
  }

  @Test(
    "is refused with the reason if it isn't a picture that pages can show",
    arguments: [
      ("<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", 415, "scripts"),
      ("<svg xmlns='http://www.w3.org/2000/svg'/>", "application/octet-stream", 415, "scripts"),
      ("GIF89a", "application/octet-stream", 415, "GIF"), ("{}", "application/json", 415, "image/jpeg"),
      ("", "image/png", 422, "empty"), ("text", "image/png", 415, "no format"),
    ])
  func refused(text: String, type: String, status: Int, reason: String) throws {
    let answer = try editor.upload(path + "?alt=A", Array(text.utf8), "Content-Type: \(type)")
    #expect(answer.status == status && answer.text.contains(reason), "\(answer.text)")
  }

  @Test("is refused if it is broken, turned, animated, too large or of another type than is said")
  func faults() throws {
    let png = try PictureSamples.file("palette.png")
    for (file, code) in [
      (Array(png.dropLast(4)), "invalid-picture"), (try PictureSamples.file("turned.png"), "invalid-picture"),
      (try PictureSamples.file("animated.webp"), "invalid-picture"),
      (PictureSamples.jpeg(width: 9_000), "invalid-picture"),
    ] {
      #expect(try editor.upload(path + "?alt=A", file).json["code"]?.string == code)
    }
    let other = try editor.upload(path + "?alt=A", png, "Content-Type: image/jpeg")
    #expect(other.status == 415 && other.text.contains("PNG"))
    #expect(try editor.upload(path, png).json["code"]?.string == "missing-alternative-text")
    #expect(try editor.upload(path + "?alt=%20", png).status == 422)
    #expect(try editor.upload("/members/nowhere/image?alt=A", png).status == 404)
    #expect(try editor.upload(path + "?alt=A", PictureSamples.jpeg(data: 3 << 20)).status == 413)
    #expect(try directory.ask("PUT", path, "Content-Length: 0").status == 401)
    #expect(try directory.get(path).status == 404)
  }

  @Test("isn't public while its record isn't, or when it was replaced")
  func visibility() throws {
    let first = try editor.upload(path + "?alt=One", PictureSamples.jpeg())
    let old = try url(first)
    #expect(try directory.get(old).status == 200)
    let second = try editor.upload(
      path + "?alt=Two", PictureSamples.jpeg(seed: 2), try editor.ifMatch("/members/oslo"))
    #expect(try directory.get(old).status == 404)
    let new = try url(second)
    // The same file at the address of a member that doesn't show it.
    #expect(try directory.get(new.replacing("/oslo/", with: "/asker/")).status == 404)
    let draft = try editor.send(
      "PATCH", "/members/oslo", #"{"status":"draft"}"#, try editor.ifMatch("/members/oslo"))
    #expect(draft.status == 200)
    for target in [new, path] {
      #expect(try [404, 410].contains(directory.get(target).status))
      let answer = try editor.get(target)
      #expect(answer.status == 200 && answer.field("cache-control") == "private, no-store")
      #expect(answer.content == PictureSamples.jpeg(seed: 2))
    }
    let wrong = try directory.get(new, "Authorization: Bearer mdt_wrong")
    #expect(wrong.status == 401)
  }

  @Test("comes back with the revision that had it")
  func restore() throws {
    let first = try editor.upload(path + "?alt=One", PictureSamples.jpeg())
    _ = try editor.send("DELETE", path, "", try editor.ifMatch("/members/oslo"))
    let revisions = try editor.get("/members/oslo/revisions").json["items"]?.items ?? []
    let restore = try #require(revisions[1]["links"]?["restore"]?.string)
    #expect(try editor.send("POST", restore, "", try editor.ifMatch("/members/oslo")).status == 200)
    #expect(try directory.get(try url(first)).content == PictureSamples.jpeg())
  }

  @Test("isn't written by a dry run")
  func dryRun() throws {
    let answer = try editor.upload(path + "?alt=One&dryRun", PictureSamples.jpeg())
    #expect(try answer.status == 200 && answer.json["would"]?.string == "update")
    #expect(try directory.get(path).status == 404)
  }

  @Test("stays when its record is imported without one, also from a table")
  func imports() throws {
    let admin = try Staff(directory, role: "admin")
    _ = try editor.upload(path + "?alt=One&credit=A", PictureSamples.jpeg())
    let line = #"{"type":"member","slug":"oslo","kind":"municipality","name":"Oslo","topics":[]"#
    for (more, credit) in [("", "A"), (#","image":{"credit":"B"}"#, "B")] {
      let answer = try admin.send("POST", "/import", line + more + "}\n", type: "application/x-ndjson")
      #expect(answer.status == 200, "\(answer.text)")
      let image = try image(of: try directory.get("/members/oslo").json)
      #expect(image["credit"]?.string == credit && image["sizes"]?.items.count == 1)
    }
    let table = "slug,imageCredit,imageAlt\r\noslo,,\"Two, in a table\"\r\n"
    #expect(try admin.send("POST", "/import?type=member", table, type: "text/csv").status == 200)
    let image = try image(of: try directory.get("/members/oslo").json)
    #expect(image["credit"]?.string == "" && image["alt"]?.string == "Two, in a table")
    #expect(image["sizes"]?.items.count == 1)
    let csv = try directory.get("/members/oslo.csv").text
    #expect(csv.contains("Two, in a table") && csv.contains(path + "/"))
  }

  @Test("has an alternative text in a table only if there is one; the import says which texts it left out")
  func textWithoutPicture() throws {
    let admin = try Staff(directory, role: "admin")
    let table = "slug,imageAlt\nasker,A view\noslo,\n"
    let answer = try admin.send("POST", "/import?type=member", table, type: "text/csv")
    #expect(answer.status == 200, "\(answer.text)")
    let notes = try #require(try answer.json["notes"]?.items)
    #expect(notes.count == 1 && notes[0]["line"] == .integer(2) && notes[0]["column"]?.string == "imageAlt")
    #expect(notes[0]["message"]?.string?.contains("has no picture") == true)
    #expect(try answer.json["unchanged"] == .integer(2))
    _ = try editor.upload(path + "?alt=One&credit=A", PictureSamples.jpeg())
    let other = "slug,imageAlt\noslo,The fjord\n"
    #expect(try admin.send("POST", "/import?type=member", other, type: "text/csv").json["notes"] == nil)
    try directory.folder.write(Array("slug,imageAlt,Tekst\nasker,A view,\n".utf8), to: "alt.csv")
    let command = try CommandProcess(
      [
        "import", directory.folder.file("alt.csv"), "--type", "member", "--ignore", "Tekst", "--database",
        directory.folder.file("directory.sqlite"),
      ], in: directory.folder
    ).end()
    #expect(
      command.status == 0 && command.text.contains("alt.csv:2: cell B2 (imageAlt): the text was left out"))
  }

  @Test("is in linked data with its absolute address")
  func linkedData() throws {
    let put = try editor.upload(path + "?alt=One&credit=A", PictureSamples.jpeg())
    let linked = try directory.get("/members/oslo.jsonld").json["image"]
    #expect(linked?["@type"]?.string == "ImageObject" && linked?["caption"]?.string == "One")
    #expect(try linked?["contentUrl"]?.string == "http://directory.test" + url(put))
  }
}
