import SQLite
import Testing

@Suite("A migration")
struct MigrationTests {
  @Test("has the SHA-256 of its text as its checksum")
  func checksum() {
    let hex = Migration(name: "0001_a.sql", text: "abc").checksum.map {
      ($0 < 16 ? "0" : "") + String($0, radix: 16)
    }
    // FIPS 180-2, appendix B.1
    #expect(hex.joined() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      Migration(name: "0002_b.sql", text: "abc").checksum
        == Migration(name: "0001_a.sql", text: "abc").checksum)
  }

  private static let failure = SQLiteError(code: 1, message: "no such table: x", action: "a")

  @Test(
    "that can't be applied has an error that names it and says what to do",
    arguments: [
      (.foreignDatabase(path: "/d"), ["/d", "another program"]), (.changed(name: "m"), ["m", "new one"]),
      (.newerDatabase(name: "m"), ["m", "newer version"]),
      (.outOfOrder(name: "m", applied: "n"), ["m", "n", "sorts last"]),
      (.endsTransaction(name: "m"), ["m", "COMMIT"]),
      (.danglingReferences(name: "m", table: "t"), ["m", "t"]),
      (.failed(name: "m", failure), ["m", "table: x"]),
      (.database(failure), ["no such table: x"]),
    ] as [(MigrationError, [String])])
  func descriptions(error: MigrationError, parts: [String]) {
    for part in parts { #expect(error.description.contains(part)) }
  }
}
