import Testing

@testable import Directory

@Suite("A text") struct TextRulesTests {
  private static let hundred = String(repeating: "a", count: 100)

  @Test(
    "is a slug if it is lower-case words joined by single hyphens",
    arguments: [
      ("a", true), ("a-b", true), ("0-9z", true), (hundred, true), ("", false), (hundred + "a", false),
      ("-a", false), ("a-", false), ("a--b", false), ("A", false), ("æ", false), ("a b", false),
      ("a_b", false),
      ("-", false), ("`", false), ("{", false), ("/", false), (":", false),
    ])
  func slug(text: String, isSlug: Bool) {
    #expect(TextRules.isSlug(text) == isSlug)
  }

  @Test(
    "is an E.164 number if it is a plus sign and 7 to 15 digits that don't begin with 0",
    arguments: [
      ("+1234567", true), ("+123456789012345", true), ("+123456", false), ("+1234567890123456", false),
      ("+0234567", false), ("1234567", false), ("+12 34567", false), ("+12345a7", false), ("", false),
      ("+", false), ("+1234567:", false), ("+1234567/", false), ("+9000000", true),
    ])
  func telephone(text: String, isE164: Bool) {
    #expect(TextRules.isE164(text) == isE164)
  }

  private static func labels(_ count: Int) -> String { String(repeating: "a", count: count) }

  @Test(
    "is an e-mail address if it has a local part and a host of two labels or more",
    arguments: [
      ("a@b.c", true), ("A.!#$%&'*+/=?^_`{|}~-9@x-1.Example", true), ("a@b", false), ("@b.c", false),
      ("a@", false), ("a@.c", false), ("a@b.", false), ("a@-b.c", false), ("a@b-.c", false),
      ("a@b.c-", false),
      ("a@b..c", false), ("a b@c.d", false), ("a@b_c.d", false), ("å@b.c", false), ("a@å.c", false),
      ("a@b@c.d", false), ("a(b@c.d", false), ("a,b@c.d", false), ("", false), ("a@b.c\n", false),
      (labels(64) + "@b.c", true), (labels(65) + "@b.c", false), ("a@" + labels(63) + ".c", true),
      ("a@" + labels(64) + ".c", false),
      (labels(62) + "@" + [63, 63, 63].map(labels).joined(separator: "."), true),
      (labels(63) + "@" + [63, 63, 63].map(labels).joined(separator: "."), false),
    ])
  func email(text: String, isEmail: Bool) {
    #expect(TextRules.isEmail(text) == isEmail)
  }

  @Test(
    "is a country code if it is two capital letters",
    arguments: [
      ("NO", true), ("AZ", true), ("No", false), ("N", false), ("NOR", false), ("N1", false), ("Å", false),
    ])
  func country(text: String, isCode: Bool) {
    #expect(TextRules.isCountryCode(text) == isCode)
  }

  @Test(
    "is a date if the Gregorian calendar has the day",
    arguments: [
      ("2021-01-31", true), ("2021-04-30", true), ("2021-04-31", false), ("2021-12-31", true),
      ("2021-12-32", false),
      ("2021-00-01", false), ("2021-13-01", false), ("2021-01-00", false), ("2021-02-28", true),
      ("2021-02-29", false),
      ("2024-02-29", true), ("2024-02-30", false), ("1900-02-29", false), ("2000-02-29", true),
      ("0000-02-29", true),
      ("2021-06-31", false), ("2021-09-31", false), ("2021-11-31", false), ("2021-07-31", true),
      ("2021-08-31", true),
      ("2021-1-01", false), ("2021-01-1", false), ("20210101", false), ("2021/01/01", false),
      ("2021-01/01", false),
      ("+021-01-01", false), ("2021-01-01 ", false), (" 2021-01-01", false), ("２021-01-01", false),
      ("2021-0a-01", false),
    ])
  func date(text: String, isDate: Bool) {
    #expect(TextRules.isDate(text) == isDate)
  }

  @Test(
    "is plain if it is printable ASCII without a space at either end",
    arguments: [
      ("a", true), ("a b~", true), ("!", true), ("", false), (" a", false), ("a ", false),
      ("a\u{1f}b", false),
      ("a\u{7f}b", false), ("é", false), (" ", false),
    ])
  func plain(text: String, isPlain: Bool) {
    #expect(TextRules.isPlain(text) == isPlain)
  }

  @Test(
    "may contain a control character",
    arguments: [
      ("\u{0}", true), ("a\u{1f}", true), (" ", false), ("~", false), ("\u{7f}", true), ("\u{9f}", true),
      ("\u{a0}", false), ("\u{202a}", true), ("\u{202e}", true), ("\u{202f}", false),
      ("\u{2027}", false), ("\u{2028}", true), ("\u{2029}", true), ("\u{2065}", false), ("\u{2066}", true),
      ("\u{2069}", true), ("\u{206a}", false),
    ])
  func control(text: String, isControl: Bool) {
    #expect(TextRules.holdsControlCharacter("a" + text + "a") == isControl)
  }

  @Test(
    "is the address of a web page or isn't",
    arguments: [
      ("https://kor.example", true), ("HTTPS://KOR.example/om", true), ("ftp://kor.example", false),
      ("https://blåfjell.example/på-tur?hva=alt", true), ("https://kor.example/100%25", true),
      ("https://kor.example/100%", false), ("https://kor.example/%2", false),
      ("https://kor.example/%zz", false), ("https://kor.example/[x]", false),
      ("https://kor.example:65535", true), ("https://kor.example:65536", false),
      ("https://kor.example:0", false), ("https://kor.example:", false), ("https://kor", false),
    ])
  func web(text: String, isURL: Bool) {
    #expect(TextRules.isURL(text) == isURL)
  }

  @Test(
    "may begin or end with a space, and may be in another normalization form",
    arguments: [
      ("a", false, true), ("a\u{a0}", true, true), ("\u{2003}a", true, true), ("a a", false, true),
      ("a\u{30a}", false, false), ("å", false, true), ("\u{212b}", false, false),
    ])
  func spaceAndForm(text: String, hasSpace: Bool, isNormalized: Bool) {
    #expect(TextRules.isSurroundedBySpace(text) == hasSpace)
    #expect(TextRules.isNormalized(text) == isNormalized)
  }
}
