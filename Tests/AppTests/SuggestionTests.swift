import Directory
import TestSupport
import Testing

@Suite("Suggestions for a value that doesn't exist")
struct SuggestionTests {
  let directory: RunningDirectory

  init() throws { directory = try RunningDirectory() }

  @Test(
    "compare it with each word of a slug, and with the names that people know",
    arguments: [
      ("/members?topic=healthh", ["mental-health", "public-health"]),
      ("/members?topic=Health", ["mental-health", "public-health"]),
      ("/members?topic=Mental%20Health", ["mental-health"]),
      ("/members?topic=Mental%20Helth", ["mental-health"]),
      ("/topics?member=B%C3%A6rum", ["baerum"]), ("/topics?member=baerun", ["baerum"]),
      ("/topics?member=Municipality%20of%20B%C3%A6rum", ["baerum"]),
      ("/topics?member=City%20of%20Olso", ["oslo"]),
      ("/members?county=Viken%20County", ["viken"]), ("/members?county=telemark", ["vestfold-and-telemark"]),
      ("/match?with=City%20of%20Oslo", ["oslo"]), ("/members/City%20of%20Oslo", ["oslo"]),
      ("/topics/telth", []), ("/topics/healthh", ["mental-health", "public-health"]),
    ])
  func near(target: String, nearest: [String]) throws {
    let answer = try directory.get(target)
    #expect((400..<500).contains(answer.status))
    #expect(try answer.json["nearest"]?.strings ?? [] == nearest, "\(answer.text)")
  }

  @Test(
    "correct the request only if one record can be meant",
    arguments: [
      ("/members?topic=healthh", nil), ("/topics/healthh", nil),
      ("/members?topic=Mental%20Health", "/members?topic=mental-health"),
      ("/topics?member=City%20of%20Oslo", "/topics?member=oslo"),
      ("/members?county=telemark", "/members?county=vestfold-and-telemark"),
      ("/members/City%20of%20Oslo.csv", "/members/oslo.csv"),
    ] as [(String, String?)])
  func corrected(target: String, corrected: String?) throws {
    #expect(try directory.get(target).json["corrected"]?.string == corrected)
  }
}
