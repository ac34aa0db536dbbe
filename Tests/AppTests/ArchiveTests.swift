import Directory
import Foundation
import TestSupport
import Testing

@testable import App

@Suite("An archive of the directory with its pictures")
struct ArchiveTests {
  let directory: RunningDirectory
  let admin: Staff
  private let contact = "/contacts/gunnar-selvik"
  private var folder: TemporaryFolder { directory.folder }

  init() throws {
    directory = try RunningDirectory()
    admin = try Staff(directory, role: "admin")
    for (record, field, seed) in [
      ("/members/oslo", "image", 1), ("/organisation", "logo", 2), (contact, "portrait", 3),
    ] {
      let file = PictureSamples.jpeg(data: 40_000, seed: UInt8(seed))
      let path = record + "/" + field + "?alt=A%20picture&credit=B"
      #expect(try admin.upload(path, file, try admin.ifMatch(record)).status == 200)
    }
    let png = PictureSamples.png(width: 20, height: 10)
    #expect(
      try admin.upload("/members/oslo/image", png, by: "POST", try admin.ifMatch("/members/oslo")).status
        == 200)
  }

  private func run(_ arguments: String..., database: String = "directory.sqlite") throws
    -> CommandProcess.Ended
  {
    try CommandProcess(arguments + ["--database", folder.file(database)], environment: [:], in: folder).end()
  }

  private func exported(_ name: String = "all.tar", from database: String = "directory.sqlite") throws
    -> [UInt8]
  {
    let ended = try run("export", "--pictures", folder.file(name), database: database)
    #expect(ended.status == 0, "\(ended.errors)")
    return try folder.read(name)
  }

  private func imported(
    _ archive: [UInt8], _ options: String..., into database: String = "copy.sqlite"
  ) throws -> CommandProcess.Ended {
    try folder.write(archive, to: "import.tar")
    return try CommandProcess(
      ["import", folder.file("import.tar"), "--database", folder.file(database)] + options, environment: [:],
      in: folder
    ).end()
  }

  /// The entries of an archive.
  private struct Entry {
    var header: TarHeader
    var content: [UInt8]

    init(_ name: String, _ content: [UInt8], _ kind: TarHeader.Kind = .file) {
      header = TarHeader(name, size: content.count)
      header.kind = kind
      self.content = content
    }

    /// The entry, whose type is written as a digit of ustar.
    func bytes(flag: String = "0") -> [UInt8] {
      var block = header.bytes
      block[156] = Array(flag.utf8)[0]
      let sum = block.enumerated().reduce(0) { $0 + ((148..<156).contains($1.offset) ? 32 : Int($1.element)) }
      let digits = String(sum, radix: 8)
      let text = String(repeating: "0", count: 6 - digits.utf8.count) + digits
      block.replaceSubrange(148..<154, with: text.utf8)
      return block + content + [UInt8](repeating: 0, count: header.padding)
    }
  }

  private func entries(_ archive: [UInt8]) throws -> [Entry] {
    var entries: [Entry] = []
    var offset = 0
    while let header = TarHeader(archive[offset..<offset + 512]) {
      entries.append(Entry(header.name, Array(archive[offset + 512..<offset + 512 + header.size])))
      offset += 512 + header.size + header.padding
    }
    return entries
  }

  private func archive(_ entries: [Entry]) -> [UInt8] { entries.flatMap { $0.bytes() } + TarHeader.end }

  @Test("is imported into another directory, which then exports the same archive")
  func roundTrip() throws {
    let first = try exported()
    let names = try entries(first).map(\.header.name)
    #expect(names.first == "directory.json" && names.count == 5)
    #expect(names.dropFirst() == names.dropFirst().sorted()[...])
    #expect(try exported("again.tar") == first)
    let ended = try imported(first)
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(try exported("copy.tar", from: "copy.sqlite") == first)
    // Once more: nothing changes.
    #expect(try imported(first).text.contains("0 new, 0 changed"))
  }

  @Test("is one that tar reads, and may be one that tar has written")
  func tar() throws {
    _ = try exported()
    let unpacked = folder.file("unpacked")
    func shell(_ command: String) throws -> Int32 {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", command]
      try process.run()
      process.waitUntilExit()
      return process.terminationStatus
    }
    #expect(try shell("mkdir '\(unpacked)' && tar -xf '\(folder.file("all.tar"))' -C '\(unpacked)'") == 0)
    for (format, isAccepted) in [("ustar", true), ("gnu", true), ("v7", false)] {
      let file = folder.file("\(format).tar")
      #expect(try shell("tar --format=\(format) -cf '\(file)' -C '\(unpacked)' .") == 0)
      let ended = try CommandProcess(
        ["import", file, "--database", folder.file("\(format).sqlite")], environment: [:], in: folder
      ).end()
      #expect((ended.status == 0) == isAccepted, "\(format): \(ended.errors)")
    }
  }

  @Test("isn't written by a dry run, which says what it would do")
  func dryRun() throws {
    let ended = try imported(try exported(), "--dry-run")
    #expect(ended.status == 0 && ended.text.contains("this was a dry run"), "\(ended.errors)")
    #expect(ended.text.contains("+ member oslo"))
    #expect(try run("export", database: "copy.sqlite").status != 0)
  }

  @Test(
    "with a path that isn't that of a picture is refused",
    arguments: [
      "../secret.jpg", "/etc/passwd", "pictures/../x.jpg", "pictures/a.jpg", "more.txt",
      "pictures/" + String(repeating: "0", count: 64) + ".gif", "./../directory.json",
      "pictures//" + String(repeating: "0", count: 64) + ".jpg",
    ])
  func paths(name: String) throws {
    let archive = archive(try entries(try exported()) + [Entry(name, [1])])
    let ended = try imported(archive)
    #expect(ended.status == 65 && ended.errors.joined().contains("\(name): "), "\(ended.errors)")
    #expect(ended.errors.joined().contains("nothing was written"))
    #expect(try run("export", database: "copy.sqlite").status != 0)
  }

  @Test(
    "with anything but files is refused",
    arguments: [("1", "link"), ("2", "link"), ("3", "isn't a file"), ("x", "ustar"), ("L", "ustar")])
  func kinds(flag: String, reason: String) throws {
    var entries = try entries(try exported())
    entries[1].content = []
    entries[1].header.size = 0
    let bytes = entries[0].bytes() + entries[1].bytes(flag: flag) + TarHeader.end
    let ended = try imported(bytes)
    #expect(ended.status == 65 && ended.errors.joined().contains(reason), "\(ended.errors)")
  }

  @Test("with a file that was changed, isn't named, or isn't a picture is refused, and nothing is changed")
  func contents() throws {
    let entries = try entries(try exported())
    let jpeg = try #require(entries.firstIndex { $0.header.name.hasSuffix(".jpg") })
    var changed = entries
    changed[jpeg].content[1_000] ^= 1
    var text = entries
    text[jpeg].content = Array("text".utf8)
    text[jpeg].header.size = 4
    var longer = entries
    longer[jpeg].content += [0, 0]
    longer[jpeg].header.size += 2
    let other = PictureSamples.jpeg(seed: 9)
    let unnamed = [Entry("pictures/" + String(repeating: "a", count: 64) + ".jpg", other)]
    for (archive, reason) in [
      (archive(changed), "the file was changed"), (archive(text), "no format that is known"),
      (archive(longer), "parts that aren't needed"),
      (archive(entries + unnamed), "no record of directory.json has this picture"),
      (archive(entries + [entries[jpeg]]), "two files with this name"),
      (archive(Array(entries.dropFirst())), "has no directory.json"),
      (Array(archive(entries).dropLast(3_000)), "copy it again"),
      ([0x1F, 0x8B] + archive(entries), "run gunzip"), (Array("{}".utf8), "ends without its last block"),
    ] {
      let ended = try imported(archive)
      #expect(ended.status == 65 && ended.errors.joined().contains(reason), "\(reason): \(ended.errors)")
      let document = try run("export", database: "copy.sqlite")
      #expect(document.status != 0)
    }
  }

  @Test("with a picture above the limit is refused")
  func limit() throws {
    try folder.write(try exported(), to: "import.tar")
    let ended = try CommandProcess(
      ["import", folder.file("import.tar"), "--database", folder.file("copy.sqlite")],
      environment: ["MEMBER_DIRECTORY_HTTP_MAX_PICTURE_BYTES": "1024"], in: folder
    ).end()
    #expect(ended.status == 65 && ended.errors.joined().contains("http.maxPictureBytes"), "\(ended.errors)")
  }

  @Test("without a file that the document names is refused for that picture alone")
  func missing() throws {
    let entries = try entries(try exported())
    let ended = try imported(archive([entries[0]]))
    #expect(ended.status == 65)
    let faults = ended.errors.filter { $0.contains("import.tar:") }
    // Contacts and offices that belong to a member aren't at fault too.
    #expect(faults.allSatisfy { $0.contains("no picture with this SHA-256") }, "\(faults)")
    #expect(!faults.isEmpty)
  }

  @Test("can't be combined with what an archive doesn't have")
  func usage() throws {
    for option in [
      ["--output", "a.json"], ["--format", "csv"], ["--type", "member"], ["--format-version", "1"],
    ] {
      let ended = try CommandProcess(
        ["export", "--pictures", "all.tar", "--database", folder.file("directory.sqlite")] + option,
        environment: [:], in: folder
      ).end()
      #expect(ended.status == 64 && ended.errors.joined().contains("leave \(option[0]) out"))
    }
  }
}
