import Testing

@testable import App

@Suite("The nearest name of a setting")
struct NearestNameTests {
  @Test(
    "has the fewest wrong letters, or the first such name",
    arguments: [
      ("http.prot", ["http.host", "http.port"], "http.port"),
      ("HTTP.Port", ["http.host", "HTTP.port"], "HTTP.port"),
      ("gzip.levle", ["gzip.minimumBytes", "gzip.level"], "gzip.level"), ("x", ["b", "a"], "b"),
    ])
  func letters(_ text: String, _ names: [String], _ nearest: String) {
    #expect(nearestName(to: text, among: names) == nearest)
  }

  @Test(
    "may have a beginning or an end that is missing, which counts as one wrong letter",
    arguments: [
      ("port", "http.port", "sort"), ("prot", "http.port", "spoot"), ("http", "http.port", "htp"),
      ("a.b", "a.b.c", "a.d"),
    ])
  func parts(_ text: String, _ name: String, _ other: String) {
    // Both are equally near.
    #expect(nearestName(to: text, among: [name, other]) == name)
    #expect(nearestName(to: text, among: [other, name]) == other)
  }

  @Test("is nil if there are no names")
  func none() { #expect(nearestName(to: "port", among: []) == nil) }
}
