import Directory
import Testing

@Suite("A token")
struct TokenTests {
  private static func token(expiresAt: Int64? = nil, revokedAt: Int64? = nil) -> Token {
    Token(name: "Kari", role: .editor, createdAt: 0, expiresAt: expiresAt, revokedAt: revokedAt, digest: [])
  }

  @Test(
    "is valid before the second in which it expires, and not in that second",
    arguments: [(99, true), (100, false), (101, false)])
  func expiry(time: Int64, isValid: Bool) {
    #expect(Self.token(expiresAt: 100).isValid(at: time) == isValid)
  }

  @Test("without an expiry is valid until it is revoked")
  func revocation() {
    #expect(Self.token().isValid(at: .max))
    #expect(!Self.token(revokedAt: 100).isValid(at: 50))
    #expect(!Self.token(expiresAt: 1_000, revokedAt: 100).isValid(at: 50))
  }
}
