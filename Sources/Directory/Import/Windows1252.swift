/// Decodes Windows-1252, in which Excel for Windows saves "CSV" in Western Europe.
///
/// Nearly all bytes are characters of Windows-1252, also those of a file that MS-DOS (code page 850) or an
/// old Mac has written, in which the same bytes are other letters. So a text has to have letters as Western
/// languages use them, and no sign where only a letter makes sense: the `›` of `L›ten` is the `ø` of code
/// page 850.
struct Windows1252 {
  private let file: [UInt8]

  /// Decodes the bytes to UTF-8. Throws a fault if they may be in another encoding.
  static func decode(_ file: [UInt8]) throws(DocumentFault) -> [UInt8] {
    try Windows1252(file: file).decode()
  }

  private func decode() throws(DocumentFault) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(file.count + file.count / 8)
    var line = 1
    var hasLetters = false
    for (index, byte) in file.enumerated() {
      if byte == UInt8(ascii: "\n") { line += 1 }
      guard let scalar = Self.scalar(byte) else {
        throw .unknownEncoding("byte 0x\(String(byte, radix: 16)) in line \(line) has no character there")
      }
      guard byte >= 0x80 else {
        text.append(byte)
        continue
      }
      let (before, after) = (Letter(at: index - 1, in: file), Letter(at: index + 1, in: file))
      guard Self.isPlausible(byte, after: before, before: after) else {
        throw .unknownEncoding("line \(line) would have \"\(word(around: index))\"")
      }
      if Letter(byte) != nil, byte >= 0xC0, before?.isASCII == true || after?.isASCII == true {
        hasLetters = true
      }
      text += UTF8.encode(scalar).map { Array($0) } ?? []
    }
    guard hasLetters else { throw .unknownEncoding("there are too few letters such as æ to tell") }
    if holdsUTF8 { throw .unknownEncoding("some of its letters are UTF-8") }
    return text
  }

  /// Returns true if the byte makes sense between its neighbours.
  private static func isPlausible(_ byte: UInt8, after left: Letter?, before right: Letter?) -> Bool {
    if let letter = Letter(byte) { return letter.isLowerCase || left?.isLowerCase != true }
    if opening.contains(byte) { return left == nil }
    if closing.contains(byte) { return right == nil }
    if apart.contains(byte) { return left == nil && right == nil }
    return byte != apostrophe || left != nil || right == nil
  }

  private static let apostrophe: UInt8 = 0x92
  /// ‚ „ ‹ ‘ “ ¡ « ¿, which begin something.
  private static let opening: Set<UInt8> = [0x82, 0x84, 0x8B, 0x91, 0x93, 0xA1, 0xAB, 0xBF]
  /// ” › » … ™ ® © ² ³ ¹ ª º, which end something.
  private static let closing: Set<UInt8> = [
    0x94, 0x9B, 0xBB, 0x85, 0x99, 0xAE, 0xA9, 0xB2, 0xB3, 0xB9, 0xAA, 0xBA,
  ]
  /// Signs that are next to digits and spaces: currencies, fractions, daggers, accents without a letter.
  private static let apart: Set<UInt8> = [
    0x80, 0x83, 0x86, 0x87, 0x88, 0x89, 0x95, 0x98, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA8, 0xAC, 0xAF, 0xB1,
    0xB6,
    0xB8, 0xBC, 0xBD, 0xBE, 0xD7, 0xF7,
  ]

  /// Returns true if the bytes contain what UTF-8 has for a letter such as æ, or for a dash: such a file was
  /// put together from two.
  private var holdsUTF8: Bool {
    file.indices.dropLast().contains { index in
      let isContinued = (0x80..<0xC0).contains(file[index + 1])
      return file[index] == 0xC3 && isContinued || file[index] == 0xE2 && file[index + 1] == 0x80
    }
  }

  /// Returns the word of which the byte is a part.
  private func word(around index: Int) -> String {
    let most = 20
    let ends: (UInt8) -> Bool = { $0 <= 0x20 || [0x22, 0x2C, 0x3B].contains($0) }
    let first =
      file[max(0, index - most)..<index].lastIndex(where: ends).map { $0 + 1 } ?? max(0, index - most)
    let rest = file[index..<min(file.count, index + most)]
    let last = rest.firstIndex(where: ends) ?? rest.endIndex
    return String(String.UnicodeScalarView(file[first..<last].compactMap(Self.scalar)))
  }

  /// Returns nil for a byte without a character, and for a control character other than tab and the ends of
  /// lines.
  private static func scalar(_ byte: UInt8) -> Unicode.Scalar? {
    switch byte {
    case 0x09, 0x0A, 0x0D, 0x20..<0x7F, 0xA0...0xFF: Unicode.Scalar(byte)
    case 0x80..<0xA0:
      special[Int(byte) - 0x80] == 0 ? nil : Unicode.Scalar(special[Int(byte) - 0x80])
    default: nil
    }
  }

  /// The characters of 0x80 to 0x9F (https://encoding.spec.whatwg.org/index-windows-1252.txt); 0 for none.
  private static let special: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]
}

/// A byte that is a letter in Windows-1252.
private struct Letter {
  let isLowerCase: Bool
  let isASCII: Bool

  init?(_ byte: UInt8) {
    isASCII = byte < 0x80
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), 0x9A, 0x9C, 0x9E, 0xDF...0xF6, 0xF8...0xFF: isLowerCase = true
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x8A, 0x8C, 0x8E, 0x9F, 0xC0...0xD6, 0xD8...0xDE:
      isLowerCase = false
    default: return nil
    }
  }

  init?(at index: Int, in file: [UInt8]) {
    guard file.indices.contains(index) else { return nil }
    self.init(file[index])
  }
}

extension DocumentFault {
  fileprivate static func unknownEncoding(_ reason: String) -> DocumentFault {
    .notText("the file isn't UTF-8, and probably not Windows-1252 either: \(reason)")
  }
}
