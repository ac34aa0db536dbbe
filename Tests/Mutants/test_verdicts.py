"""Tests the verdicts: which mutants count as killed or as survivors, and what is an error of the run."""

import argparse
import os
import pathlib
import tempfile
import unittest

import candidates
import equivalent
import mutants
import trial
import workspace
from signatures import Signatures

# Replaces the compiled tests. The number of the mutant chooses what it does.
BUNDLE = """#!/usr/bin/env python3
import json, os, pathlib, sys
number, path = os.environ["MUTANT_SAN_OPTIONS"], sys.argv[sys.argv.index("--event-stream-output-path") + 1]
def issue(name):
    payload = {"kind": "issueRecorded", "issue": {}, "testID": "MTests." + name}
    pathlib.Path(path).write_text(json.dumps({"kind": "event", "payload": payload}) + "\\n")
    sys.exit(1)
if number == "1": issue("fails()")
if number == "3":
    while True: pass
slow = pathlib.Path(path + ".slow")
if slow.exists():
    if number == "0": slow.unlink()
    while True: pass
if number == "4": os.abort()
once = pathlib.Path(path + ".once")
if number == "5" and not once.exists():
    once.touch()
    issue("failsOnce()")
"""
# Replaces the compiler, and refuses the text in the file `refused` of its folder, such as `isMutant(2)`.
SWIFT = """#!/usr/bin/env python3
import pathlib, sys
copy = pathlib.Path(sys.argv[sys.argv.index("--package-path") + 1]).resolve()
refused = pathlib.Path(sys.argv[0]).with_name("refused").read_text()
for file in copy.rglob("*.swift"):
    for number, line in enumerate(file.read_text().splitlines(), 1):
        if refused in line:
            sys.exit(print(f"{file}:{number}:1: error: refused") or 1)
"""
SOURCE = "func f() {\n  g(a)\n  h(b)\n}\n"


def program(path, text):
    path.write_text(text)
    path.chmod(0o755)


class Temporary(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)


class Verdicts(Temporary):
    def setUp(self):
        super().setUp()
        (self.folder / "project").mkdir()
        program(self.folder / "bundle", BUNDLE)
        self.addCleanup(setattr, mutants, "FOLDER", mutants.FOLDER)
        self.addCleanup(setattr, mutants, "PATIENCE_SECONDS", mutants.PATIENCE_SECONDS)
        self.addCleanup(setattr, mutants, "log", mutants.log)
        mutants.FOLDER, mutants.log = self.folder, lambda _: None
        self.run_of_tests = mutants.Run(argparse.Namespace(module=[], strict=False, json=None, seed=1))
        self.run_of_tests.bundle = trial.Bundle(self.folder / "bundle", self.folder)
        self.run_of_tests.tests = {"M": ["MTests"]}
        self.run_of_tests.units = [trial.Unit("MTests", "MTests", 0, {1, 2, 3, 4, 5})]
        self.run_of_tests.skipped = []
        # On a busy machine the program may need seconds to start.
        mutants.PATIENCE_SECONDS = 1 + 20 * self.run_of_tests.bundle.run([], 600, "0").seconds

    def verdict(self, number):
        found = candidates.find("Sources/M/S.swift", SOURCE.encode(), Signatures())
        result = self.run_of_tests.try_one(number, found[0])
        return result["killed"], result["by"]

    def test_a_failed_test_kills(self):
        self.assertEqual(self.verdict(1), (True, "“MTests.fails()” (MTests)"))

    def test_a_mutant_that_no_test_notices_survives(self):
        self.assertEqual(self.verdict(2), (False, "no test fails"))
        self.assertEqual(self.verdict(6), (False, "no test runs it"))

    def test_an_endless_loop_and_a_crash_kill(self):
        self.assertEqual(self.verdict(3), (True, "MTests, which hangs"))
        self.assertEqual(self.verdict(4), (True, "MTests, which crashes (SIGABRT)"))

    def test_a_machine_that_is_too_slow_kills_nothing(self):
        (self.folder / "events.jsonl.slow").touch()
        self.assertEqual(self.verdict(2), (False, "no test fails"))

    def test_a_test_that_fails_only_once_kills_nothing(self):
        self.assertEqual(self.verdict(5), (False, "no test fails"))

    def test_what_was_observed_can_be_read_again(self):
        units, skipped = [trial.Unit("MTests", "MTests.S", 1.5, {1, 7})], ["^MTests"]
        trial.write_units(self.folder / "observed.json", units, skipped)
        self.assertEqual(trial.read_units(self.folder / "observed.json"), (units, skipped))

    def test_a_run_of_nothing_is_an_error(self):
        with self.assertRaises(mutants.NothingTried):
            self.run_of_tests.report()


class Builds(Temporary):
    def setUp(self):
        super().setUp()
        for name, text in (("Sources/M/S.swift", SOURCE), ("Sources/M/T.swift", "let x = wrong\n")):
            (self.folder / "root" / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / "root" / name).write_text(text)
        (self.folder / "bin").mkdir()
        program(self.folder / "bin/swift", SWIFT)
        self.addCleanup(os.environ.__setitem__, "PATH", os.environ["PATH"])
        os.environ["PATH"] = f"{self.folder}/bin:{os.environ['PATH']}"
        self.space = workspace.Workspace(self.folder / "root", self.folder)

    def compiled(self, refused):
        (self.folder / "bin/refused").write_text(refused)
        found = candidates.find("Sources/M/S.swift", SOURCE.encode(), Signatures())
        numbered = [(number, candidate) for number, candidate in enumerate(found, 1)]
        return [number for number, _ in self.space.compile(numbered, lambda _: None)]

    def test_a_mutant_that_does_not_compile_is_dropped(self):
        self.assertEqual(self.compiled("isMutant(2)"), [1])

    def test_a_project_that_does_not_compile_is_an_error(self):
        with self.assertRaises(workspace.BuildFailed):
            self.compiled("wrong")


class Equivalents(unittest.TestCase):
    TEXT = """# A comment.
file: Sources/M/S.swift
function: func f() {
line: h(b)
change: dropped statement: h(b)
reason: It is
  so.
"""

    def test_an_entry_leaves_out_the_mutant_that_it_names(self):
        found = candidates.find("Sources/M/S.swift", SOURCE.encode(), Signatures())
        sources = {"Sources/M/S.swift": SOURCE.encode()}
        entries = equivalent.read(self.TEXT)
        self.assertEqual(entries[0].reason, "It is so.")
        self.assertEqual([c.before for c in equivalent.without(found, entries, sources)], ["g(a)"])

    def test_an_entry_that_names_no_mutant_or_has_no_reason_is_an_error(self):
        found = candidates.find("Sources/M/S.swift", SOURCE.encode(), Signatures())
        sources = {"Sources/M/S.swift": SOURCE.encode()}
        with self.assertRaises(equivalent.Malformed):
            equivalent.without(found, equivalent.read(self.TEXT.replace("h(b)", "k(b)")), sources)
        with self.assertRaises(equivalent.Malformed):
            equivalent.read(self.TEXT.split("reason")[0])


if __name__ == "__main__":
    unittest.main()
