import Testing

@testable import Pictures

@Suite("A picture")
struct CleaningTests {
  @Test(
    "keeps nothing that describes it, and neither what comes after its end",
    arguments: ["described.jpg", "described.png", "described.webp"])
  func described(name: String) throws {
    let file = try PictureFiles.file(name)
    #expect(file.contains(PictureFiles.secret))
    let picture = try Picture(cleaning: file)
    #expect((picture.width, picture.height) == (16, 12))
    for word in ["SECRET", "Exif", "xmpmeta", "8BIM", "JFXX", "PK\u{3}", "tEXt", "tIME", "prVt"] {
      #expect(!picture.bytes.contains(word.utf8), "\(word) in \(name)")
    }
    // What changes the colours stays.
    let profile = name.hasSuffix("jpg") ? "ICC_PROFILE" : name.hasSuffix("png") ? "iCCP" : "ICCP"
    #expect(picture.bytes.contains(profile.utf8))
    #expect(try Picture(cleaning: picture.bytes) == picture)
  }

  @Test(
    "without anything to remove stays as it is",
    arguments: [
      ("progressive.jpg", PictureType.jpeg), ("grey.jpg", .jpeg), ("cmyk.jpg", .jpeg), ("palette.png", .png),
      ("alpha.png", .png), ("bilevel.png", .png), ("lossy.webp", .webP), ("lossless.webp", .webP),
    ])
  func unchanged(name: String, type: PictureType) throws {
    let file = try PictureFiles.file(name)
    let picture = try Picture(cleaning: file)
    #expect(picture.bytes == file)
    #expect((picture.type, picture.width, picture.height) == (type, 16, 12))
  }

  @Test("with restarts in its data is copied whole")
  func restarts() throws {
    let file = try PictureFiles.file("restarts.jpg")
    let picture = try Picture(cleaning: file)
    #expect(picture.bytes == file)
    #expect((picture.width, picture.height) == (40, 24))
  }

  @Test("loses EXIF, but stays transparent")
  func transparent() throws {
    let picture = try Picture(cleaning: try PictureFiles.file("alpha.webp"))
    #expect(!picture.bytes.contains(PictureFiles.secret))
    #expect(picture.bytes.contains("ALPH".utf8))
    // The flags of VP8X: transparency, and no EXIF.
    #expect(picture.bytes[20] == 0x10)
  }

  @Test("keeps its orientation if it is a JPEG, and its sides are those that people see")
  func turned() throws {
    let picture = try Picture(cleaning: try PictureFiles.file("turned.jpg"))
    #expect((picture.width, picture.height) == (12, 16))
    #expect(picture.bytes.contains("Exif".utf8))
    #expect(!picture.bytes.contains(PictureFiles.secret))
    #expect(try Picture(cleaning: picture.bytes) == picture)
  }

  @Test(
    "that has to be turned is refused in formats in which programs don't do that",
    arguments: PictureType.allCases)
  func turnedOthers(type: PictureType) throws {
    guard type != .jpeg else { return }
    let file = try PictureFiles.file("turned.\(type.rawValue)")
    #expect(throws: PictureError.turned(type)) { try Picture(cleaning: file) }
  }

  @Test("that moves is refused", arguments: [PictureType.png, .webP])
  func animated(type: PictureType) throws {
    let file = try PictureFiles.file("animated.\(type.rawValue)")
    #expect(throws: PictureError.animated(type)) { try Picture(cleaning: file) }
  }

  @Test(
    "that was cut off anywhere is refused",
    arguments: [
      "described.jpg", "progressive.jpg", "restarts.jpg", "described.png", "palette.png", "lossy.webp",
    ])
  func truncated(name: String) throws {
    let whole = try Picture(cleaning: try PictureFiles.file(name)).bytes
    for count in whole.indices {
      #expect(throws: PictureError.self) { try Picture(cleaning: Array(whole.prefix(count))) }
    }
  }

  @Test("whose bytes were changed is refused or accepted, and never stops the program")
  func changed() throws {
    for name in [
      "described.jpg", "turned.jpg", "progressive.jpg", "described.png", "described.webp", "alpha.webp",
    ] {
      let file = try PictureFiles.file(name)
      for index in file.indices {
        for value in [0, 1, 0x7F, 0x80, 0xFF] as [UInt8] {
          var changed = file
          changed[index] = value
          guard let picture = try? Picture(cleaning: changed) else { continue }
          #expect(try Picture(cleaning: picture.bytes) == picture)
        }
      }
    }
  }

  @Test(
    "of another format is refused by its name",
    arguments: [
      ("<svg xmlns='http://www.w3.org/2000/svg'/>", OtherFormat.svg),
      ("\u{FEFF}\n<?xml version='1.0'?><!-- a --><!DOCTYPE SVG><s:SVG/>", .svg),
      ("<!doctype html><p>", .page), ("GIF89a", .gif), ("BM....", .bmp), ("%PDF-1.7", .pdf),
      ("\0\0\0\u{18}ftypavif", .heif), ("II*\0", .tiff), ("MM\0*", .tiff),
    ])
  func others(text: String, format: OtherFormat) {
    #expect(throws: PictureError.notAPicture(format)) { try Picture(cleaning: Array(text.utf8)) }
  }

  @Test("that is empty or of no known format is refused")
  func unknown() {
    #expect(throws: PictureError.empty) { try Picture(cleaning: []) }
    for text in ["{}", "RIFF\0\0\0\0WAVE", "text", "\u{89}PNG\n", " "] {
      #expect(throws: PictureError.notAPicture(nil)) { try Picture(cleaning: Array(text.utf8)) }
    }
    let utf16 = "<svg>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(throws: PictureError.notAPicture(.svg)) { try Picture(cleaning: [0xFF, 0xFE] + utf16) }
  }

  @Test("has at most 8,192 pixels on a side and 40 million altogether", arguments: PictureType.allCases)
  func size(type: PictureType) throws {
    func file(_ width: Int, _ height: Int) -> [UInt8] {
      switch type {
      case .jpeg: PictureFiles.jpeg(width: width, height: height)
      case .png: PictureFiles.png(width: width, height: height)
      case .webP: PictureFiles.webP([.init("VP8 ", PictureFiles.lossy(width: width, height: height))])
      }
    }
    for (width, height) in [(8_192, 4_882), (1, 8_192), (6_324, 6_324)] {
      let picture = try Picture(cleaning: file(width, height))
      #expect((picture.width, picture.height) == (width, height))
    }
    for (width, height) in [(8_193, 1), (1, 8_193), (8_192, 4_883), (6_325, 6_325)] {
      #expect(throws: PictureError.tooLarge(width: width, height: height)) {
        try Picture(cleaning: file(width, height))
      }
    }
    #expect(throws: PictureError.self) { try Picture(cleaning: file(0, 1)) }
    #expect(throws: PictureError.self) { try Picture(cleaning: file(1, 0)) }
  }
}
