import Directory
import TestSupport
import Testing

@testable import App

@Suite("The data of a picture")
struct PictureDataTests {
  let directory: RunningDirectory
  let editor: Staff

  init() throws {
    directory = try RunningDirectory()
    editor = try Staff(directory)
  }

  private func upload(_ file: [UInt8]) throws -> RawResponse {
    try editor.upload("/members/oslo/image?alt=A&dryRun", file)
  }

  @Test("of a PNG are exactly those of its pixels", arguments: [(1, 1), (3, 5), (17, 9), (200, 100)])
  func png(width: Int, height: Int) throws {
    for isInterlaced in [false, true] {
      let right = PictureSamples.png(width: width, height: height, isInterlaced: isInterlaced)
      #expect(try upload(right).status == 200)
      for more in [-1, 1] {
        let wrong = PictureSamples.png(width: width, height: height, more: more, isInterlaced: isInterlaced)
        let answer = try upload(wrong)
        #expect(try answer.status == 422 && answer.json["code"]?.string == "invalid-picture")
        #expect(answer.text.contains("its data aren't those of \(width) × \(height) pixels"))
      }
    }
    let trailing = PictureSamples.png(width: width, height: height, trailing: [1, 2, 3])
    #expect(try upload(trailing).status == 422)
  }

  @Test("of pictures that other programs have made are accepted")
  func others() throws {
    for name in [
      "alpha.png", "bilevel.png", "palette.png", "described.png", "cmyk.jpg", "described.jpg", "grey.jpg",
      "progressive.jpg", "restarts.jpg", "turned.jpg",
    ] {
      #expect(try upload(try PictureSamples.file(name)).status == 200, "\(name)")
    }
  }

  @Test("of a JPEG have at least two bits for each block of its pixels")
  func jpeg() throws {
    let right = PictureSamples.jpeg(width: 800, height: 600)
    #expect(try upload(right).status == 200)
    let short = Array(right.dropLast(1_000)) + [0xFF, 0xD9]
    let answer = try upload(short)
    #expect(answer.status == 422 && answer.text.contains("less data than its pixels need"))
  }
}
