"""Tests the choice of mutants. Scripts/mutants runs these tests first. They take milliseconds."""

import unittest

import candidates
import choosing
from signatures import Signatures


def find(path, source, declarations=b"func g(_ a: T, to b: T, _ c: U, _ d: T) {}"):
    signatures = Signatures()
    signatures.read(declarations)
    return candidates.find(path, source, signatures)


def found(code, kind=None):
    """Returns (kind, before, after) of each candidate in a function's body."""
    source = "struct S {\n  mutating func f() {\n" + code + "\n  }\n}\n"
    return [
        (c.kind, c.before, c.after) for c in find("Sources/M/S.swift", source.encode())
        if kind in (None, c.kind)
    ]  # fmt: skip


def mutated(code, kind, index=0):
    """Returns the body with a mutant, as it is compiled."""
    source = code.encode()
    candidate = [c for c in find("Sources/M/S.swift", source) if c.kind == kind][index]
    piece = candidate.template.format("isMutant(1)").encode()
    return (source[: candidate.start] + piece + source[candidate.end :]).decode()


class Candidates(unittest.TestCase):
    def test_a_comparison_is_negated_and_moved(self):
        self.assertEqual(
            found("if a < b { g(); h() }")[:2],
            [("boundary", "a < b", "a <= b"), ("comparison", "a < b", "a >= b")],
        )

    def test_the_whole_chain_is_wrapped_so_that_precedence_does_not_matter(self):
        self.assertEqual(
            mutated("func f() { if a && b || c == d { g() } }", "comparison", 0),
            "func f() { if (isMutant(1) ? (a && b && c == d) : (a && b || c == d)) { g() } }",
        )

    def test_a_negation_is_dropped(self):
        self.assertEqual(found("if !a { g(); h() }", "comparison"), [("comparison", "!a", "a")])

    def test_numbers_and_ends_of_ranges_are_moved_by_one(self):
        self.assertIn(("boundary", "a + 1", "a + 2"), found("let x = a + 1"))
        self.assertIn(("boundary", "0..<n", "0..<(n - 1)"), found("for i in 0..<n { g(i); h(i) }"))
        self.assertEqual(found("let x = a << 3"), [])

    def test_a_limit_is_moved_but_not_a_size(self):
        source = b"enum L {\n  static let maxFields = 100\n  static let maxBufferBytes = 4_096\n"
        source += b"  let minorVersion = 1\n}\n"
        self.assertEqual([c.after for c in find("Sources/M/L.swift", source)], ["101"])

    def test_statements_are_dropped(self):
        self.assertEqual(
            mutated("func f() {\n  try g(a)\n  h()\n}", "dropped statement"),
            "func f() {\n  if !(isMutant(1)) { try g(a) }\n  h()\n}",
        )
        self.assertIn(("dropped statement", "return", ""), found("if a { return }\ng()"))

    def test_a_value_is_not_dropped(self):
        source = b"func f() -> Int {\n  g()\n}\nlet x = y.map { h($0) }\n"
        self.assertEqual(find("Sources/M/S.swift", source), [])

    def test_a_reset_is_a_kind_of_its_own(self):
        for code in ("x = 0", "x = nil", "self.x = []", "x.removeAll(keepingCapacity: true)", "x = .idle"):
            self.assertEqual([kind for kind, *_ in found(code + "\ng()")][0], "forgotten reset", code)

    def test_arguments_of_one_type_are_swapped(self):
        self.assertEqual(
            mutated("func f() { let x = g(a, to: b.c) }", "swapped argument"),
            "func f() { let x = (isMutant(1) ? (g(b.c, to: a)) : (g(a, to: b.c))) }",
        )
        for code in (
            "g(a, b, c)",
            "max(a, b)",
            'g("a", to: "b")',
            "g(a) { b }",
            "g(&a, to: &b)",
            "h(a, to: b)",
        ):
            self.assertEqual(found(f"let x = {code}", "swapped argument"), [], code)

    def test_what_no_test_can_notice_is_left_alone(self):
        for code in (
            "precondition(a < b)", "x.reserveCapacity(n + 1)", "logger.info(a, b)", "_ = a",
            'let x = "\\(a + 1)"',
        ):  # fmt: skip
            self.assertEqual(found(code), [], code)
        self.assertEqual(found("let x = g(capacity: a + 1)"), [])
        self.assertEqual(found("x.sort { $0 < $1 }", "boundary"), [])
        self.assertEqual(found("if a > b { a = b }", "boundary"), [])


class Choosing(unittest.TestCase):
    def test_the_same_seed_chooses_the_same_wherever_the_lines_move(self):
        code = "\n".join(f"if a{n} < b {'{'} g{n}(); h() {'}'}" for n in range(30))
        one = find("Sources/M/S.swift", f"func f() {{\n{code}\n}}".encode())
        two = find("Sources/M/S.swift", f"\n\nfunc f() {{\n{code}\n}}".encode())
        keys = [[c.key for c in choosing.to_compile(found, 7, 10)] for found in (one, two)]
        self.assertEqual(keys[0], keys[1])
        self.assertNotEqual(keys[0], [c.key for c in choosing.to_compile(one, 8, 10)])

    def test_no_two_overlap(self):
        code = (
            "func f() {\n"
            + "\n".join(f"  if a{n} < b + 1 && c {{ g(a, b); x = 0 }}" for n in range(20))
            + "\n}"
        )
        taken = choosing.to_compile(find("Sources/M/S.swift", code.encode()), 1, 60)
        spans = sorted((c.start, c.end) for c in taken)
        self.assertTrue(all(one[1] <= other[0] for one, other in zip(spans, spans[1:])))


if __name__ == "__main__":
    unittest.main()
